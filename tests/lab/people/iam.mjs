// How people use Django admin.
import { origins, password } from '../setup/settings.mjs';

export const iam = {
  name: 'iam',
  start: `${origins.iam}/admin/`,

  async signIn(person) {
    const { page } = person;
    if (!(await page.locator('#id_username').count())) await person.visit(`${origins.iam}/admin/`, '#id_username');
    await person.fill('#id_username', person.login, 'Username');
    await person.fill('#id_password', password, 'Password', { secret: true });
    await person.submit('input[type=submit]', 'Log in', '#user-tools');
  },

  async signOut(person) {
    await person.submit('#logout-form button', 'Log out', person.page.getByText(/Logged out|Thanks/).first());
    await person.click('a:has-text("Log in again")', 'Log in again', '#id_username');
  },

  /** The search is a GET form: what is typed stands in the next address. */
  async openUser(person, uid) {
    const { page } = person;
    await person.click('#site-name a', 'home');
    await person.click('#content-main a:text-is("Users")', 'Users', '#searchbar');
    await person.fill('#searchbar', uid, 'Search');
    const link = page.locator('th.field-username a', { hasText: new RegExp(`^${uid}$`) }).first();
    await person.submit('#changelist-search input[type=submit]', 'Search', link);
    await person.click(link, 'a user', '#id_groups_from');
    await person.read(`account of ${uid}`);
  },

  async addToGroup(person, group) {
    const { page } = person;
    await person.toggle('#id_is_staff', 'Staff status');
    await person.choose(page.locator('#id_groups_from option', { hasText: group }), `group ${group}`);
    await person.click('#id_groups_add', 'Choose');
    await person.commit('input[name=_save]', 'Save', '.messagelist .success');
  },

  async tryAccess(person) {
    await person.click('#content-main a:text-is("Users")', 'Users', '#changelist');
    await person.read('the list opens: the access works');
  },
};
