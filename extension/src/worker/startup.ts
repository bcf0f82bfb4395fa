/**
 * What a worker does first. It may be the first of this browser, the first after an update, or one of many that sleep
 * and wake in the middle of a recording; it finds out from what is on disk and what is still open.
 */
import { endCapture, isPlaced, startCapture, tell, wasTold } from './capture';
import { anyAlive } from './documents';
import { failureOf, haltedBy, restoreFailures, setHalted } from './failures';
import { drain } from './journal';
import { countSteps, isActive } from './lifecycle';
import { apply, current, type Live } from './live';

/** Set for as long as the browser runs this version of the extension. */
const ALIVE = 'alive';

export async function restore(): Promise<void> {
  await restoreFailures();
  try {
    await chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
    const fresh = !(await chrome.storage.session.get(ALIVE))[ALIVE];
    const live = await current();
    if (!isActive(live) || haltedBy()) await endCapture();
    else if (fresh) await goOnOrInterrupt(live);
    else await goOn(live);
    if (fresh) await chrome.storage.session.set({ [ALIVE]: true });
  } catch (error) {
    await halt(error);
  }
}

/** Recording stops visibly: no page writes any more, and badge and panel say why. */
export async function halt(error: unknown): Promise<void> {
  await setHalted(failureOf(error));
  await endCapture().catch(() => {});
}

/** Another turn of the same recording. */
async function goOn(live: Live): Promise<void> {
  const { state, ended: since } = live.row;
  await drain();
  // The worker before this one may have ended after it told the pages of a turn and before that was in the log.
  const [told, placed] = await Promise.all([wasTold(live.row), isPlaced(live.row)]);
  await (placed ? tell(live.row) : startCapture(live.row));
  if (state === 'recording' && !(told && placed))
    await apply(live, (core) => core.gap(Date.now(), { cause: 'paused', since }));
}

/** The extension was reloaded if a document of the session is still open; else the browser was, or nobody can tell. */
async function goOnOrInterrupt(live: Live): Promise<void> {
  const since = live.row.ended;
  await drain();
  if (await anyAlive(live.row)) {
    // The gap ends when the pages are reached again.
    await startCapture(live.row);
    await apply(live, (core) => core.gap(Date.now(), { cause: 'context_invalidated', since }));
    return;
  }
  await endCapture();
  const steps = await countSteps(live);
  if (live.row.state === 'paused') {
    await apply(live, (core) => core.turn(Date.now(), 'park'), { row: { steps }, current: false });
  } else {
    const gap = { cause: 'browser_restarted', since } as const;
    await apply(live, (core) => core.gap(Date.now(), gap), { row: { steps }, current: false });
  }
}
