// The real systems that recordings are made on, and how each is started and put back.
import { iam } from '../../lab/setup/iam.mjs';
import { slapd } from '../../lab/setup/slapd.mjs';
import { up } from '../../lab/setup.mjs';
import { django } from './django.mjs';
import { lam } from './lam.mjs';
import { roundcube } from './roundcube.mjs';
import { rt } from './rt.mjs';

export const labApps = { rt, lam, django, roundcube };

/** What has to be started beside the four systems of the lab. */
const more = {};

/** What puts back who has which access, by system. */
const resets = { lam: slapd.reset, django: iam.reset };

export async function startSystems(names) {
  await up();
  for (const name of names) {
    if (more[name]) {
      await more[name].seed();
      await more[name].start();
    }
    await labApps[name]?.prepare?.();
  }
}

export async function resetApps(names) {
  await Promise.all([...new Set(names.map((name) => resets[name]).filter(Boolean))].map((reset) => reset()));
}
