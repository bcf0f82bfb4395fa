// Roundup, an issue tracker with its classic template. What people do elsewhere goes over its own REST interface.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDaemon, waitForPage } from './daemons.mjs';
import { logFile, needPython, once, run } from './host.mjs';
import { people } from './people.mjs';
import { dataDir, mailDomain, origins, password, ports } from './settings.mjs';

const dir = path.join(dataDir, 'roundup');
const tracker = path.join(dir, 'tracker');
const program = fileURLToPath(new URL('./roundup_serve.py', import.meta.url));
const bin = path.join(dataDir, 'venv', 'roundup', 'bin');
const admin = (...args) => run('roundup', path.join(bin, 'roundup-admin'), ['-i', tracker, ...args], { cwd: dir });

/** Sets `section.key` of the tracker's config.ini. */
function configure(values) {
  const file = path.join(tracker, 'config.ini');
  let section = '';
  const wanted = new Map(Object.entries(values));
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => {
      section = line.match(/^\[(\w+)\]/)?.[1] ?? section;
      const key = line.match(/^#?\s?(\w+) =/)?.[1];
      const name = `${section}.${key}`;
      return wanted.has(name) ? `${key} = ${wanted.get(name)}` : line;
    });
  writeFileSync(file, lines.join('\n'));
}

export const roundup = {
  name: 'roundup',
  title: 'Roundup',
  address: `${origins.roundup}/`,
  packages: ['python3', 'python3-venv'],
  preseed: [],
  async seed() {
    await needPython('roundup', ['roundup==2.6.*', 'setuptools<80']);
    mkdirSync(dir, { recursive: true });
    if (!existsSync(path.join(tracker, 'config.ini'))) await admin('install', 'classic', 'sqlite');
    configure({
      'tracker.web': `${origins.roundup}/`,
      'mail.domain': mailDomain,
      'mail.host': '127.0.0.1',
      'mail.debug': logFile('roundup-mail'),
      'web.use_browser_language': 'yes',
      'web.csrf_header_min_count': '0',
      'web.csrf_enforce_header_host': 'no',
    });
    await once('roundup', async () => {
      await admin('initialise', password);
      for (const { login, given, family, role } of people) {
        const roles = role === 'requester' ? 'User' : 'User,Admin';
        const properties = [`username=${login}`, `password=${password}`, `realname=${given} ${family}`];
        await admin('create', 'user', ...properties, `address=${login}@${mailDomain}`, `roles=${roles}`);
      }
      await admin('create', 'keyword', 'name=access');
    });
  },
  async start() {
    const args = [program, tracker, String(ports.roundup)];
    await startDaemon('roundup', path.join(bin, 'python'), args, { cwd: dir });
    await waitForPage(roundup.address, /__login_name|login/i);
  },
};
