// Where the lab keeps its data, which ports it takes, and the one password of every account in it.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const labDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const repoDir = path.resolve(labDir, '..', '..');

/** Everything that is written at run time. It may be deleted as a whole once the lab is down. */
export const dataDir = path.resolve(process.env.LEDGERIUM_LAB_DIR ?? path.join(labDir, '.data'));
export const runDir = path.join(dataDir, 'run');
export const logDir = path.join(dataDir, 'log');

const base = Number(process.env.LEDGERIUM_LAB_PORT ?? 18301);
export const ports = {
  rt: base,
  directory: base + 1,
  mail: base + 2,
  iam: base + 3,
  ldap: base + 4,
  imap: base + 5,
  smtp: base + 6,
  // Beyond the lab's own: what the corpus is recorded on besides.
  helpdesk: base + 7,
  pla: base + 8,
  fab: base + 9,
  roundup: base + 10,
  trac: base + 11,
};

export const password = process.env.LEDGERIUM_LAB_PASSWORD ?? 'Lab-only-2026';

export const mailDomain = 'lab.example';
export const suffix = 'dc=lab,dc=example';

// Cookies know hosts, not ports: each system needs a host name of its own, and `*.localhost` is loopback without any
// entry in /etc/hosts, and a secure context for the browser.
export const origins = {
  rt: `http://tickets.localhost:${ports.rt}`,
  directory: `http://directory.localhost:${ports.directory}`,
  mail: `http://mail.localhost:${ports.mail}`,
  iam: `http://iam.localhost:${ports.iam}`,
  helpdesk: `http://helpdesk.localhost:${ports.helpdesk}`,
  pla: `http://ldap.localhost:${ports.pla}`,
  fab: `http://accounts.localhost:${ports.fab}`,
  roundup: `http://tracker.localhost:${ports.roundup}`,
  trac: `http://projects.localhost:${ports.trac}`,
};
