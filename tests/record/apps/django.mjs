// Django admin.
import { iam } from '../../lab/people/iam.mjs';
import { origins, password } from '../../lab/setup/settings.mjs';

const saved = '.messagelist .success';
const usersLink = '#content-main a[href$="/auth/user/"]:not(.addlink):not(.changelink)';

export const django = {
  ...iam,
  product: 'django-admin',
  title: 'Django admin',
  kind: 'iam',
  languages: ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'],
  entitlement: ({ role }) => role,

  async signIn(person) {
    const { page } = person;
    if (!(await page.locator('#id_username').count())) await person.visit(`${origins.iam}/admin/`, '#id_username');
    await person.fill('#id_username', person.login, 'Username');
    await person.fill('#id_password', password, 'Password', { secret: true });
    await person.submit('input[type=submit]', 'Log in', '#user-tools');
  },

  async signOut(person) {
    await person.submit('#logout-form button', 'Log out', '#content');
    await person.visit(`${origins.iam}/admin/`, '#id_username');
  },

  async openUser(person, uid, { search = true } = {}) {
    const { page } = person;
    await person.click('#site-name a', 'home');
    await person.click(usersLink, 'Users', '#searchbar');
    const link = page.locator('th.field-username a', { hasText: new RegExp(`^${uid}$`) }).first();
    if (search) {
      await person.fill('#searchbar', uid, 'Search');
      await person.submit('#changelist-search input[type=submit]', 'Search', link);
    }
    await person.click(link, 'a user', '#id_groups_from');
  },

  async grant(person, uid, accesses, options) {
    await django.openUser(person, uid, options);
    for (const access of accesses) {
      await person.choose(person.page.locator('#id_groups_from option', { hasText: access }), `group ${access}`);
      await person.click('#id_groups_add', 'Choose', person.page.locator('#id_groups_to option', { hasText: access }));
    }
    await person.commit('input[name=_save]', 'Save', saved);
  },

  async revoke(person, uid, accesses, options) {
    await django.openUser(person, uid, options);
    for (const access of accesses) {
      await person.choose(person.page.locator('#id_groups_to option', { hasText: access }), `group ${access}`);
      await person.click(
        '#id_groups_remove',
        'Remove',
        person.page.locator('#id_groups_from option', { hasText: access }),
      );
    }
    await person.commit('input[name=_save]', 'Save', saved);
  },

  async giveUp(person, uid, access) {
    await django.openUser(person, uid, { search: false });
    await person.choose(person.page.locator('#id_groups_from option', { hasText: access }), `group ${access}`);
    await person.click('#id_groups_add', 'Choose');
    await person.click('.breadcrumbs a[href$="/auth/user/"]', 'Users', '#searchbar');
  },

  /** The form is refused: the user name is missing. Then it is put right. */
  async grantAfterRefusal(person, uid, accesses) {
    await django.openUser(person, uid);
    await person.fill('#id_username', ' ', 'Username');
    for (const access of accesses) {
      await person.choose(person.page.locator('#id_groups_from option', { hasText: access }), `group ${access}`);
      await person.click('#id_groups_add', 'Choose');
    }
    // The browser itself would refuse an empty field; a blank goes to the server, which says no.
    await person.act('submit', 'Save', 'input[name=_save]', '.errornote', { failed: true });
    await person.fill('#id_username', uid, 'Username');
    await person.commit('input[name=_save]', 'Save', saved);
  },

  noise: [
    async (person) => {
      await person.click('#site-name a', 'home');
      await person.click(
        '#content-main a[href$="/auth/group/"]:not(.addlink):not(.changelink)',
        'Groups',
        '#changelist',
      );
      await person.click('#result_list tbody th a', 'a group', '#id_permissions_from');
      await person.click('.breadcrumbs a[href$="/auth/group/"]', 'Groups', '#changelist');
    },
    async (person) => {
      await person.click('#site-name a', 'home');
      await person.click(usersLink, 'Users', '#searchbar');
      await person.click('th.field-username a:text-is("hugo")', 'a user', '#id_groups_from');
      await person.click('a.historylink', 'History', '#content');
    },
  ],
};
