/** The one view behind panel and badge, and its way to whoever looks. */
import { type RecorderState, type ToPanel, VIEW_PORT, type View } from '../shared/messages';
import type { StoredSession } from '../shared/store';
import { drawBadge } from './badge';
import { coverage } from './coverage';
import { failureOf, haltedBy, lastFailure } from './failures';
import { unfinished } from './library';
import { ask, current, currentRow } from './live';
import { picking } from './pick';
import { serially } from './queue';

/** Views within this time become one. */
const TOGETHER = 60;

const ports = new Set<chrome.runtime.Port>();
let planned = false;

/** The state of the recorder; a failure outweighs what the log says. */
export function stateOf(row: StoredSession | undefined): RecorderState {
  if (haltedBy()) return 'failed';
  switch (row?.state) {
    case 'recording':
    case 'paused':
    case 'stopped':
      return row.state;
    default:
      return 'idle';
  }
}

/** All that the panel shows. */
export async function view(): Promise<View> {
  const live = await current();
  const [tabs, waiting, purpose] = await Promise.all([coverage(live?.row), unfinished(), picking()]);
  const failure = lastFailure();
  const base = {
    state: stateOf(live?.row),
    coverage: tabs,
    unfinished: waiting.filter(({ id }) => id !== live?.row.id),
    ...(failure && { failure }),
    ...(purpose && { picking: purpose }),
  };
  if (!live) return { ...base, steps: [], systems: [], terms: [] };
  const core = await ask(live, (asked) => asked.view());
  const { row } = live;
  const other = core.otherTicket;
  return {
    ...base,
    session: {
      id: row.id,
      ...(row.ticket !== undefined && { ticket: row.ticket }),
      started: row.started,
      entries: row.entries,
      gestures: row.gestures,
      gaps: core.session.gaps,
      undoable: core.session.undoable,
      notes: core.session.notes,
      refused: core.session.refused,
    },
    steps: core.steps,
    grants: core.grants,
    ...(core.goingOn !== undefined && { goingOn: core.goingOn }),
    systems: row.places,
    terms: core.terms,
    ...(other && !row.kept.includes(other.ticket) && { otherTicket: other }),
  };
}

/** A view where the database cannot even be read: it says so. */
export function brokenView(error: unknown): View {
  return {
    state: 'failed',
    failure: failureOf(error),
    steps: [],
    systems: [],
    terms: [],
    coverage: [],
    unfinished: [],
  };
}

/** Takes a page that wants to be kept up to date. */
export function connect(port: chrome.runtime.Port): void {
  if (port.name !== VIEW_PORT || port.sender?.id !== chrome.runtime.id || !isOwnPage(port.sender)) return;
  ports.add(port);
  port.onDisconnect.addListener(() => ports.delete(port));
  push();
}

/** Whether a message comes from a page of the extension; the page side of a web site never is one. */
export function isOwnPage(sender: chrome.runtime.MessageSender): boolean {
  return sender.url?.startsWith(chrome.runtime.getURL('')) ?? false;
}

/** Draws the badge and sends the view, soon and once. */
export function push(): void {
  if (planned) return;
  planned = true;
  setTimeout(() => {
    planned = false;
    void serially(send);
  }, TOGETHER);
}

async function send(): Promise<void> {
  // A panel that was open before this worker started has lost its port and does not know it.
  const pages = await chrome.runtime.getContexts({
    contextTypes: ['SIDE_PANEL', 'TAB'] as chrome.runtime.ContextType[],
  });
  if (!pages.length) return badgeOnly();
  const shown = await view().catch(brokenView);
  await drawBadge(shown.state, shown.session?.gestures ?? 0, shown.coverage).catch(() => {});
  for (const port of ports) port.postMessage(shown);
  if (ports.size === 0) await tellPanels({ to: 'panel', view: shown });
}

/** Nobody looks at the steps, so they are not asked for. */
async function badgeOnly(): Promise<void> {
  const row = await currentRow().catch(() => undefined);
  await drawBadge(stateOf(row), row?.gestures ?? 0, await coverage(row)).catch(() => {});
}

/** Tells open pages of the extension; none is no error. */
export async function tellPanels(message: ToPanel): Promise<void> {
  await chrome.runtime.sendMessage(message).catch(() => {});
}
