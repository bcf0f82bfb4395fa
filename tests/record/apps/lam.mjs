// LDAP Account Manager.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { directory } from '../../lab/people/directory.mjs';
import { needDebian, run } from '../../lab/setup/host.mjs';
import { dataDir, origins, password } from '../../lab/setup/settings.mjs';

const login = `${origins.directory}/templates/login.php`;
const users = 'a.lam-menu-entry[href*="list.php?type=user"]';

async function toUsers(person) {
  if (/list\.php\?type=user/.test(person.page.url())) return;
  // The menu opens below its first entry; the second of that kind is the tools'.
  await person.hover(person.page.locator('a.lam-menu-entry[href^="javascript"]').first());
  await person.click(person.page.locator(users).first(), 'Users', 'a[title][href*="edit.php?type=user"]');
}

async function openGroups(person) {
  const open = '#btn_form_subpage_posixAccount_group_open';
  await person.submit('button[name=form_main_posixAccount]', 'Unix', open);
  await person.submit(open, 'Edit groups', '#groups_2');
}

const back = '#btn_form_subpage_posixAccount_attributes_back';
const save = '#btn_accountContainerSaveAccount';

async function finish(person) {
  await person.submit(back, 'Back', save);
  await person.commit(save, 'Save', '.statusInfo, .lam-status-message, [class*=statusInfo], [class*=success]');
}

const option = (person, list, text) => person.page.locator(`${list} option`, { hasText: new RegExp(`^${text}$`) });

const locales = { en: 'en_GB', de: 'de_DE', fr: 'fr_FR', es: 'es_ES', it: 'it_IT', nl: 'nl_NL' };

/** Its language is a setting of the server, and its words come only where the machine has the locale too. */
async function speak(language) {
  const locale = locales[language];
  const known = execFileSync('locale', ['-a'], { encoding: 'utf8' }).split('\n');
  if (language !== 'en' && !known.includes(`${locale}.utf8`)) {
    await needDebian(['locales'], []);
    await run('lam', 'localedef', ['-i', locale, '-f', 'UTF-8', `${locale}.UTF-8`]);
  }
  const file = path.join(dataDir, 'lam', 'config', 'lam.conf');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^defaultLanguage: .*$/m, `defaultLanguage: ${locale}.utf8`));
}

export const lam = {
  ...directory,
  product: 'ldap-account-manager',
  title: 'LDAP Account Manager',
  kind: 'directory',
  languages: ['en', 'de', 'fr', 'es', 'it', 'nl'],
  speak,
  entitlement: ({ group }) => group,

  async signIn(person) {
    const { page } = person;
    if (!(await page.locator('#passwd').count())) await person.visit(login, '#passwd');
    await person.chooseClosed('select[name=username]', person.login, 'User name');
    await person.fill('#passwd', password, 'Password', { secret: true });
    await person.submit('#btn_checklogin', 'Login', 'a[href*="edit.php?type=user"]');
  },

  async openUser(person, uid) {
    await toUsers(person);
    const row = person.page.locator('tr', { has: person.page.locator(`td:text-is("${uid}")`) });
    await person.click(row.locator('a[href*="edit.php"]').first(), 'Edit', 'button[name=form_main_posixAccount]');
  },

  async grant(person, uid, accesses) {
    await lam.openUser(person, uid);
    await openGroups(person);
    for (const access of accesses) {
      await person.choose(option(person, '#groups_2', access), `group ${access}`);
      await person.submit('#btn_groups_left', 'arrow to the left', option(person, '#groups_1', access));
    }
    await finish(person);
  },

  async revoke(person, uid, accesses) {
    await lam.openUser(person, uid);
    await openGroups(person);
    for (const access of accesses) {
      await person.choose(option(person, '#groups_1', access), `group ${access}`);
      await person.submit('#btn_groups_right', 'arrow to the right', option(person, '#groups_2', access));
    }
    await finish(person);
  },

  /** Opens the groups of a person, moves one, and gives it all up. */
  async giveUp(person, uid, access) {
    await lam.openUser(person, uid);
    await openGroups(person);
    await person.choose(option(person, '#groups_2', access), `group ${access}`);
    await person.submit(back, 'Back', save);
    await person.submit('#btn_accountContainerBackToList', 'Back to user list', 'a[href*="edit.php?type=user"]');
  },

  noise: [
    async (person) => {
      await person.hover(person.page.locator('a.lam-menu-entry[href^="javascript"]').nth(1));
      const groups = person.page.locator('a.lam-menu-entry[href*="list.php?type=group"]').first();
      await person.click(groups, 'Groups', 'a[href*="edit.php?type=group"]');
      await person.click(person.page.locator('a[href*="edit.php?type=group"]').nth(2), 'Edit', save);
      await person.submit('#btn_accountContainerBackToList', 'Back to group list', 'a[href*="edit.php?type=group"]');
    },
    async (person) => {
      await toUsers(person);
      const row = person.page.locator('tr', { has: person.page.locator('td:text-is("hugo")') });
      await person.click(row.locator('a[href*="edit.php"]').first(), 'Edit', 'button[name=form_main_posixAccount]');
      await person.submit('button[name=form_main_shadowAccount]', 'Shadow', save);
      await person.submit('#btn_accountContainerBackToList', 'Back to user list', 'a[href*="edit.php?type=user"]');
    },
  ],
};
