// Mail for the lab's people. Dovecot refuses to serve mail as root, so the Maildirs belong to Debian's user `mail`,
// who must be able to reach them: where a folder above the data directory is closed to others (a checkout under /root,
// for one), they go below /var/tmp.
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { people } from './people.mjs';
import { dataDir } from './settings.mjs';

export const mailUser = { name: 'mail', uid: 8, gid: 8 };

function isOpenToOthers(dir) {
  for (let at = dir; at !== path.dirname(at); at = path.dirname(at))
    if ((statSync(at).mode & 0o001) === 0) return false;
  return true;
}

/** The directory for Dovecot's run-time files and all mail. */
export function mailHome() {
  mkdirSync(dataDir, { recursive: true });
  if (isOpenToOthers(dataDir)) return path.join(dataDir, 'dovecot');
  return path.join('/var/tmp', `ledgerium-lab-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`);
}

function makeOwned(dir) {
  mkdirSync(dir, { recursive: true });
  chownSync(dir, mailUser.uid, mailUser.gid);
}

export function prepareMaildirs() {
  makeOwned(path.join(mailHome(), 'mail'));
  for (const { login } of people) {
    const box = path.join(mailHome(), 'mail', login);
    for (const dir of [box, `${box}/Maildir`, `${box}/Maildir/tmp`, `${box}/Maildir/new`, `${box}/Maildir/cur`])
      makeOwned(dir);
  }
}

let delivered = 0;

/** Puts a message (Buffer) into the Maildir of each recipient who works here. Others are dropped: nothing leaves. */
export function deliver(recipients, message) {
  const logins = new Set(recipients.map((address) => address.split('@')[0].toLowerCase()));
  for (const { login } of people.filter((person) => logins.has(person.login))) {
    const box = path.join(mailHome(), 'mail', login, 'Maildir');
    const name = `${Date.now()}.${process.pid}_${++delivered}_${randomBytes(4).toString('hex')}.${os.hostname()}`;
    writeFileSync(`${box}/tmp/${name}`, message, { mode: 0o600 });
    chownSync(`${box}/tmp/${name}`, mailUser.uid, mailUser.gid);
    renameSync(`${box}/tmp/${name}`, `${box}/new/${name}`);
  }
}
