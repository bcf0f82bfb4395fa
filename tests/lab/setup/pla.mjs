// phpLDAPadmin, a second console on the lab's directory. It keeps its settings inside its own tree, so it runs from a copy.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, waitForPage } from './daemons.mjs';
import { once } from './host.mjs';
import { phpArgs } from './php.mjs';
import { dataDir, origins, ports, suffix } from './settings.mjs';

const www = path.join(dataDir, 'pla');

const settings = `<?php
$config->custom->session['blowfish'] = 'lab-key-of-32-characters-in-all.';
$config->custom->appearance['hide_template_warning'] = true;
$config->custom->appearance['friendly_attrs'] = array('uid' => 'User Name');
$servers = new Datastore();
$servers->newServer('ldap_pla');
$servers->setValue('server', 'name', 'Company directory');
$servers->setValue('server', 'host', '127.0.0.1');
$servers->setValue('server', 'port', ${ports.ldap});
$servers->setValue('server', 'base', array('${suffix}'));
$servers->setValue('login', 'auth_type', 'session');
$servers->setValue('login', 'attr', 'uid');
$servers->setValue('login', 'bind_id', '');
`;

export const pla = {
  name: 'pla',
  title: 'phpLDAPadmin',
  address: `${origins.pla}/htdocs/index.php`,
  packages: ['phpldapadmin', 'php-ldap', 'php-cli', 'php-xml'],
  preseed: [],
  async seed() {
    await once('pla', () => {
      rmSync(www, { recursive: true, force: true });
      mkdirSync(www, { recursive: true });
      cpSync('/usr/share/phpldapadmin', www, { recursive: true, dereference: true });
    });
    rmSync(path.join(www, 'config'), { recursive: true, force: true });
    mkdirSync(path.join(www, 'config'));
    writeFileSync(path.join(www, 'config', 'config.php'), settings);
  },
  async start() {
    const args = [...phpArgs, '-S', `127.0.0.1:${ports.pla}`, '-t', www];
    await startDaemon('pla', 'php', args, { env: { PHP_CLI_SERVER_WORKERS: '3' } });
    await waitForPage(pla.address, /phpLDAPadmin/i);
  },
};
