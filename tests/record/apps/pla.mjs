// phpLDAPadmin. It offers its list of members only where there is a member already, so each group has one to begin with.
import { pla as plain } from '../../lab/people/pla.mjs';
import { run } from '../../lab/setup/host.mjs';
import { directoryGroups } from '../../lab/setup/people.mjs';
import { password, suffix } from '../../lab/setup/settings.mjs';
import { slapd } from '../../lab/setup/slapd.mjs';

const each = (work) => async (person, uid, groups) => {
  for (const group of groups) await work(person, group, uid);
};

export const pla = {
  ...plain,
  product: 'phpldapadmin',
  title: 'Company directory',
  kind: 'directory',
  languages: ['en'],
  entitlement: ({ group }) => group,
  openUser: (person) => plain.openGroup(person, 'staff'),
  grant: each(plain.addMember),
  revoke: each(plain.removeMember),
  giveUp: (person, uid, group) => plain.almostAddMember(person, group, uid),

  /** Puts every group back, each with one member. */
  async reset() {
    await slapd.reset();
    const empty = directoryGroups.filter(({ members }) => members.length === 0);
    const changes = empty.map(
      ({ name }) => `dn: cn=${name},ou=groups,${suffix}\nchangetype: modify\nadd: memberUid\nmemberUid: renate\n-\n`,
    );
    const args = ['-x', '-H', slapd.address, '-D', `cn=admin,${suffix}`, '-w', password];
    await run('slapd', 'ldapmodify', args, { input: changes.join('\n') });
  },

  noise: [
    async (person) => {
      await plain.openGroup(person, 'service-desk');
      await person.click('#ajBODY a[href*="cmd=schema"] >> nth=0', 'schema of cn', '#ajBODY table');
    },
    async (person) => {
      await person.click('#ajTREE a[href*="cmd=server_info"]', 'info', '#ajBODY table');
      await person.click('#ajTREE a[href*="cmd=query_engine"]', 'search', '#filter');
    },
  ],
};
