// Request Tracker with its own approvals queue, on SQLite and its stand-alone server.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, waitForPage } from './daemons.mjs';
import { sendmailPath } from './dovecot.mjs';
import { once, run } from './host.mjs';
import { people } from './people.mjs';
import { dataDir, logDir, mailDomain, origins, password, ports } from './settings.mjs';

const dir = path.join(dataDir, 'rt');
const env = { RT_SITE_CONFIG: path.join(dir, 'RT_SiteConfig.pm'), RT_SITE_CONFIG_DIR: path.join(dir, 'conf.d') };

/** Fills the @NAMES@ of a template beside this file. */
function fill(name, target) {
  const values = {
    DIR: dir,
    LOGS: logDir,
    SENDMAIL: sendmailPath,
    HOST: new URL(origins.rt).hostname,
    PORT: ports.rt,
    ORIGIN: origins.rt,
    DOMAIN: mailDomain,
    PASSWORD: password,
    PEOPLE: people
      .map(({ login, given, family, role }) => `  [ '${login}', '${given} ${family}', '${role}' ],`)
      .join('\n'),
  };
  const template = readFileSync(new URL(`./rt/${name}`, import.meta.url), 'utf8');
  writeFileSync(
    path.join(dir, target),
    template.replace(/@([A-Z]+)@/g, (_, key) => values[key]),
    { mode: 0o600 },
  );
}

const setRootPassword = [
  'RT::LoadConfig(); RT::Init();',
  'my $root = RT::User->new(RT->SystemUser); $root->Load("root");',
  'my ($ok, $why) = $root->SetPassword($ENV{LAB_PASSWORD}); die $why unless $ok;',
].join(' ');

export const rt = {
  name: 'rt',
  title: 'Request Tracker',
  address: `${origins.rt}/`,
  packages: ['request-tracker5', 'rt5-db-sqlite', 'rt5-standalone', 'starlet'],
  preseed: ['request-tracker5 request-tracker5/dbconfig-install boolean false'],
  async seed() {
    for (const part of ['conf.d', 'mason', 'sessions', 'local_html', 'var'])
      mkdirSync(path.join(dir, part), { recursive: true });
    fill('RT_SiteConfig.pm', 'RT_SiteConfig.pm');
    await once('rt', async () => {
      rmSync(path.join(dir, 'rt.sqlite'), { force: true });
      fill('initialdata.pl', 'initialdata.pl');
      const database = (...args) => run('rt-seed', 'rt-setup-database-5', args, { env });
      await database('--action', 'init', '--skip-create', '--dba-password', '');
      await database('--action', 'insert', '--datafile', path.join(dir, 'initialdata.pl'));
      const perl = ['-I/usr/share/request-tracker5/lib', '-MRT', '-e', setRootPassword];
      await run('rt-seed', 'perl', perl, { env: { ...env, LAB_PASSWORD: password } });
    });
  },
  async start() {
    const args = ['--port', String(ports.rt), '--host', '127.0.0.1', '--max-workers', '4'];
    await startDaemon('rt', '/usr/share/request-tracker5/libexec/rt-server', args, { env });
    await waitForPage(rt.address, /name="user"/);
  },
};
