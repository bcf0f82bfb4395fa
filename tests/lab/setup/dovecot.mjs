// Mail: Dovecot for reading it, the small sink beside this file for sending it.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDaemon, waitForPort } from './daemons.mjs';
import { logFile } from './host.mjs';
import { mailHome, mailUser, prepareMaildirs } from './maildir.mjs';
import { people } from './people.mjs';
import { dataDir, password, ports } from './settings.mjs';

const sink = fileURLToPath(new URL('./mail-sink.mjs', import.meta.url));

/** The sendmail look-alike for programs that want to start one. */
export const sendmailPath = path.join(dataDir, 'bin', 'lab-sendmail');

const config = (home) => `protocols = imap
listen = 127.0.0.1
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${logFile('dovecot')}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Ln
mail_location = maildir:~/Maildir
mail_privileged_group =
first_valid_uid = 1
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${home}/users
}
userdb {
  driver = static
  args = uid=${mailUser.uid} gid=${mailUser.gid} home=${home}/mail/%n
}
namespace inbox {
  inbox = yes
${['Sent', 'Drafts', 'Trash'].map((box) => `  mailbox ${box} {\n    auto = subscribe\n    special_use = \\${box}\n  }\n`).join('')}}
`;

export const dovecot = {
  name: 'dovecot',
  title: 'Dovecot and a mail sink',
  address: `imap://127.0.0.1:${ports.imap}`,
  packages: ['dovecot-imapd'],
  preseed: [],
  async seed() {
    const home = mailHome();
    prepareMaildirs();
    mkdirSync(path.dirname(sendmailPath), { recursive: true });
    writeFileSync(sendmailPath, `#!/bin/sh\nexec '${process.execPath}' '${sink}' pipe\n`);
    chmodSync(sendmailPath, 0o755);
    writeFileSync(path.join(home, 'users'), people.map(({ login }) => `${login}:{PLAIN}${password}\n`).join(''));
    writeFileSync(path.join(home, 'dovecot.conf'), config(home));
  },
  async start() {
    await startDaemon('mail-sink', process.execPath, [sink, 'serve', String(ports.smtp)]);
    await startDaemon('dovecot', '/usr/sbin/dovecot', ['-F', '-c', path.join(mailHome(), 'dovecot.conf')]);
    await waitForPort(ports.smtp);
    await waitForPort(ports.imap);
  },
};
