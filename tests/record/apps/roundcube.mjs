// Roundcube.
import path from 'node:path';
import { mail } from '../../lab/people/mail.mjs';
import { run } from '../../lab/setup/host.mjs';
import { deliver } from '../../lab/setup/maildir.mjs';
import { dataDir, mailDomain } from '../../lab/setup/settings.mjs';

const idle = (person) =>
  person.page.waitForFunction(() => document.readyState === 'complete' && window.rcmail?.busy === false);

export const roundcube = {
  ...mail,
  product: 'roundcube',
  title: 'Webmail',
  kind: 'email',
  languages: ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'],

  /** The language of an account is a setting that its first sign-in keeps. */
  async speak(language) {
    const locale = { en: 'en_US', de: 'de_DE', fr: 'fr_FR', es: 'es_ES', it: 'it_IT', nl: 'nl_NL', pt: 'pt_PT' }[
      language
    ];
    const file = path.join(dataDir, 'roundcube', 'roundcube.sqlite');
    const users = ['nadia', 'tomas', 'oscar', 'renate', 'mei', 'hugo', 'grant'];
    const code = `$d = new PDO('sqlite:${file}');
      foreach (${JSON.stringify(users)} as $u) {
        $n = $d->query("SELECT count(*) FROM users WHERE username='$u'")->fetchColumn();
        if (!$n) $d->exec("INSERT INTO users (username, mail_host, created, language) VALUES ('$u', '127.0.0.1', datetime('now'), '${locale}')");
        $id = $d->query("SELECT user_id FROM users WHERE username='$u'")->fetchColumn();
        $n = $d->query("SELECT count(*) FROM identities WHERE user_id=$id")->fetchColumn();
        if (!$n) $d->exec("INSERT INTO identities (user_id, changed, standard, name, email) VALUES ($id, datetime('now'), 1, '', '$u@${mailDomain}')");
        $d->exec("UPDATE users SET language='${locale}' WHERE username='$u'");
      }`;
    await run('mail', 'php', ['-r', code]);
  },

  async deliver({ from, to, subject, text }) {
    const head = [`From: ${from}@${mailDomain}`, `To: ${to}@${mailDomain}`, `Subject: ${subject}`];
    const more = [`Date: ${new Date().toUTCString()}`, `Message-ID: <${Date.now()}.${Math.random()}@${mailDomain}>`];
    const type = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', text, ''];
    deliver([`${to}@${mailDomain}`], Buffer.from([...head, ...more, ...type].join('\r\n')));
  },

  async send(person, { to, subject, text }) {
    await mail.send(person, { to: `${to}@${mailDomain}`, subject, text });
    person.ledger.lastCommit();
  },

  /** Looks into the inbox again until the mail has come, and opens it in the frame beside the list. */
  async read(person, subject) {
    const { page } = person;
    if (/_action=compose/.test(page.url())) await person.click('#taskmenu a.mail', 'Mail', '#messagelist');
    await idle(person);
    const row = page.locator('#messagelist tr.message', { hasText: subject }).first();
    for (let tries = 0; tries < 10 && !(await row.count()); tries++) {
      await person.click('#mailboxlist a[rel="INBOX"]', 'Inbox');
      await idle(person);
      await row.waitFor({ timeout: 1500 }).catch(() => {});
    }
    const body = page.frameLocator('#messagecontframe').locator('#messagebody');
    await person.click(row.locator('td.subject a').first(), 'a message', body);
  },

  approvalIn: (page) => page.frameLocator('#messagecontframe').locator('#messagebody').first(),

  noise: [
    async (person) => {
      await idle(person);
      await person.click('#taskmenu a.contacts', 'Contacts', '#contacts-table, #directorylist');
      await idle(person);
      await person.click('#taskmenu a.mail', 'Mail', '#mailboxlist');
    },
    async (person) => {
      await idle(person);
      await person.click('#mailboxlist a[rel="Sent"]', 'Sent', '#mailboxlist');
      await idle(person);
      await person.click('#mailboxlist a[rel="INBOX"]', 'Inbox', '#mailboxlist');
    },
  ],
};
