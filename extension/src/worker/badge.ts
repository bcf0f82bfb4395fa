/** The toolbar button: recording with a count, paused, failed, and a sign on tabs that are not seen. */
import type { RecorderState, TabCoverage } from '../shared/messages';

const RED = '#b3261e';
const AMBER = '#8a5a00';
const GREY = '#5f6368';

/** Draws what the panel shows too, so that a glance at the toolbar is enough. */
export async function drawBadge(state: RecorderState, gestures: number, coverage: TabCoverage[]): Promise<void> {
  const [text, color, message] = look(state, gestures);
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setBadgeBackgroundColor({ color }),
    chrome.action.setBadgeTextColor({ color: '#ffffff' }),
    chrome.action.setTitle({ title: chrome.i18n.getMessage(message, String(gestures)) }),
  ]);
  const front = coverage.filter(({ active }) => active);
  await Promise.all(front.map((tab) => drawTab(tab, state === 'recording')));
}

function look(state: RecorderState, gestures: number): [string, string, string] {
  switch (state) {
    case 'recording':
      // Four characters fit.
      return [gestures === 0 ? 'REC' : gestures > 9999 ? '9999' : String(gestures), RED, 'badge_recording'];
    case 'paused':
      return ['❚❚', AMBER, 'badge_paused'];
    case 'failed':
      return ['!', RED, 'badge_failed'];
    case 'stopped':
      return ['■', GREY, 'badge_stopped'];
    case 'idle':
      return ['', GREY, 'badge_idle'];
  }
}

async function drawTab({ tabId, state }: TabCoverage, recording: boolean): Promise<void> {
  const unseen = recording && (state === 'not_in_session' || state === 'no_permission' || state === 'silent');
  // A tab may be closed in between. Null puts the tab back to what all tabs show.
  await chrome.action.setBadgeText({ tabId, text: unseen ? '!' : (null as unknown as string) }).catch(() => {});
  await chrome.action
    .setTitle({ tabId, title: unseen ? chrome.i18n.getMessage('badge_not_covered') : (null as unknown as string) })
    .catch(() => {});
}
