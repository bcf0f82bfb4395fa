// django-helpdesk, a ticketing system. What people do elsewhere goes over its own REST interface.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDaemon, waitForPage } from './daemons.mjs';
import { needPython, once, run } from './host.mjs';
import { people } from './people.mjs';
import { dataDir, mailDomain, origins, password, ports } from './settings.mjs';

const dir = path.join(dataDir, 'helpdesk');
const manage = path.join(dir, 'manage.py');
const loader = fileURLToPath(new URL('./helpdesk_load.py', import.meta.url));
const python = path.join(dataDir, 'venv', 'helpdesk', 'bin', 'python');

const settings = `
# Settings of the lab
ALLOWED_HOSTS = ["*"]
AUTH_PASSWORD_VALIDATORS = []
DATABASES["default"]["OPTIONS"] = {"timeout": 20}
INSTALLED_APPS = ["helpdesk.apps.HelpdeskConfig"] + INSTALLED_APPS + [
    "django.contrib.sites", "django.contrib.humanize", "rest_framework"]
MIDDLEWARE.insert(2, "django.middleware.locale.LocaleMiddleware")
SITE_ID = 1
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/dashboard/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MEDIA_ROOT = BASE_DIR / "media"
HELPDESK_ACTIVATE_API_ENDPOINT = True
HELPDESK_TEAMS_MODE_ENABLED = False
HELPDESK_REDIRECT_TO_LOGIN_BY_DEFAULT = True
HELPDESK_KANBAN_BOARD_ENABLED = False
REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.BasicAuthentication"]}
`;

const urls = `from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("admin/", admin.site.urls), path("", include("helpdesk.urls", namespace="helpdesk"))]
`;

export const helpdesk = {
  name: 'helpdesk',
  title: 'django-helpdesk',
  address: `${origins.helpdesk}/login/`,
  packages: ['python3', 'python3-venv'],
  preseed: [],
  async seed() {
    const bin = await needPython('helpdesk', ['django-helpdesk==2.6.*', 'django==5.2.*']);
    if (!existsSync(manage)) {
      mkdirSync(dir, { recursive: true });
      await run('helpdesk', path.join(bin, 'django-admin'), ['startproject', 'desk', dir]);
      writeFileSync(path.join(dir, 'desk', 'settings.py'), settings, { flag: 'a' });
      writeFileSync(path.join(dir, 'desk', 'urls.py'), urls);
    }
    await once('helpdesk', async () => {
      await run('helpdesk', python, [manage, 'migrate', '-v0']);
      const input = JSON.stringify({ people, domain: mailDomain, password, site: new URL(origins.helpdesk).host });
      await run('helpdesk', python, [loader], { input, cwd: dir, env: { PYTHONPATH: dir } });
    });
  },
  async start() {
    const args = [manage, 'runserver', '--noreload', '--insecure', `127.0.0.1:${ports.helpdesk}`];
    await startDaemon('helpdesk', python, args, { cwd: dir });
    await waitForPage(helpdesk.address, /id_username|username/);
  },
};
