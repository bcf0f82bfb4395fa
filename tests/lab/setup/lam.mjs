// LDAP Account Manager, the directory console. It keeps its settings inside its own tree, so it runs from a copy.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, waitForPage } from './daemons.mjs';
import { once } from './host.mjs';
import { byRole } from './people.mjs';
import { phpArgs } from './php.mjs';
import { dataDir, origins, ports, suffix } from './settings.mjs';

const www = path.join(dataDir, 'lam');
const shipped = '/usr/share/ldap-account-manager';
const state = '/var/lib/ldap-account-manager';

function writeSettings() {
  const sample = (name) => readFileSync(path.join(state, 'config', name), 'utf8');
  const main = sample('config.cfg.sample').replace(/^logDestination:.*$/m, 'logDestination: NONE');
  writeFileSync(path.join(www, 'config', 'config.cfg'), `${main}\nsessionTimeout: 600\n`);
  const admins = byRole('agent').map(({ login }) => `uid=${login},ou=people,${suffix}`);
  const server = sample('unix.sample.conf')
    .replaceAll('ldap://localhost:389', `ldap://127.0.0.1:${ports.ldap}`)
    .replaceAll('cn=Manager,dc=my-domain,dc=com', admins.join(';'))
    .replaceAll('ou=People,dc=my-domain,dc=com', `ou=people,${suffix}`)
    .replaceAll('ou=group,dc=my-domain,dc=com', `ou=groups,${suffix}`)
    .replaceAll('dc=yourdomain,dc=org', suffix);
  writeFileSync(path.join(www, 'config', 'lam.conf'), server);
}

export const lam = {
  name: 'directory',
  title: 'LDAP Account Manager',
  address: `${origins.directory}/templates/login.php`,
  packages: ['ldap-account-manager', 'php-cli', 'php-ldap', 'php-fpm'],
  preseed: [],
  async seed() {
    await once('lam', () => {
      rmSync(www, { recursive: true, force: true });
      mkdirSync(www, { recursive: true });
      for (const part of ['graphics', 'help', 'lib', 'locale', 'style', 'templates', 'VERSION', 'index.html'])
        cpSync(path.join(shipped, part), path.join(www, part), { recursive: true });
      for (const part of ['config', 'sess', 'tmp'])
        cpSync(path.join(state, part), path.join(www, part), { recursive: true, dereference: true });
    });
    writeSettings();
  },
  async start() {
    const args = [...phpArgs, '-S', `127.0.0.1:${ports.directory}`, '-t', www];
    await startDaemon('directory', 'php', args, { env: { PHP_CLI_SERVER_WORKERS: '3' } });
    await waitForPage(lam.address, /passwd/);
  },
};
