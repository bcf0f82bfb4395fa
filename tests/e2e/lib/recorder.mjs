// The recorder as its pages use it: commands to the worker from a page of the extension that shows nothing, so that a
// test of the worker does not depend on the panel.
import { until } from './cdp.mjs';

/** Runs in the page. */
const readRows = `(store) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('ledgerium');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const db = opening.result;
    const asked = db.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => { db.close(); resolve(asked.result); };
    asked.onerror = () => reject(asked.error);
  };
})`;

/** Drives the recorder of a browser started by cdp.mjs. */
export class Recorder {
  #browser;
  #page;

  constructor(browser) {
    this.#browser = browser;
  }

  /** A page with the extension's rights and no script of its own. */
  async page() {
    if (this.#page) return this.#page;
    const page = await this.#browser.open();
    // A browser that just started may not have the extension yet.
    await until('the extension', async () => {
      await page.goto(`chrome-extension://${this.#browser.id}/extension/pages/tokens.css`);
      return page.evaluate('Boolean(globalThis.chrome?.runtime?.id)');
    });
    this.#page = page;
    return page;
  }

  /** Evaluates in that page. */
  async evaluate(source) {
    return (await this.page()).evaluate(source);
  }

  /** Asks the worker; the reply as it is. */
  ask(command) {
    return this.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(command)})`);
  }

  /** Asks the worker for something that must succeed. */
  async must(command) {
    const reply = await this.ask(command);
    if (!reply?.ok) throw new Error(`${command.do}: ${JSON.stringify(reply?.failure)}`);
    return reply.value;
  }

  view() {
    return this.must({ do: 'view' });
  }

  /** Allows systems by origin and begins to record them. */
  async record(origins, options = {}) {
    for (const [at, origin] of origins.entries()) {
      const system = { origin, kind: at === 0 ? 'ticketing' : 'iam', name: `System ${at + 1}` };
      await this.must({ do: 'allow_system', system });
    }
    return (await this.must({ do: 'record', ...options })).session;
  }

  /** The log of a session, parsed. */
  async log(session) {
    const entries = [];
    for (;;) {
      const { lines, total } = await this.must({ do: 'inspect', session, from: entries.length, count: 500 });
      entries.push(...lines.map((line) => JSON.parse(line)));
      if (!lines.length || entries.length >= total) return entries;
    }
  }

  /** The log of a session, once so many gestures are in it. */
  logged(session, count) {
    return until(`${count} gestures in the log`, async () => {
      const log = await this.log(session);
      return gestures(log).length >= count && log;
    });
  }

  /** All rows of a store of the database, read past the worker. */
  rows(store) {
    return this.evaluate(`(${readRows})(${JSON.stringify(store)})`);
  }

  /** The sealed file of a session, as text. */
  file(session) {
    return this.evaluate(`(async () => {
      const rows = await (${readRows})('files');
      return new TextDecoder().decode(rows.find(({ session }) => session === ${JSON.stringify(session)}).bytes);
    })()`);
  }

  /** What the extension keeps in its storage area. */
  stored() {
    return this.evaluate('chrome.storage.local.get()');
  }

  /** Closes the page, so that nothing of the extension is open. */
  async leave() {
    await this.#page?.close();
    this.#page = undefined;
  }
}

/** The gestures of a log by the words of their control, in order. */
export function gestures(log) {
  return log.flatMap(({ body }) =>
    body.type === 'page' && body.event.event === 'gesture' ? [(body.event.control.name ?? []).join(' ')] : [],
  );
}

/** The gaps of a log by cause, each with its entries. */
export function gaps(log, cause) {
  return log.flatMap(({ body, wall }) =>
    body.type === 'gap' && (!cause || body.cause === cause) ? [{ ...body, wall }] : [],
  );
}
