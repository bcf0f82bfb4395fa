// The lab's systems: node tests/lab/setup.mjs up|down|status|reset
import { pathToFileURL } from 'node:url';
import { isRunning, recordedDaemons, stopDaemon } from './setup/daemons.mjs';
import { dovecot } from './setup/dovecot.mjs';
import { needDebian, prepareDirs, say } from './setup/host.mjs';
import { iam } from './setup/iam.mjs';
import { lam } from './setup/lam.mjs';
import { byRole } from './setup/people.mjs';
import { roundcube } from './setup/roundcube.mjs';
import { rt } from './setup/rt.mjs';
import { password } from './setup/settings.mjs';
import { slapd } from './setup/slapd.mjs';

/** Chains of systems that need each other in this order; the chains do not need each other. */
const chains = [
  [dovecot, rt],
  [slapd, lam, roundcube, iam],
];
const systems = chains.flat();

/** Installs, seeds and starts what is not there yet. Doing it again costs seconds. */
export async function up() {
  prepareDirs();
  await needDebian(
    ['chromium', 'fonts-dejavu-core', ...systems.flatMap((system) => system.packages)],
    systems.flatMap((system) => system.preseed),
  );
  await Promise.all(
    chains.map(async (chain) => {
      for (const system of chain) {
        const start = Date.now();
        await system.seed();
        await system.start();
        say(
          system.name,
          `${system.title} is up after ${((Date.now() - start) / 1000).toFixed(1)} s: ${system.address}`,
        );
      }
    }),
  );
}

/** Stops what `up` started, by recorded process id. The data stays. */
export async function down() {
  await Promise.all(
    recordedDaemons().map(async (name) => {
      if (await stopDaemon(name)) say(name, 'stopped');
    }),
  );
}

/** Puts back who has which access; tickets and mail stay. */
export async function reset() {
  await slapd.reset();
  await iam.reset();
}

/** Says where everything is and who can sign in. */
export function status() {
  for (const { name, title, address } of systems) say(name, `${isRunning(name) ? 'up  ' : 'down'} ${title} ${address}`);
  const logins = ['agent', 'approver', 'requester'].map(
    (role) =>
      `${role}s ${byRole(role)
        .map((p) => p.login)
        .join(', ')}`,
  );
  say('logins', `${logins.join('; ')}; password ${password}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const commands = { up: () => up().then(status), down, status, reset };
  const command = commands[process.argv[2] ?? 'up'];
  if (!command) {
    console.error('usage: node tests/lab/setup.mjs [up|down|status|reset]');
    process.exit(2);
  }
  await command();
}
