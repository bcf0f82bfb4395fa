/** Systems: proposed from their own page, remembered once allowed, gone when access is withdrawn. */
import type { Proposal, RememberedSystem } from '../shared/messages';
import type { Origin } from '../shared/protocol';
import { database } from '../shared/store';
import { allProfiles, pattern, startCapture } from './capture';
import { Failed } from './failures';
import { callIn, filesIn } from './inject';
import { apply, type Live } from './live';
import type { Seen } from './probe';

const KEY = 'systems';
const KINDS = ['ticketing', 'iam', 'directory', 'email', 'other'];
/** As in the session crate: the longest text that the agent may author, cut to what a name needs. */
const MAX_NAME = 80;

export async function remembered(): Promise<Proposal[]> {
  return ((await (await database()).get('settings', KEY)) as Proposal[] | undefined) ?? [];
}

/** What the agent allowed once, and whether the browser still lets us in. */
export async function rememberedSystems(): Promise<RememberedSystem[]> {
  return Promise.all(
    (await remembered()).map(async (system) => ({ ...system, granted: await isGranted(system.origin) })),
  );
}

export function isGranted(origin: Origin): Promise<boolean> {
  return chrome.permissions.contains({ origins: [pattern(origin)] });
}

/** Proposes kind and name of the system in a tab, by its profile or else by the published words on its page. */
export async function proposeSystem(tabId: number | undefined, wanted: Origin | undefined): Promise<Proposal> {
  const tab = tabId === undefined ? await findTab(wanted) : await chrome.tabs.get(tabId).catch(() => undefined);
  const shown = tab?.url ? new URL(tab.url).origin : undefined;
  const origin = wanted ?? shown;
  if (!origin || !/^https?:\/\//.test(origin)) throw new Failed('tab_unreachable');
  const known = (await remembered()).find((system) => system.origin === origin);
  if (known) return known;
  const plain: Proposal = { origin, kind: 'other', name: new URL(origin).hostname };
  if (tab?.id === undefined || shown !== origin) return plain;
  const seen = await look(tab.id).catch(() => undefined);
  if (!seen) return plain;
  if (seen.profile) return { origin, kind: seen.profile.kind, name: seen.profile.name, profile: seen.profile.id };
  return { origin, kind: seen.kind, name: seen.name || plain.name };
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
export async function allowSystem(system: Proposal, live: Live | undefined): Promise<void> {
  const name = system.name.trim();
  if (!name || name.length > MAX_NAME || !KINDS.includes(system.kind)) throw new Failed('bad_input', ['name', 'kind']);
  if (new URL(system.origin).origin !== system.origin) throw new Failed('bad_input', ['origin']);
  if (!(await isGranted(system.origin))) throw new Failed('permission_missing', [system.origin]);
  const entry = { ...system, name };
  const others = (await remembered()).filter(({ origin }) => origin !== system.origin);
  await (await database()).put('settings', [...others, entry], KEY);
  if (!live || (live.row.state !== 'recording' && live.row.state !== 'paused')) return;
  await enter(live, entry);
  await startCapture(live.row);
}

/** Writes a system into the log. */
async function enter(live: Live, system: Proposal): Promise<void> {
  await apply(live, (core) => core.system(Date.now(), system));
}

/** Forgets a system and gives the access back. A session that runs keeps what it has. */
export async function forgetSystem(origin: Origin, live: Live | undefined): Promise<void> {
  const others = (await remembered()).filter((system) => system.origin !== origin);
  await (await database()).put('settings', others, KEY);
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
