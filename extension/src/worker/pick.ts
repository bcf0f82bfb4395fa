/** Picking an element in a page: as the approval, or for the vocabulary. Armed by the panel, disarmed by the first pick. */
import type { PickPurpose, ToPage } from '../shared/messages';
import type { Entry } from '../shared/protocol';
import { coverage } from './coverage';
import { Failed } from './failures';
import { apply, type Live } from './live';

const KEY = 'picking';

interface Picking {
  purpose: PickPurpose;
  tabId: number;
  /** The page has what was wanted; its record is on the way and counts until then. */
  until?: number;
}

/** A record that was picked is in the log by then. */
const ON_THE_WAY_MS = 10_000;

async function stored(): Promise<Picking | undefined> {
  return (await chrome.storage.session.get(KEY))[KEY] as Picking | undefined;
}

async function armed(): Promise<Picking | undefined> {
  const picking = await stored();
  return picking?.until === undefined ? picking : undefined;
}

export async function picking(): Promise<PickPurpose | undefined> {
  return (await armed())?.purpose;
}

/** What is being picked in this tab. */
export async function pickedIn(tabId: number | undefined): Promise<PickPurpose | undefined> {
  const picking = await armed();
  return picking && picking.tabId === tabId ? picking.purpose : undefined;
}

/** Arms the tab of the session that is in front, or that was last. */
export async function startPick(live: Live, purpose: PickPurpose): Promise<void> {
  await cancelPick();
  const seen = new Set((await coverage(live.row)).flatMap(({ tabId, state }) => (state === 'covered' ? [tabId] : [])));
  const tabs = (await chrome.tabs.query({})).filter(({ id }) => id !== undefined && seen.has(id));
  const [tab] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  if (tab?.id === undefined) throw new Failed('tab_unreachable');
  await chrome.storage.session.set({ [KEY]: { purpose, tabId: tab.id } satisfies Picking });
  await say(tab.id, { to: 'page', ask: 'pick', purpose });
  if (!tab.active) await chrome.tabs.update(tab.id, { active: true });
}

/** Disarms, because the agent gave up or the recording stops. */
export async function cancelPick(): Promise<void> {
  const picking = await stored();
  await chrome.storage.session.remove(KEY);
  if (picking && picking.until === undefined) await say(picking.tabId, { to: 'page', ask: 'cancel_pick' });
}

/** One of the tab's frames has what was wanted; the others need not wait any longer. */
export async function endPick(): Promise<void> {
  const picking = await armed();
  if (!picking) return;
  await chrome.storage.session.set({ [KEY]: { ...picking, until: Date.now() + ON_THE_WAY_MS } satisfies Picking });
  await say(picking.tabId, { to: 'page', ask: 'cancel_pick' });
}

/** Every frame of the tab hears it; one that does not answer is not armed. */
async function say(tabId: number, message: ToPage): Promise<void> {
  await chrome.tabs.sendMessage(tabId, message).catch(() => {});
}

/**
 * The agent pointed at a record as the approval: that is a statement of his own, in the log beside what the page said. A
 * page that says so without having been asked states nothing.
 */
export async function attest(live: Live, lines: string[]): Promise<void> {
  for (const line of lines) {
    const { i, body } = JSON.parse(line) as Entry;
    if (body.type !== 'page' || body.event.event !== 'pointed') continue;
    const picking = await stored();
    if (picking?.purpose !== 'approval' || (picking.until ?? Number.POSITIVE_INFINITY) < Date.now()) continue;
    await cancelPick();
    await apply(live, (core) => core.author(Date.now(), { authored: 'approval_pointed_at', entry: i }));
  }
}
