// A stand-in for what the browser gives an extension page, so that every state of the panel can be shown without
// bringing a recorder into it. Runs inside the page; it is never shipped.

/** Installs `chrome` and, for the test, `recorder`: what was sent, what is answered, and how a view is pushed. */
export function installChrome({ messages, locale, view, answers }) {
  const portListeners = [];
  const messageListeners = [];
  const recorder = {
    view,
    answers,
    sent: [],
    requested: [],
    opened: [],
    push(next) {
      recorder.view = next;
      for (const listener of portListeners) listener(next);
    },
    tell(message) {
      for (const listener of messageListeners) listener(message);
    },
  };
  const event = (listeners) => ({
    addListener: (listener) => listeners.push(listener),
    removeListener: (listener) => listeners.splice(listeners.indexOf(listener), 1),
  });
  const fill = (text, details) => text.replace(/\$(\d|\$)/g, (_, n) => (n === '$' ? '$' : (details[n - 1] ?? '')));
  const chrome = {
    i18n: {
      getMessage: (key, details = []) => fill(messages[key]?.message ?? '', details),
      getUILanguage: () => locale,
    },
    runtime: {
      id: 'stand-in',
      getURL: (path) => `/${path}`,
      onMessage: event(messageListeners),
      connect: () => ({
        onMessage: event(portListeners),
        onDisconnect: event([]),
        disconnect() {},
      }),
      async sendMessage(command) {
        recorder.sent.push(command);
        if (command.do === 'view') return { ok: true, value: recorder.view };
        const answer = recorder.answers[command.do];
        return answer?.failure ? { ok: false, failure: answer.failure } : { ok: true, value: answer };
      },
    },
    storage: { session: { get: async () => ({}) } },
    windows: { getCurrent: async () => ({ id: 1 }) },
    permissions: {
      async request(wanted) {
        recorder.requested.push(wanted);
        return recorder.answers.permission ?? true;
      },
    },
    commands: {
      getAll: async () => [
        { name: '_execute_action', description: '', shortcut: '' },
        { name: 'record', description: 'Record or stop', shortcut: 'Alt+Shift+R' },
        { name: 'pause', description: 'Pause or resume', shortcut: 'Alt+Shift+P' },
        { name: 'note', description: 'Add note', shortcut: '' },
      ],
    },
    tabs: { create: async (tab) => recorder.opened.push(tab.url), query: async () => [] },
  };
  Object.defineProperty(window, 'chrome', { value: chrome });
  Object.defineProperty(window, 'recorder', { value: recorder });
}
