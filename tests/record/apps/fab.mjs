// Flask-AppBuilder's users and roles.
import { fab as plain } from '../../lab/people/fab.mjs';
import { fab as system } from '../../lab/setup/fab.mjs';

export const fab = {
  ...plain,
  product: 'flask-appbuilder',
  title: 'Accounts',
  kind: 'iam',
  languages: ['en'],
  entitlement: ({ role }) => role,
  reset: system.reset,

  async grant(person, uid, roles) {
    await plain.openUser(person, uid);
    for (const role of roles) await plain.addRole(person, role);
    await plain.save(person);
  },
  async revoke(person, uid, roles) {
    await plain.openUser(person, uid);
    for (const role of roles) await plain.removeRole(person, role);
    await plain.save(person);
  },
  async giveUp(person, uid, role) {
    await plain.openUser(person, uid);
    await plain.addRole(person, role);
    await plain.back(person);
  },
  /** The mail address is somebody else's; the page says so, and it is put right. */
  async grantAfterRefusal(person, uid, roles) {
    await plain.openUser(person, uid);
    for (const role of roles) await plain.addRole(person, role);
    await person.fill('#email', 'hugo@lab.example', 'Email');
    await person.act('submit', 'Save', 'form button[type=submit]', person.page.getByText(/already exists/i).first(), {
      failed: true,
    });
    await person.fill('#email', `${uid}@lab.example`, 'Email');
    await plain.save(person);
  },

  noise: [
    (person) => plain.openUser(person, 'hugo', { show: true }),
    async (person) => {
      await person.click(person.page.locator('.navbar a.dropdown-toggle').nth(0), 'Security', 'a[href="/roles/list/"]');
      await person.click('.navbar a[href="/roles/list/"]', 'List Roles', 'a[href*="/roles/show/"]');
      await person.click(person.page.locator('a[href*="/roles/show/"]').nth(3), 'Show', '.panel, table');
    },
  ],
};
