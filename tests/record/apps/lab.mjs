// The real systems that recordings are made on, and how each is started and put back.

import { fab as fabSystem } from '../../lab/setup/fab.mjs';
import { helpdesk as helpdeskSystem } from '../../lab/setup/helpdesk.mjs';
import { needDebian, say } from '../../lab/setup/host.mjs';
import { iam } from '../../lab/setup/iam.mjs';
import { pla as plaSystem } from '../../lab/setup/pla.mjs';
import { roundup as roundupSystem } from '../../lab/setup/roundup.mjs';
import { slapd } from '../../lab/setup/slapd.mjs';
import { up } from '../../lab/setup.mjs';
import { django } from './django.mjs';
import { fab } from './fab.mjs';
import { helpdesk } from './helpdesk.mjs';
import { lam } from './lam.mjs';
import { pla } from './pla.mjs';
import { roundcube } from './roundcube.mjs';
import { roundup } from './roundup.mjs';
import { rt } from './rt.mjs';

export const labApps = { rt, helpdesk, roundup, lam, pla, django, fab, roundcube };

/** What has to be started beside the four systems of the lab. */
const more = { helpdesk: helpdeskSystem, pla: plaSystem, fab: fabSystem, roundup: roundupSystem };

/** What puts back who has which access, by system. */
const resets = { lam: slapd.reset, pla: pla.reset, django: iam.reset, fab: fab.reset };

export async function startSystems(names) {
  await up();
  const packages = names.flatMap((name) => more[name]?.packages ?? []);
  await needDebian(packages, []);
  for (const name of names) {
    if (more[name]) {
      await more[name].seed();
      await more[name].start();
      say(name, `${more[name].title} is up: ${more[name].address}`);
    }
    await labApps[name]?.prepare?.();
  }
}

export async function resetApps(names) {
  // Two consoles may stand on one directory: one after the other, the fuller last.
  for (const name of ['django', 'fab', 'lam', 'pla']) if (names.includes(name)) await resets[name]();
}
