/** Which tabs the recorder sees. What it does not see while the agent is there becomes a gap when the agent is back. */
import type { TabCoverage, ToPage } from '../shared/messages';
import type { GapCause, Origin } from '../shared/protocol';
import type { StoredSession } from '../shared/store';
import { inject, sessionOrigins } from './capture';
import { apply, type Live } from './live';

/** Tabs whose page side answered since their last navigation, or did not. */
const answered = new Map<number, boolean>();

/** The page side of a tab said hello, and is part of the session or has to ask again. */
export function heard(tabId: number, welcome: boolean): void {
  answered.set(tabId, welcome);
}

/** A tab shows something else now, or is gone. */
export function unheard(tabId: number): void {
  answered.delete(tabId);
}

/** The state of every tab. */
export async function coverage(row: StoredSession | undefined): Promise<TabCoverage[]> {
  const [tabs, everywhere] = await Promise.all([
    chrome.tabs.query({}),
    chrome.permissions.contains({ origins: ['http://*/*', 'https://*/*'] }),
  ]);
  return Promise.all(tabs.flatMap((tab) => (tab.id === undefined ? [] : [tabCoverage(tab, tab.id, row, everywhere)])));
}

async function tabCoverage(
  tab: chrome.tabs.Tab,
  tabId: number,
  row: StoredSession | undefined,
  everywhere: boolean,
): Promise<TabCoverage> {
  const base = { tabId, windowId: tab.windowId, active: tab.active };
  // The browser hides the address of tabs that we have no access to. With access to all sites, what is hidden is its own.
  if (!tab.url) return { ...base, state: everywhere ? 'none' : 'no_permission' };
  const origin = webOrigin(tab.url);
  if (!origin) return { ...base, state: 'none' };
  const granted = everywhere || (await chrome.permissions.contains({ origins: [`${origin}/*`] }));
  if (!granted) return { ...base, origin, state: 'no_permission' };
  const system = row?.places.find((place) => place.origin === origin);
  if (!row || !system) return { ...base, origin, state: 'not_in_session' };
  // A tab that crashed, or that the browser put to sleep, has no page at all.
  const here = tab.status !== 'unloaded' && (await answers(tabId, tab.status === 'loading'));
  return { ...base, origin, system: system.id, state: here ? 'covered' : 'silent' };
}

function webOrigin(address: string): Origin | undefined {
  const { protocol, origin } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

async function answers(tabId: number, loading: boolean): Promise<boolean> {
  const known = answered.get(tabId);
  if (known !== undefined) return known;
  // A page that is on its way has not had the chance yet.
  if (loading) return true;
  const here = await ping(tabId);
  answered.set(tabId, here);
  return here;
}

/** Whether anybody listens there; what is answered does not matter. */
async function ping(tabId: number): Promise<boolean> {
  const message: ToPage = { to: 'page', ask: 'ping' };
  return chrome.tabs.sendMessage(tabId, message, { frameId: 0 }).then(
    () => true,
    () => false,
  );
}

/** A tab of the session that does not answer gets the page side once more. */
export async function mend(row: StoredSession, tab: chrome.tabs.Tab): Promise<void> {
  if (tab.id === undefined || !tab.url || tab.status !== 'complete') return;
  const origins = sessionOrigins(row);
  const origin = webOrigin(tab.url);
  if (!origin || !origins.includes(origin) || (await ping(tab.id))) return;
  answered.delete(tab.id);
  if ((await inject(tab.id, origins)) > 0) answered.set(tab.id, await ping(tab.id));
}

const AWAY = 'away';
/** Shorter absences are tabs on their way to a first address. */
const SHORTEST = 1000;

interface Away {
  since: number;
  cause: GapCause;
}

/** Looks whether the agent is in a tab of the session, and writes down one gap when he is back from elsewhere. */
export async function watchPresence(live: Live): Promise<void> {
  // What happens during a pause is no gap of its own.
  if (live.row.state !== 'recording') return;
  await noticeCrashes(live);
  const cause = await absence(live.row);
  const away = (await chrome.storage.session.get(AWAY))[AWAY] as Away | undefined;
  if (cause === 'unclear') return;
  if (cause && !away) await chrome.storage.session.set({ [AWAY]: { since: Date.now(), cause } });
  if (!cause && away) await writeAbsence(live);
}

/** A tab that crashed tells nobody: it is noticed at the next look, once. */
async function noticeCrashes(live: Live): Promise<void> {
  for (const { id } of await chrome.tabs.query({ status: 'unloaded' })) {
    if (id === undefined || !answered.get(id)) continue;
    answered.set(id, false);
    await apply(live, (core) => core.gap(Date.now(), { cause: 'tab_crashed' }));
  }
}

/** Writes the gap that is open, because the agent is back or the recording ends. */
export async function writeAbsence(live: Live): Promise<void> {
  const away = (await chrome.storage.session.get(AWAY))[AWAY] as Away | undefined;
  if (!away) return;
  const now = Date.now();
  if (now - away.since >= SHORTEST) {
    await apply(live, (core) => core.gap(now, { cause: away.cause, since: away.since }));
  }
  await chrome.storage.session.remove(AWAY);
}

/** Forgets an absence that no longer matters. */
export function dropAbsence(): Promise<void> {
  return chrome.storage.session.remove(AWAY);
}

/** Why the tab in front is not seen; nothing if it is; unclear while it loads or shows a page of the browser. */
async function absence(row: StoredSession): Promise<GapCause | 'unclear' | undefined> {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab || tab.status === 'loading' || tab.status === 'unloaded') return 'unclear';
  const [found] = (await coverage(row)).filter(({ tabId }) => tabId === tab.id);
  switch (found?.state) {
    case 'covered':
      return undefined;
    case 'silent':
      return 'frame_not_covered';
    case 'not_in_session':
    case 'no_permission':
      return 'elsewhere';
    default:
      return 'unclear';
  }
}
