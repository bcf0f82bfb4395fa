/**
 * The page side. It is injected where a session records and nowhere else, and does nothing until the worker's `capture`
 * says that this document takes part, nor any longer once it says otherwise.
 */
import { CAPTURE_KEY, type Capture, type ToPage } from '../shared/messages';
import type { Move } from '../shared/protocol';
import { watchGestures } from './gestures';
import { alive, hello, release, renew, reportDropped, setWriting, systemOf } from './journal';
import { watchNavigation, watchVisibility } from './navigate';
import { Observer } from './observe';
import { cancelPick, pick } from './pick';
import { useProfile } from './profile';
import { useVocabulary } from './publish';
import { listen, prop, safely } from './safe';
import { useCaseKey } from './tags';

/** What listens now. Listening begins before it is known what to capture, so as to come before the page's own. */
let going: AbortController | undefined;
let observer: Observer | undefined;
/** The session that is being captured now. */
let session: string | undefined;
/** The session that this document has its number and secret for; to another it is another document. */
let known: string | undefined;
/** What is to be captured, as it was heard last. */
let latest: Capture | undefined;
/** The worker said that this document is not part of what is captured. */
let refused = false;
/** The question to the worker that is asked or answered; an answer to one before says nothing any more. */
let greeting: object | undefined;
const ASK_AGAIN_MS = 1000;

/** Takes note of what is to be captured now; `undefined` is nothing. */
function follow(capture: Capture | undefined, how?: Move): void {
  latest = capture;
  const system = capture && systemOf(capture);
  if (capture && capture.session !== known) {
    if (known) {
      stop();
      renew();
    }
    known = capture.session;
    ungreeted();
  }
  if (!capture || capture.paused) ungreeted();
  if (!capture || capture.paused || !system || refused) {
    stop();
    return;
  }
  useCaseKey(capture.caseKey);
  useVocabulary(capture.vocabulary);
  useProfile(system.profile && capture.profiles[system.profile]);
  if (session) {
    // The vocabulary may have grown.
    observer?.look();
    return;
  }
  session = capture.session;
  const { signal } = going ?? listenEarly();
  setWriting(true);
  const watching = new Observer(system, capture, signal);
  observer = watching;
  watchNavigation(signal, () => watching.renew(), how);
  watchVisibility(signal, () => watching.settle());
  if (!greeting) greet();
}

function listenEarly(): AbortController {
  going = new AbortController();
  watchGestures(
    going.signal,
    (form) => observer?.settle(form),
    () => observer?.before(),
  );
  return going;
}

/** Asks for the secret once; until it is there, records are written unconfirmed. */
function greet(): void {
  const asked = {};
  greeting = asked;
  hello().then((welcome) => {
    if (greeting !== asked) return;
    if (welcome?.again) setTimeout(() => greeting === asked && greet(), ASK_AGAIN_MS);
    else if (welcome && !welcome.secret) {
      refused = true;
      stop();
    }
  });
}

/** What was refused once may be welcome later. */
function ungreeted(): void {
  refused = false;
  greeting = undefined;
}

function stop(): void {
  setWriting(false);
  going?.abort();
  going = observer = session = undefined;
  cancelPick();
}

async function load(how?: Move): Promise<void> {
  const stored = await chrome.storage.local.get(CAPTURE_KEY);
  safely(follow)(stored[CAPTURE_KEY] as Capture | undefined, how);
}

/** A page that writes itself anew, as editors do with their frames, takes every listener of its window along. */
function rewritten(): void {
  stop();
  listenEarly();
  listenToLife();
  follow(latest, 'replace');
}

function listenToLife(): void {
  const always = new AbortController().signal;
  // A page in the back/forward cache hears nothing: what was said meanwhile is read before anything is written.
  listen(window, 'pagehide', always, (event) => {
    release();
    reportDropped();
    if ((event as PageTransitionEvent).persisted) stop();
  });
  listen(window, 'pageshow', always, (event) => {
    if (!(event as PageTransitionEvent).persisted || !alive()) return;
    ungreeted();
    void load('restore');
  });
}

function begin(): void {
  listenEarly();
  chrome.storage.local.onChanged.addListener(
    safely((changes: Record<string, chrome.storage.StorageChange>) => {
      const change = changes[CAPTURE_KEY];
      if (change) follow(change.newValue as Capture | undefined, 'found');
    }),
  );
  chrome.runtime.onMessage.addListener(
    safely((message: ToPage) => {
      if (message.to !== 'page' || !session) return;
      if (message.ask === 'pick') pick(message.purpose);
      if (message.ask === 'cancel_pick') cancelPick();
    }) as Parameters<typeof chrome.runtime.onMessage.addListener>[0],
  );
  listenToLife();
  new MutationObserver(
    safely((records: MutationRecord[]) => {
      if (records.some((record) => prop(record, 'removedNodes').length > 0)) rewritten();
    }),
  ).observe(document, { childList: true });
  void load(prop(document, 'readyState') === 'loading' ? undefined : 'found');
}

/** The script may come twice, when it was registered and is also put into open tabs. */
const world = globalThis as { ledgeriumPage?: true };
if (!world.ledgeriumPage) {
  world.ledgeriumPage = true;
  // A page that was rendered ahead of time is not yet a page that somebody opened.
  if (prop(document as Document & { prerendering: boolean }, 'prerendering'))
    listen(document, 'prerenderingchange', new AbortController().signal, begin);
  else begin();
}
