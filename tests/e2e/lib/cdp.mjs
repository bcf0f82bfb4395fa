// Chromium by its own protocol over a pipe, for tests that a driver would disturb: nothing is attached but the pages
// that a test opens, so the worker sleeps, dies and starts as it does for a user.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromiumPath, extensionId, managed, switches } from './browser.mjs';

const DEADLINE = 30_000;

/** The package under test; `LEDGERIUM_EXTENSION` names the folder of another build. */
export const packageUnderTest = process.env.LEDGERIUM_EXTENSION ?? managed;

/** Runs the long version of tests that have one. */
export const long = Boolean(process.env.LEDGERIUM_LONG);

/** Waits until `look` finds something, and says what it waited for if it never does. */
export async function until(what, look, deadline = DEADLINE) {
  const end = Date.now() + deadline;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${deadline} ms for ${what}`);
    await sleep(40);
  }
}

/** A browser of its own process, which a test may kill. */
export class Chromium {
  #process;
  #waiting = new Map();
  #listeners = new Set();
  #last = 0;
  #kept;

  /** @param {{extension?: string | null, profile?: string, args?: string[]}} [options] */
  static async start({ extension = packageUnderTest, profile, args = [] } = {}) {
    const browser = new Chromium();
    browser.profile = profile ?? mkdtempSync(path.join(os.tmpdir(), 'ledgerium-'));
    browser.#kept = Boolean(profile);
    browser.id = extension ? extensionId(extension) : null;
    const flags = [
      ...switches({ extension }),
      `--user-data-dir=${browser.profile}`,
      '--remote-debugging-pipe',
      ...args,
    ];
    browser.#process = spawn(chromiumPath(), [...flags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    browser.ended = new Promise((resolve) => browser.#process.once('exit', resolve));
    let text = '';
    browser.#process.stdio[4].on('data', (chunk) => {
      text += chunk;
      const messages = text.split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) browser.#receive(JSON.parse(message));
    });
    for (const pipe of browser.#process.stdio.slice(3)) pipe.on('error', () => {});
    await browser.send('Target.setDiscoverTargets', { discover: true });
    return browser;
  }

  send(method, params = {}, sessionId) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }));
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    return answer;
  }

  #receive(message) {
    if (message.id) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting?.resolve(message.result);
    } else for (const listener of this.#listeners) listener(message);
  }

  /** Calls `listener` with every event; the function that is returned ends that. */
  on(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async targets(type) {
    const { targetInfos } = await this.send('Target.getTargets');
    return targetInfos.filter((target) => target.type === type);
  }

  /** Opens a tab; in a window of its own if asked. */
  async open(url = 'about:blank', { newWindow = false } = {}) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', newWindow });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, targetId, sessionId);
    await page.send('Page.enable');
    await page.send('Runtime.enable');
    if (url !== 'about:blank') await page.goto(url);
    return page;
  }

  /** The extension's worker, while it runs. */
  async worker() {
    const found = await this.targets('service_worker');
    return found.find((target) => target.url.startsWith(`chrome-extension://${this.id}/`));
  }

  /** Ends the worker as Chromium does when memory is short: at once. */
  async killWorker() {
    const worker = await this.worker();
    if (worker) await this.send('Target.closeTarget', { targetId: worker.targetId });
    await until('the worker to end', async () => {
      const now = await this.worker();
      return !now || now.targetId !== worker?.targetId;
    });
  }

  /** Evaluates in the worker. It stays attached for that long only. */
  async inWorker(source) {
    const { targetId } = await until('the worker', () => this.worker());
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    try {
      return await evaluate((method, params) => this.send(method, params, sessionId), source);
    } finally {
      await this.send('Target.detachFromTarget', { sessionId });
    }
  }

  /** Does what a person does on the page of extensions, such as giving or taking access: `developerPrivate` as `api`. */
  async inSettings(call) {
    const page = await this.open('chrome://extensions/');
    try {
      return await page.evaluate(`(async (api, id) => ${call})(chrome.developerPrivate, ${JSON.stringify(this.id)})`);
    } finally {
      await page.close();
    }
  }

  /** Loads the extension anew, as an update does. Unpacked extensions stay on only in developer mode. */
  async reloadExtension() {
    const before = await this.worker();
    await this.inSettings('api.updateProfileConfiguration({ inDeveloperMode: true })');
    await this.inSettings('api.reload(id, { failQuietly: true })');
    await until('the extension to come back', async () => {
      const worker = await this.worker();
      return worker && worker.targetId !== before?.targetId;
    });
  }

  /** As a power cut would: no process gets to write anything. */
  async kill() {
    this.#process.kill('SIGKILL');
    await this.ended;
    // The lock names the process that is gone.
    for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
      rmSync(path.join(this.profile, lock), { force: true });
  }

  async close() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      await Promise.race([this.send('Browser.close').catch(() => {}), sleep(2000)]);
      await Promise.race([this.ended, sleep(5000)]);
      if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    }
    if (!this.#kept) rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function evaluate(send, source) {
  const expression = typeof source === 'string' ? source : `(${source})()`;
  const { result, exceptionDetails } = await send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** A tab. */
class Page {
  constructor(browser, targetId, sessionId) {
    this.browser = browser;
    this.targetId = targetId;
    this.sessionId = sessionId;
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  /** Does something and waits until the load that it causes is done. */
  async loads(work) {
    let off;
    const loaded = new Promise((resolve) => {
      off = this.browser.on(({ method, sessionId }) => {
        if (sessionId === this.sessionId && method === 'Page.loadEventFired') resolve();
      });
    });
    await work();
    await Promise.race([
      loaded,
      sleep(DEADLINE, undefined, { ref: false }).then(() => {
        throw new Error('the page did not load');
      }),
    ]);
    off();
  }

  goto(url) {
    return this.loads(() => this.send('Page.navigate', { url }));
  }

  /** Evaluates a function without arguments, or a source text with values in it. */
  evaluate(source) {
    return evaluate((method, params) => this.send(method, params), source);
  }

  /** The script worlds that extensions have in the page's frames. */
  async worlds() {
    const found = new Map();
    const off = this.browser.on(({ method, sessionId, params }) => {
      if (sessionId !== this.sessionId) return;
      if (method === 'Runtime.executionContextCreated' && params.context.auxData?.type === 'isolated')
        found.set(params.context.id, params.context);
    });
    // Enabling anew lists all that there are.
    await this.send('Runtime.disable');
    await this.send('Runtime.enable');
    off();
    return [...found.values()].filter(({ origin }) => origin.startsWith('chrome-extension://'));
  }

  /** How many listeners scripts of one world have on the window and the document. */
  async listeners(world) {
    let count = 0;
    for (const expression of ['window', 'document']) {
      const { result } = await this.send('Runtime.evaluate', { expression, contextId: world.id });
      const { listeners } = await this.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
      count += listeners.length;
    }
    return count;
  }

  /** Where the middle of an element is. */
  async middle(selector) {
    return until(`${selector}`, () =>
      this.evaluate(`(() => {
        const box = document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect();
        return box && box.width > 0 && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      })()`),
    );
  }

  /** A click of the mouse, trusted as a person's. */
  async click(selector) {
    const at = await this.middle(selector);
    await this.clickAt(at);
  }

  async clickAt({ x, y }) {
    const mouse = { x, y, button: 'left', clickCount: 1 };
    await this.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse });
    await this.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse });
  }

  async front() {
    await this.send('Page.bringToFront');
  }

  /** Ends the protocol's hold on the page, which goes on by itself. */
  async letGo() {
    await this.browser.send('Target.detachFromTarget', { sessionId: this.sessionId });
  }

  async close() {
    await this.browser.send('Target.closeTarget', { targetId: this.targetId });
  }
}
