// Roundcube, the webmail, with its own configuration directory and an SQLite file.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, waitForPage } from './daemons.mjs';
import { once, run } from './host.mjs';
import { phpArgs } from './php.mjs';
import { dataDir, mailDomain, origins, ports } from './settings.mjs';

const dir = path.join(dataDir, 'roundcube');
const database = path.join(dir, 'roundcube.sqlite');

const settings = {
  db_dsnw: `sqlite:///${database}?mode=0600`,
  imap_host: `127.0.0.1:${ports.imap}`,
  smtp_host: `127.0.0.1:${ports.smtp}`,
  smtp_user: '',
  smtp_pass: '',
  mail_domain: mailDomain,
  product_name: 'Webmail',
  des_key: 'lab-key-of-24-characters',
  skin: 'elastic',
  language: 'en_US',
  temp_dir: path.join(dir, 'temp'),
  log_dir: path.join(dir, 'logs'),
  mime_types: path.join(dir, 'config', 'mimetypes.php'),
  drafts_mbox: 'Drafts',
  sent_mbox: 'Sent',
  trash_mbox: 'Trash',
};

const config = `<?php
${Object.entries(settings)
  .map(([key, value]) => `$config['${key}'] = '${value}';\n`)
  .join('')}$config['plugins'] = [];
$config['enable_spellcheck'] = false;
$config['session_lifetime'] = 600;
$config['refresh_interval'] = 60;
`;

export const roundcube = {
  name: 'mail',
  title: 'Roundcube',
  address: `${origins.mail}/`,
  packages: ['roundcube-core', 'roundcube-sqlite3', 'php-sqlite3', 'php-cli'],
  preseed: ['roundcube-core roundcube/dbconfig-install boolean false'],
  async seed() {
    for (const part of ['temp', 'logs', 'config']) mkdirSync(path.join(dir, part), { recursive: true });
    for (const file of ['defaults.inc.php', 'mimetypes.php'])
      copyFileSync(path.join('/etc/roundcube', file), path.join(dir, 'config', file));
    writeFileSync(path.join(dir, 'config', 'config.inc.php'), config);
    await once('roundcube', async () => {
      rmSync(database, { force: true });
      const schema = '/usr/share/roundcube/SQL/sqlite.initial.sql';
      const make = `$d = new PDO('sqlite:${database}'); $d->exec(file_get_contents('${schema}'));`;
      await run('mail', 'php', ['-r', make]);
    });
  },
  async start() {
    const env = { PHP_CLI_SERVER_WORKERS: '4', ROUNDCUBE_CONFIG_DIR: path.join(dir, 'config') };
    const args = [...phpArgs, '-S', `127.0.0.1:${ports.mail}`, '-t', '/var/lib/roundcube'];
    await startDaemon('mail', 'php', args, { env });
    await waitForPage(roundcube.address, /rcmloginuser/);
  },
};
