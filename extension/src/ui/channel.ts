/** The pages' only way to the worker: one command, one reply, and the view whenever it changes. */
import {
  type Answer,
  type Command,
  type Failure,
  type Reply,
  type ToPanel,
  VIEW_PORT,
  type View,
} from '../shared/messages';

/** A command that was refused, or that found nobody to answer. */
export class CommandError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** Sends a command and waits for its answer. Throws `CommandError`, and nothing else. */
export async function send<C extends Command>(command: C): Promise<Answer<C['do']>> {
  let reply: Reply<C['do']> | undefined;
  try {
    reply = await chrome.runtime.sendMessage(command);
  } catch {
    reply = undefined;
  }
  if (!reply) throw new CommandError({ code: 'unknown', details: [] });
  if (!reply.ok) throw new CommandError(reply.failure);
  return reply.value as Answer<C['do']>;
}

/** What went wrong, for a catch clause around `send`. */
export function failureOf(error: unknown): Failure {
  return error instanceof CommandError ? error.failure : { code: 'unknown', details: [String(error)] };
}

/** Calls `show` with every new view until the returned function is called. */
export function watchView(show: (view: View) => void): () => void {
  let port: chrome.runtime.Port | undefined;
  let ended = false;

  const connect = () => {
    if (port || ended) return;
    port = chrome.runtime.connect(chrome.runtime.id, { name: VIEW_PORT });
    port.onMessage.addListener((view: View) => show(view));
    port.onDisconnect.addListener(() => {
      port = undefined;
      // An idle worker is let sleep: it pushes a view, or is asked for one, when it next has something to say.
    });
  };
  const refresh = () => {
    connect();
    send({ do: 'view' }).then(show, () => {});
  };
  const onVisible = () => {
    if (!document.hidden) refresh();
  };

  const unwatch = watch((message) => {
    if (!('view' in message)) return;
    show(message.view);
    connect();
  });
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('focus', refresh);
  refresh();
  return () => {
    ended = true;
    port?.disconnect();
    unwatch();
    document.removeEventListener('visibilitychange', onVisible);
    window.removeEventListener('focus', refresh);
  };
}

/** Calls `take` with the text of an element that the agent picked for the vocabulary. */
export function watchPickedText(take: (text: string) => void): () => void {
  return watch((message) => {
    if ('picked_text' in message) take(message.picked_text);
  });
}

/** Calls `open` when the shortcut for a note was pressed. */
export function watchNoteKey(open: () => void): () => void {
  return watch((message) => {
    if ('focus' in message) open();
  });
}

function watch(take: (message: ToPanel) => void): () => void {
  const onMessage = (message: ToPanel) => {
    if (message?.to === 'panel') take(message);
    return undefined;
  };
  chrome.runtime.onMessage.addListener(onMessage);
  return () => chrome.runtime.onMessage.removeListener(onMessage);
}
