// How people use the users of Flask-AppBuilder.
import { origins, password } from '../setup/settings.mjs';

const login = `${origins.fab}/login/`;
const menu = (person, href) => person.page.locator(`.navbar a[href="${href}"]`);
const openMenu = (person, n, what, then) =>
  person.click(person.page.locator('.navbar a.dropdown-toggle').nth(n), what, then);
const edit = 'a[href*="/users/edit/"]';

async function toUsers(person) {
  await openMenu(person, 0, 'Security', menu(person, '/users/list/'));
  await person.click(menu(person, '/users/list/'), 'List Users', edit);
}

const save = async (person) => person.commit('form button[type=submit]', 'Save', '.alert-success, .alert-info');

export const fab = {
  name: 'fab',
  start: login,

  async signIn(person) {
    if (!(await person.page.locator('#username').count())) await person.visit(login, '#username');
    await person.fill('#username', person.login, 'Username');
    await person.fill('#password', password, 'Password', { secret: true });
    await person.submit(
      'form input[type=submit]',
      'Sign In',
      menu(person, '/users/list/').or(person.page.locator('.navbar')).first(),
    );
  },

  async signOut(person) {
    await openMenu(person, 2, 'user menu', menu(person, '/logout/'));
    await person.click(menu(person, '/logout/'), 'Logout', (page) => page.waitForLoadState('load'));
    await person.visit(login, '#username');
  },

  async openUser(person, uid, { show = false } = {}) {
    await toUsers(person);
    const row = person.page.locator('tr', {
      has: person.page.locator('td', { hasText: new RegExp(`^\\s*${uid}\\s*$`) }),
    });
    if (show) return person.click(row.locator('a[href*="/users/show/"]').first(), 'Show', '.panel, table');
    await person.click(row.locator(edit).first(), 'Edit', '#roles ~ .select2 .select2-selection');
  },

  /** The list of roles opens below the field. It is gone when the button comes up again, so the browser tells of no click. */
  async addRole(person, role) {
    await person.click('#roles ~ .select2 .select2-selection', 'Role (field)', '#select2-roles-results');
    await person.choose(
      person.page.locator('#select2-roles-results li', { hasText: new RegExp(`^${role}$`) }),
      `role ${role}`,
      undefined,
      {
        lossy: true,
      },
    );
  },

  async removeRole(person, role) {
    const chosen = person.page.locator('#roles ~ .select2 .select2-selection__choice', { hasText: role });
    const gone = () => chosen.waitFor({ state: 'detached' });
    await person.click(chosen.locator('.select2-selection__choice__remove'), `remove role ${role}`, gone);
  },

  save,
  back: (person) => person.click('form a[href="/back"], a[href="/back"]', 'Back', edit),
  toUsers,
};
