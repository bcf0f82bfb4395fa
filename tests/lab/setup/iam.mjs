// Django's own admin as the identity console: users, groups and nothing else.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDaemon, waitForPage } from './daemons.mjs';
import { needPython, once, run } from './host.mjs';
import { iamGroups, people } from './people.mjs';
import { dataDir, mailDomain, origins, password, ports } from './settings.mjs';

const dir = path.join(dataDir, 'iam');
const manage = path.join(dir, 'manage.py');
const loader = fileURLToPath(new URL('./iam_load.py', import.meta.url));

const settings = `
# Settings of the lab
ALLOWED_HOSTS = ["*"]
AUTH_PASSWORD_VALIDATORS = []
DATABASES["default"]["OPTIONS"] = {"timeout": 20}
MIDDLEWARE.insert(2, "django.middleware.locale.LocaleMiddleware")
`;

const python = path.join(dataDir, 'venv', 'iam', 'bin', 'python');

/** Writes users and groups as they are at the start; who has which group is put back too. */
async function load() {
  const input = JSON.stringify({ people, groups: iamGroups, domain: mailDomain, password });
  await run('iam', python, [loader], { input, cwd: dir, env: { PYTHONPATH: dir } });
}

export const iam = {
  name: 'iam',
  title: 'Django admin',
  address: `${origins.iam}/admin/`,
  packages: ['python3', 'python3-venv'],
  preseed: [],
  async seed() {
    const bin = await needPython('iam', ['django==5.2.*']);
    if (!existsSync(manage)) {
      mkdirSync(dir, { recursive: true });
      await run('iam', path.join(bin, 'django-admin'), ['startproject', 'iam', dir]);
      writeFileSync(path.join(dir, 'iam', 'settings.py'), settings, { flag: 'a' });
    }
    await once('iam', async () => {
      await run('iam', python, [manage, 'migrate', '-v0']);
      await load();
    });
  },
  async start() {
    const args = [manage, 'runserver', '--noreload', '--insecure', `127.0.0.1:${ports.iam}`];
    await startDaemon('iam', python, args, { cwd: dir });
    await waitForPage(`${origins.iam}/admin/login/`, /id_username/);
  },
  reset: load,
};
