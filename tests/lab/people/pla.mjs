// How people use phpLDAPadmin: through the tree on the left, to the members of a group.
import { origins, password } from '../setup/settings.mjs';

const login = `${origins.pla}/htdocs/cmd.php?cmd=login_form&server_id=1`;
const tree = '#ajTREE';
/** A node of the tree by its distinguished name: the second link is its text, the first its picture. */
const node = (person, rdn) =>
  person.page.locator(`${tree} a[href*="template_engine"][href*="dn=${encodeURIComponent(rdn)}"]`);
const body = (selector) => `#ajBODY ${selector}`;
const apply = body('input[type=submit]:not([name=cancel])');

async function openGroup(person, group) {
  const own = node(person, `cn=${group},`);
  if (!(await own.count())) {
    const groups = node(person, 'ou=groups,');
    // The plus before a node is a link without a name.
    if (!(await groups.count()))
      await person.click(person.page.locator(`${tree} a[href="#"]`).first(), 'open the tree', groups.first());
    await person.click(person.page.locator(`${tree} a[href="#"]`).nth(1), 'open groups', own.first());
  }
  await person.click(own.last(), 'a group', body('a[href*="modify_member_form"]'));
}

async function editMembers(person, group) {
  await openGroup(person, group);
  await person.click(body('a[href*="modify_member_form"]'), 'modify group members', body('select[name=notmembers]'));
}

const option = (person, list, uid) =>
  person.page.locator(body(`select[name="${list}"] option`), { hasText: new RegExp(`^${uid}$`) });
const button = (person, sign, n) => person.page.locator(body(`input[type=button][value*="${sign}"]`)).nth(n);

export const pla = {
  name: 'pla',
  start: login,

  async signIn(person) {
    if (!(await person.page.locator('#login').count())) await person.visit(login, '#login');
    await person.fill('#login', person.login, 'User Name');
    await person.fill('#password', password, 'Password', { secret: true });
    await person.submit('input[name=submit]', 'Authenticate', `${tree} a[href*="cmd=logout"]`);
  },

  async signOut(person) {
    await person.click(`${tree} a[href*="cmd=logout"]`, 'logout', `${tree} a[href*="login_form"]`);
    await person.visit(login, '#login');
  },

  openGroup,

  /** What is saved in the list is asked for once more, and takes effect then. */
  async addMember(person, group, uid) {
    await editMembers(person, group);
    await person.choose(option(person, 'notmembers', uid), 'a person');
    await person.click(button(person, '>>', 0), 'Add selected', option(person, 'members', uid));
    await person.submit(body('input[name=save]'), 'Save changes', body('input[name=cancel]'));
    await person.commit(apply, 'Update Object', body('a[href*="modify_member_form"]'));
  },

  async removeMember(person, group, uid) {
    await editMembers(person, group);
    await person.choose(option(person, 'members', uid), 'a person');
    await person.click(button(person, '<<', 0), 'Remove selected', option(person, 'notmembers', uid));
    await person.submit(body('input[name=save]'), 'Save changes', body('input[name=cancel]'));
    await person.commit(apply, 'Update Object', body('a[href*="modify_member_form"]'));
  },

  /** Goes as far as the last question, and says no. */
  async almostAddMember(person, group, uid) {
    await editMembers(person, group);
    await person.choose(option(person, 'notmembers', uid), 'a person');
    await person.click(button(person, '>>', 0), 'Add selected', option(person, 'members', uid));
    await person.submit(body('input[name=save]'), 'Save changes', body('input[name=cancel]'));
    await person.submit(body('input[name=cancel]'), 'Cancel', `${tree} a[href*="cmd=logout"]`);
  },
};
