// The page side alone in a real Chromium: the bundled content script in an extension of its own, whose worker only
// answers `hello`, so that a test sees the journal exactly as pages write it.
import { createHmac } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { launch, root } from './lib/browser.mjs';

const MANIFEST = {
  manifest_version: 3,
  name: 'Ledgerium page side under test',
  version: '1',
  permissions: ['storage', 'unlimitedStorage', 'scripting'],
  host_permissions: ['http://*/*'],
  background: { service_worker: 'worker.js' },
  content_scripts: [
    {
      matches: ['http://*/*'],
      js: ['lexicon.js', 'words-en.js', 'content.js'],
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
      run_at: 'document_start',
    },
  ],
};

/** The secret of every document in these tests. */
const SECRET = 'ab'.repeat(32);

const WORKER = `
globalThis.heard = [];
chrome.runtime.onMessage.addListener((message, sender, reply) => {
  heard.push(message);
  if (message.page !== 'hello') return;
  const answer = globalThis.refuse ?? { secret: '${SECRET}' };
  if (!globalThis.slow) reply(answer);
  else setTimeout(reply, globalThis.slow, answer);
  return true;
});
`;

/** Bundles one source of the extension; what it exports is left as a global of that name. */
export function bundle(source, outfile, globalName) {
  buildSync({
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    format: 'iife',
    target: 'chrome120',
    charset: 'utf8',
    minify: true,
    outfile,
    ...(globalName && { globalName }),
  });
}

/** A `capture` for these origins, as the worker would write it. */
export function captureOf(systems, { vocabulary = [], profiles = {}, paused = false, session = 'test' } = {}) {
  const lines = vocabulary.map(([id, key]) => `${key}\t${id}\n`).sort();
  const most = Math.max(0, ...vocabulary.map(([, key]) => key.split(' ').length));
  return {
    session,
    paused,
    caseKey: 'cd'.repeat(32),
    vocabulary: `${most}\n${lines.join('')}`,
    systems: systems.map((system) => (typeof system === 'string' ? { origin: system, kind: 'iam' } : system)),
    profiles,
  };
}

/** Starts Chromium with the page side under test. */
export async function start() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-page-side-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(path.join(folder, 'worker.js'), WORKER);
  for (const file of ['lexicon.js', 'words-en.js'])
    cpSync(path.join(root, 'extension/build', file), path.join(folder, file));
  bundle('extension/src/content/main.ts', path.join(folder, 'content.js'));
  const browser = await launch({ extension: folder });
  const { context } = browser;
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  /** All journal records in their order; each mark is checked on the way. */
  async function records() {
    const stored = await worker.evaluate(() => chrome.storage.local.get(null));
    const latest = new Map();
    return Object.keys(stored)
      .filter((key) => key.startsWith('j/'))
      .sort()
      .map((key) => {
        const { b, m } = stored[key];
        const mark = createHmac('sha256', Buffer.from(SECRET, 'hex')).update(b).digest('hex').slice(0, 32);
        return { key, marked: m === mark, unmarked: m === '', size: b.length, ...JSON.parse(b) };
      })
      .map((record) => {
        // The time of an edit is cut to its second; its place in its document's count stays.
        const at = Math.max(record.wall, latest.get(record.document) ?? 0);
        latest.set(record.document, at);
        return { at, record };
      })
      .sort((a, b) => a.at - b.at)
      .map(({ record }) => record);
  }

  return {
    context,
    worker,
    wait,
    records,
    /** The events alone, of all records or of those with this name. */
    events: async (name) =>
      (await records()).map(({ event }) => event).filter((event) => !name || event.event === name),
    /** Says what is to be captured; `null` is nothing. */
    set: (capture) =>
      worker.evaluate(
        (value) => (value ? chrome.storage.local.set({ capture: value }) : chrome.storage.local.remove('capture')),
        capture,
      ),
    /** Empties the journal. */
    clear: () =>
      worker.evaluate(async () => {
        const keys = Object.keys(await chrome.storage.local.get(null));
        await chrome.storage.local.remove(keys.filter((key) => key.startsWith('j/')));
      }),
    /** How `hello` is answered from now on: `undefined` is a welcome. */
    answer: (refuse, slow = 0) => worker.evaluate((given) => Object.assign(globalThis, given), { refuse, slow }),
    /** What the page side told the worker besides the journal. */
    heard: () => worker.evaluate(() => globalThis.heard),
    /** Sends a message to the page side of every tab. */
    tell: (message) =>
      worker.evaluate(async (sent) => {
        for (const tab of await chrome.tabs.query({}))
          await chrome.tabs.sendMessage(tab.id, sent).catch(() => undefined);
      }, message),
    /** Waits until this many records with the event are there, and a moment longer for those that should not be. */
    async until(name, count = 1) {
      for (let tries = 0; tries < 100; tries++) {
        const found = (await records()).filter(({ event }) => event.event === name);
        if (found.length >= count) return found;
        await wait(50);
      }
      throw new Error(`no ${count} records of ${name}: ${JSON.stringify(await records(), null, 1)}`);
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Serves tests/e2e/pages on any host name; what is posted is answered with `posted.html`. */
export function servePages() {
  const folder = path.join(root, 'tests/e2e/pages');
  const server = http.createServer((request, response) => {
    const name = request.method === 'POST' ? '/posted.html' : new URL(request.url, 'http://x').pathname;
    try {
      const body = readFileSync(path.join(folder, path.basename(name)));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      done({ origin: (host) => `http://${host}.localhost:${port}`, close: () => server.close() });
    });
  });
}
