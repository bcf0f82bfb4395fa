/** The page side: what it is told, and where it runs. When no session records, it runs nowhere. */
import { CAPTURE_KEY, type Capture, type ToPage } from '../shared/messages';
import type { Origin, ProfileId } from '../shared/protocol';
import type { StoredSession } from '../shared/store';
import { packTerms } from '../shared/terms';
import { haltedBy } from './failures';
import { callIn, filesIn } from './inject';
import { vocabulary } from './vocabulary';

const FILES = ['extension/build/lexicon.js', 'extension/build/content.js'];
const SCRIPT = 'capture';

let profiles: Promise<Record<ProfileId, unknown>> | undefined;

/** All profiles of the build. */
export function allProfiles(): Promise<Record<ProfileId, unknown>> {
  profiles ??= fetch(chrome.runtime.getURL('extension/build/profiles.json')).then((answer) => answer.json());
  return profiles;
}

export const sessionOrigins = (row: StoredSession): Origin[] => row.places.map(({ origin }) => origin);

/** Tells the page side what is recorded, and puts it where it is not yet. What failed is started by the agent alone. */
export async function startCapture(row: StoredSession): Promise<void> {
  if (haltedBy()) return;
  await tell(row);
  await place(sessionOrigins(row));
}

/** The page side stops writing at once, and goes on by itself when the same session is told again. */
export async function tell(row: StoredSession, paused = row.state !== 'recording'): Promise<void> {
  const { id, places, caseKey = '' } = row;
  const known = await allProfiles();
  const capture: Capture = {
    session: id,
    paused,
    caseKey,
    vocabulary: packTerms(await vocabulary()),
    systems: places.map(({ origin, kind, profile }) => ({ origin, kind, ...(profile && { profile }) })),
    profiles: Object.fromEntries(places.flatMap(({ profile }) => (profile ? [[profile, known[profile]]] : []))),
  };
  await chrome.storage.local.set({ [CAPTURE_KEY]: capture });
}

/** Ends the page side: open pages fall silent, and no page to come gets it. */
export async function endCapture(): Promise<void> {
  await chrome.storage.local.remove(CAPTURE_KEY);
  const registered = await chrome.scripting.getRegisteredContentScripts();
  if (registered.length) await chrome.scripting.unregisterContentScripts();
}

/** A page that is too busy to answer holds nobody up for longer. */
const HEAR_MS = 300;

/** Waits until open pages have heard what they were told last: what they wrote before that is in the journal by then. */
export async function heardBy(row: StoredSession): Promise<void> {
  const matches = sessionOrigins(row).map(pattern);
  const tabs = matches.length ? await chrome.tabs.query({ url: matches }) : [];
  const message: ToPage = { to: 'page', ask: 'ping' };
  // Where nobody listens, nobody writes.
  const all = tabs.map(({ id }) => id !== undefined && chrome.tabs.sendMessage(id, message).catch(() => {}));
  await Promise.race([Promise.all(all), new Promise((resolve) => setTimeout(resolve, HEAR_MS))]);
}

/** Whether the page side is registered for all systems of a session. */
export async function isPlaced(row: StoredSession): Promise<boolean> {
  const [script] = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  return sessionOrigins(row).every((origin) => script?.matches?.includes(pattern(origin)) ?? false);
}

/** Whether the pages of all systems of a session were told to write for it, as it was heard last. */
export async function wasTold({ id, places }: StoredSession): Promise<boolean> {
  const told = (await chrome.storage.local.get(CAPTURE_KEY))[CAPTURE_KEY] as Capture | undefined;
  if (told?.session !== id || told.paused) return false;
  return places.every(({ origin }) => told.systems.some((system) => system.origin === origin));
}

export const pattern = (origin: Origin): string => `${origin}/*`;

async function place(origins: Origin[]): Promise<void> {
  const script: chrome.scripting.RegisteredContentScript = {
    id: SCRIPT,
    matches: origins.map(pattern),
    js: FILES,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start',
    world: 'ISOLATED',
    persistAcrossSessions: false,
  };
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (!origins.length) {
    if (registered.length) await chrome.scripting.unregisterContentScripts();
    return;
  }
  if (registered.length) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
  const tabs = await chrome.tabs.query({ url: origins.map(pattern) });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : inject(id, origins))));
}

/** Puts the page side into the frames of an open tab that belong to the session; says how many there are. */
export async function inject(tabId: number, origins: Origin[]): Promise<number> {
  try {
    // A tab of the session may hold frames of others. They are asked where they are, and only ours get the script.
    const frames = await callIn({ tabId, allFrames: true }, () =>
      location.origin === 'null' ? self.origin : location.origin,
    );
    const ours = frames.filter(({ result }) => result === 'null' || origins.includes(String(result)));
    if (!ours.length) return 0;
    await filesIn({ tabId, frameIds: ours.map(({ frameId }) => frameId) }, FILES);
    return ours.length;
  } catch {
    // The tab is gone, shows an error page, or access was withdrawn; coverage says so.
    return 0;
  }
}
