/** Systems: proposed from their own page, remembered once allowed, gone when access is withdrawn. */
import type { AllowedSystem, Proposal, RememberedSystem } from '../shared/messages';
import type { Origin } from '../shared/protocol';
import { database } from '../shared/store';
import { allProfiles, pattern, startCapture } from './capture';
import { Failed, failureOf, setNotice } from './failures';
import { callIn, filesIn } from './inject';
import { forgetLearned, introducer, learn, learnedRules } from './learning';
import { apply, type Live } from './live';
import type { Seen } from './probe';

const KEY = 'systems';
/** What pages were taken for, beside what the agent said: what differs is set by him, and can be reset. */
const GUESSES = 'guesses';
const KINDS = ['ticketing', 'iam', 'directory', 'email', 'other'];
/** As in the session crate: the longest text that the agent may author, cut to what a name needs. */
const MAX_NAME = 80;

type Guess = Pick<Proposal, 'kind' | 'name'>;

export async function remembered(): Promise<AllowedSystem[]> {
  return ((await (await database()).get('settings', KEY)) as AllowedSystem[] | undefined) ?? [];
}

async function guesses(): Promise<Record<Origin, Guess>> {
  return ((await (await database()).get('settings', GUESSES)) as Record<Origin, Guess> | undefined) ?? {};
}

/** Keeps or, without one, drops what a system was taken for. */
async function guessed(origin: Origin, guess: Guess | undefined): Promise<void> {
  const { [origin]: _, ...others } = await guesses();
  await (await database()).put('settings', guess ? { ...others, [origin]: guess } : others, GUESSES);
}

/** Remembers a system, in place of what was remembered of its origin; without one, forgets it. */
async function remember(origin: Origin, system: AllowedSystem | undefined): Promise<void> {
  const others = (await remembered()).filter((other) => other.origin !== origin);
  await (await database()).put('settings', system ? [...others, system] : others, KEY);
}

/** What the agent allowed once, whether the browser still lets us in, and whether he called it otherwise than its page. */
export async function rememberedSystems(): Promise<RememberedSystem[]> {
  const taken = await guesses();
  const learned = await learnedRules();
  return Promise.all(
    (await remembered()).map(async (system) => {
      const guess = taken[system.origin];
      const set = !!guess && (guess.kind !== system.kind || guess.name !== system.name);
      return { ...system, set, granted: await isGranted(system.origin), learned: learned(system.origin) };
    }),
  );
}

export function isGranted(origin: Origin): Promise<boolean> {
  return chrome.permissions.contains({ origins: [pattern(origin)] });
}

/** Proposes kind and name of the system in a tab: what the agent said before, else by its profile, else by its page. */
export async function proposeSystem(tabId: number | undefined, wanted: Origin | undefined): Promise<Proposal> {
  const tab = tabId === undefined ? await findTab(wanted) : await chrome.tabs.get(tabId).catch(() => undefined);
  const shown = tab?.url ? new URL(tab.url).origin : undefined;
  const origin = wanted ?? shown;
  if (!origin || !/^https?:\/\//.test(origin)) throw new Failed('tab_unreachable');
  const known = (await remembered()).find((system) => system.origin === origin);
  if (known) return known;
  const host = new URL(origin).hostname;
  const seen = tab?.id !== undefined && shown === origin ? await look(tab.id).catch(() => undefined) : undefined;
  const { profile, kind, signIn, name } = seen ?? {};
  const proposal: Proposal = profile
    ? { origin, kind: profile.kind, name: profile.name, profile: profile.id }
    : { origin, ...(kind && { kind }), name: name || host, ...(signIn && { signIn }) };
  await guessed(origin, { ...(proposal.kind && { kind: proposal.kind }), name: proposal.name });
  return proposal;
}

async function findTab(origin: Origin | undefined): Promise<chrome.tabs.Tab | undefined> {
  const [tab] = await chrome.tabs.query(origin ? { url: pattern(origin) } : { active: true, lastFocusedWindow: true });
  return tab;
}

async function look(tabId: number): Promise<Seen | undefined> {
  await filesIn({ tabId }, ['extension/build/lexicon.js', 'extension/build/probe.js']);
  const [answer] = await callIn(
    { tabId },
    (profiles) =>
      (globalThis as unknown as { ledgeriumProbe: (profiles: unknown[]) => unknown }).ledgeriumProbe(profiles),
    Object.values(await allProfiles()),
  );
  return answer?.result as Seen | undefined;
}

/** Takes a system into the memory and into the session. */
export async function allowSystem(system: AllowedSystem, live: Live | undefined): Promise<void> {
  const name = system.name.trim();
  if (!name || name.length > MAX_NAME || !KINDS.includes(system.kind)) throw new Failed('bad_input', ['name', 'kind']);
  if (new URL(system.origin).origin !== system.origin) throw new Failed('bad_input', ['origin']);
  if (!(await isGranted(system.origin))) throw new Failed('permission_missing', [system.origin]);
  const { origin, kind, profile } = system;
  const entry: AllowedSystem = { origin, kind, name, ...(profile !== undefined && { profile }) };
  await remember(origin, entry);
  if (!live || (live.row.state !== 'recording' && live.row.state !== 'paused')) return;
  await enter(live, entry);
  await startCapture(live.row);
}

/**
 * Takes back what the agent said of a system: it is called again as its page was taken for, or, where that said too
 * little, he is asked again. A session that runs then keeps what it has.
 */
export async function resetSystem(origin: Origin, live: Live | undefined): Promise<void> {
  const system = (await remembered()).find((other) => other.origin === origin);
  const { kind, name } = (await guesses())[origin] ?? {};
  if (!system) throw new Failed('not_found', [origin]);
  if (kind && name && (await isGranted(origin))) await allowSystem({ ...system, kind, name }, live);
  else await remember(origin, undefined);
}

/** Writes a system into the log. */
async function enter(live: Live, system: AllowedSystem): Promise<void> {
  const introduce = await introducer();
  await apply(live, (core) => introduce(core, Date.now(), system));
}

/** Takes in what corrections teach. What is recorded does not wait for it, nor end with it. */
export async function learnFrom(live: Live): Promise<void> {
  try {
    await learn(live, await remembered());
  } catch (error) {
    await setNotice(failureOf(error));
  }
}

/** Forgets a system and gives the access back. A session that runs keeps what it has. */
export async function forgetSystem(origin: Origin, live: Live | undefined): Promise<void> {
  await remember(origin, undefined);
  await guessed(origin, undefined);
  await forgetLearned(origin);
  const inUse = live?.row.state !== 'stopped' && live?.row.places.some((place) => place.origin === origin);
  // Access that came with the installation cannot be given back; then it stays.
  if (!inUse) await chrome.permissions.remove({ origins: [pattern(origin)] }).catch(() => false);
}

/** Access was withdrawn: what happens there from now on is missing, and the log says so. */
export async function accessRemoved(live: Live): Promise<void> {
  const granted = await Promise.all(live.row.places.map(({ origin }) => isGranted(origin)));
  const lost = granted.filter((is) => !is).length;
  if (lost) await apply(live, (core) => core.gap(Date.now(), { cause: 'permission_removed', count: lost }));
}
