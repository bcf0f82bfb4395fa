/**
 * The service worker. It may be started by any event and stopped after any, so every listener is registered here in the
 * first turn, and each waits until what was going on is known again.
 */
import type { Command, PageMessage, Reply, Welcome } from '../shared/messages';
import { startCapture } from './capture';
import { obey } from './commands';
import { heard, mend, unheard, watchPresence } from './coverage';
import { welcome } from './documents';
import { failureOf, haltedBy, setNotice } from './failures';
import { drain, notice } from './journal';
import { isActive } from './lifecycle';
import { current } from './live';
import { cancelPick, endPick, pickedIn } from './pick';
import { serially } from './queue';
import { shortcut } from './shortcuts';
import { halt, restore } from './startup';
import { accessRemoved } from './systems';
import { updateAvailable } from './updates';
import { connect, isOwnPage, push, tellPanels } from './view';

/** All that queues waits for this. */
const ready = serially(restore).then(push);

/** Does something for the recording that runs, if one does. What fails there fails visibly. */
function whileActive(
  work: (live: NonNullable<Awaited<ReturnType<typeof current>>>) => Promise<unknown>,
): Promise<void> {
  return serially(async () => {
    if (haltedBy()) return;
    try {
      const live = await current();
      if (!isActive(live)) return;
      await work(live);
    } catch (error) {
      await halt(error);
    }
    push();
  });
}

/**
 * A document's first record and its hello come together. After this time its secret is known, and records of a moment
 * are one transaction.
 */
const SETTLE_MS = 25;
let draining = false;

chrome.storage.local.onChanged.addListener((changes) => {
  if (!notice(changes) || draining) return;
  draining = true;
  setTimeout(() => {
    draining = false;
    void serially(drainNow);
  }, SETTLE_MS);
});

async function drainNow(): Promise<void> {
  if (haltedBy()) return;
  try {
    const { lines, refused } = await drain();
    if (lines.length || refused) push();
  } catch (error) {
    await halt(error);
    push();
  }
}

chrome.runtime.onMessage.addListener((message: Command | PageMessage, sender, reply: (answer: unknown) => void) => {
  if (sender.id !== chrome.runtime.id) return false;
  if (isOwnPage(sender) && 'do' in message) {
    void obey(message).then((answer: Reply) => reply(answer));
    return true;
  }
  if (!('page' in message)) return false;
  void hear(message, sender).then(reply);
  return true;
});

async function hear(message: PageMessage, sender: chrome.runtime.MessageSender): Promise<unknown> {
  const tabId = sender.tab?.id;
  switch (message.page) {
    case 'hello':
      return serially(async () => {
        const answer = await welcome(message.document, sender, message.language).catch(
          (): Welcome => ({ again: true }),
        );
        if (tabId !== undefined && sender.frameId === 0) heard(tabId, 'secret' in answer);
        push();
        return answer;
      });
    case 'picked_text':
      if ((await pickedIn(tabId)) === 'vocabulary')
        await tellPanels({ to: 'panel', picked_text: String(message.text) });
      break;
    case 'storage_failed':
      return whileActive(() => Promise.reject(new DOMException(String(message.waiting), 'QuotaExceededError')));
  }
  if (await pickedIn(tabId)) await serially(message.page === 'pick_cancelled' ? cancelPick : endPick);
  push();
  return undefined;
}

chrome.runtime.onConnect.addListener(connect);

chrome.runtime.onUpdateAvailable.addListener(() => void ready.then(() => serially(updateAvailable)));

// Their being listened to is what starts a worker with the browser and after an update; start-up does the rest.
chrome.runtime.onStartup.addListener(() => void ready);
chrome.runtime.onInstalled.addListener(() => void ready);

chrome.tabs.onActivated.addListener(() => void whileActive(watchPresence));
chrome.windows.onFocusChanged.addListener(() => void whileActive(watchPresence));
chrome.tabs.onRemoved.addListener((tabId) => {
  unheard(tabId);
  void whileActive(watchPresence);
});
chrome.tabs.onUpdated.addListener((tabId, { status }, tab) => {
  if (status === 'loading') unheard(tabId);
  if (status === 'unloaded') void whileActive(watchPresence);
  if (status !== 'complete') return;
  void whileActive(async (live) => {
    await mend(live.row, tab);
    await watchPresence(live);
  });
});

chrome.permissions.onRemoved.addListener(() => void whileActive(accessRemoved));
chrome.permissions.onAdded.addListener(() => void whileActive((live) => startCapture(live.row)));

chrome.commands.onCommand.addListener((command, tab) => {
  // A panel opens only in the turn of the key.
  if (command === 'note' && tab) void chrome.sidePanel.open({ windowId: tab.windowId });
  if (command === 'note') return void tellPanels({ to: 'panel', focus: 'note' });
  void serially(() => shortcut(command).catch((error) => setNotice(failureOf(error)))).then(push);
});
