// How people use LDAP Account Manager.
import { origins, password } from '../setup/settings.mjs';

const login = `${origins.directory}/templates/login.php`;

export const directory = {
  name: 'directory',
  start: login,

  async signIn(person) {
    await person.visit(login, '#passwd');
    await person.chooseClosed('select[name=username]', person.login, 'User name');
    await person.fill('#passwd', password, 'Password', { secret: true });
    await person.submit('#btn_checklogin', 'Login', person.page.getByText(/User count/).first());
  },

  async signOut(person) {
    await person.click('a:has-text("Logout")', 'Logout');
  },

  async openUser(person, uid) {
    const { page } = person;
    if (!/list\.php\?type=user/.test(page.url())) {
      await person.hover('a:text-is("Accounts")');
      await person.click(page.locator('a:visible', { hasText: 'Users' }).first(), 'Users', 'text=User count');
    }
    const row = page.locator('tr', { has: page.locator(`td:text-is("${uid}")`) });
    await person.click(row.locator('a[title="Edit"]').first(), 'Edit', 'button[name=form_main_posixAccount]');
    await person.read(`directory entry of ${uid}`);
  },

  /** Nothing is granted before the last button: the tab, the two lists, the way back, then Save. */
  async addToGroup(person, group) {
    const { page } = person;
    const open = '#btn_form_subpage_posixAccount_group_open';
    await person.submit('button[name=form_main_posixAccount]', 'Unix', open);
    await person.submit(open, 'Edit groups', '#groups_2');
    await person.choose(page.locator('#groups_2 option', { hasText: new RegExp(`^${group}$`) }), `group ${group}`);
    await person.submit('#btn_groups_left', 'arrow to the left', page.locator('#groups_1'));
    await person.submit('#btn_form_subpage_posixAccount_attributes_back', 'Back', '#btn_accountContainerSaveAccount');
    const done = page.getByText(/successful/i).first();
    await person.commit('#btn_accountContainerSaveAccount', 'Save', done);
  },
};
