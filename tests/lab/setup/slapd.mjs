// The directory behind the directory console: OpenLDAP with a database of its own.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, waitForPort } from './daemons.mjs';
import { once, run } from './host.mjs';
import { byRole, directoryGroups, people } from './people.mjs';
import { dataDir, mailDomain, password, ports, suffix } from './settings.mjs';

const dir = path.join(dataDir, 'slapd');
const dnOf = (login) => `uid=${login},ou=people,${suffix}`;

function config() {
  const agents = byRole('agent').map(({ login }) => `by dn.exact="${dnOf(login)}" write`);
  return `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include /etc/ldap/schema/nis.schema
pidfile ${dir}/slapd.pid
argsfile ${dir}/slapd.args
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
maxsize 67108864
suffix "${suffix}"
rootdn "cn=admin,${suffix}"
rootpw ${password}
directory ${dir}/db
index objectClass,uid,memberUid eq
access to attrs=userPassword ${agents.join(' ')} by self write by anonymous auth by * none
access to * ${agents.join(' ')} by users read by * read
`;
}

function entries() {
  const head = [
    `dn: ${suffix}\nobjectClass: dcObject\nobjectClass: organization\ndc: lab\no: Lab\n`,
    ...['people', 'groups'].map((ou) => `dn: ou=${ou},${suffix}\nobjectClass: organizationalUnit\nou: ${ou}\n`),
  ];
  const persons = people.map(
    ({ login, given, family, title }, index) => `dn: ${dnOf(login)}
objectClass: inetOrgPerson
objectClass: posixAccount
objectClass: shadowAccount
uid: ${login}
cn: ${given} ${family}
givenName: ${given}
sn: ${family}
title: ${title}
mail: ${login}@${mailDomain}
userPassword: ${password}
uidNumber: ${20001 + index}
gidNumber: 10000
homeDirectory: /home/${login}
loginShell: /bin/bash
`,
  );
  const groups = directoryGroups.map(
    ({ name, gid, description, members }) => `dn: cn=${name},ou=groups,${suffix}
objectClass: posixGroup
cn: ${name}
gidNumber: ${gid}
description: ${description}
${members.map((login) => `memberUid: ${login}\n`).join('')}`,
  );
  return [...head, ...persons, ...groups].join('\n');
}

export const slapd = {
  name: 'slapd',
  title: 'OpenLDAP',
  address: `ldap://127.0.0.1:${ports.ldap}`,
  packages: ['slapd', 'ldap-utils'],
  preseed: ['slapd slapd/no_configuration boolean true'],
  async seed() {
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, 'slapd.conf'), config(), { mode: 0o600 });
    await once('slapd', async () => {
      rmSync(path.join(dir, 'db'), { recursive: true, force: true });
      mkdirSync(path.join(dir, 'db'));
      writeFileSync(path.join(dir, 'start.ldif'), entries(), { mode: 0o600 });
      await run('slapd', '/usr/sbin/slapadd', ['-f', path.join(dir, 'slapd.conf'), '-l', path.join(dir, 'start.ldif')]);
    });
  },
  async start() {
    await startDaemon('slapd', '/usr/sbin/slapd', ['-d', '0', '-h', slapd.address, '-f', path.join(dir, 'slapd.conf')]);
    await waitForPort(ports.ldap);
  },
  /** Puts every group's members back as they were at the start. */
  async reset() {
    const changes = directoryGroups.map(
      ({ name, members }) =>
        `dn: cn=${name},ou=groups,${suffix}\nchangetype: modify\nreplace: memberUid\n${members.map((login) => `memberUid: ${login}\n`).join('')}-\n`,
    );
    const args = ['-x', '-H', slapd.address, '-D', `cn=admin,${suffix}`, '-w', password];
    await run('slapd', 'ldapmodify', args, { input: changes.join('\n') });
  },
};
