// Flask-AppBuilder's own administration of users and roles, as an identity console.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDaemon, waitForPage } from './daemons.mjs';
import { needPython, once, run } from './host.mjs';
import { iamGroups, people } from './people.mjs';
import { dataDir, mailDomain, origins, password, ports } from './settings.mjs';

const dir = path.join(dataDir, 'fab');
const program = fileURLToPath(new URL('./fab_app.py', import.meta.url));
const python = path.join(dataDir, 'venv', 'fab', 'bin', 'python');
const env = { LAB_DATABASE: `sqlite:///${path.join(dir, 'fab.sqlite')}`, LAB_PORT: String(ports.fab) };

async function load() {
  const input = JSON.stringify({ people, roles: Object.keys(iamGroups), domain: mailDomain, password });
  await run('fab', python, [program, 'load'], { input, cwd: dir, env });
}

export const fab = {
  name: 'fab',
  title: 'Flask-AppBuilder',
  address: `${origins.fab}/login/`,
  packages: ['python3', 'python3-venv'],
  preseed: [],
  async seed() {
    await needPython('fab', ['flask-appbuilder==5.3.*', 'setuptools<80']);
    mkdirSync(dir, { recursive: true });
    await once('fab', load);
  },
  async start() {
    await startDaemon('fab', python, [program, 'serve'], { cwd: dir, env });
    await waitForPage(fab.address, /username/);
  },
  reset: load,
};
