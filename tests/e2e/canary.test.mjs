// Random secrets are typed in, shown on and put into the addresses of pages in every way that is known to leak. Afterwards no
// trace of one may be in the session file, in the extension's storage, or in what its folders hold on disk; and elsewhere in
// the browser's profile nothing that the browser does not leave there without the extension too.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { launch, managed } from './lib/browser.mjs';
import { canary, Scanner } from './lib/canary.mjs';
import { startDesk } from './lib/desk.mjs';
import { filesOf } from './lib/leveldb.mjs';
import { Panel } from './lib/panel.mjs';
import * as people from './lib/people.mjs';
import { serveLeaks, VECTORS } from './pages/leaks.mjs';

const secrets = VECTORS.map(canary);
const typed = { comment: canary(), reason: canary(), search: canary(), mail: canary(), subject: canary() };
const all = [...secrets, ...Object.values(typed)];

/** The work of the run: the same with and without the extension. */
async function work(context, desk, leaks) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.accept());
  for (const host of ['leaks-iam', 'leaks-tickets']) {
    await page.goto(`http://${host}.localhost:${leaks.port}/?code=${secrets[0]}#${secrets[1]}`);
    for (const [i, { act }] of VECTORS.entries()) await act(page, secrets[i]);
  }
  await people.signIn(page, desk, 'tickets', 'toni');
  const ticket = await people.requestAccess(page, desk, await firstOffer(page, desk), typed.reason);
  await people.signIn(page, desk, 'tickets', 'robin');
  await people.openTicket(page, desk, ticket);
  await people.comment(page, typed.comment, {
    name: `${typed.comment}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(typed.comment),
  });
  await page.goto(`${desk.origin('tickets')}/queue`);
  await page.getByLabel('Search tickets').fill(typed.search);
  await page.getByRole('button', { name: 'Search' }).click();
  await people.signIn(page, desk, 'mail', 'robin');
  await people.sendMail(page, 'toni', typed.subject, typed.mail);
  await page.close();
}

async function firstOffer(page, desk) {
  await page.goto(`${desk.origin('tickets')}/new`);
  return (await page.getByLabel('Access wanted').locator('option').nth(1).textContent()).trim();
}

/** Where in a profile secrets stand: `folder -> count`, the extension's own folders apart from the browser's. */
function traces(profile, id) {
  const scanner = new Scanner(all);
  const own = [];
  const browser = new Map();
  for (const { name, parts } of filesOf(profile)) {
    const found = parts.flatMap((part) => scanner.hits(part));
    if (found.length === 0) continue;
    if (id && name.includes(id)) own.push(`${name}: ${found.map((hit) => hit.encoding).join(', ')}`);
    else for (const hit of found) browser.set(`${place(name)} ${hit.secret}`, name);
  }
  return { own, browser };
}

/** In the panel: all that the extension's own storage holds, as text. */
async function everythingStored() {
  const stores = { local: await chrome.storage.local.get(null), session: await chrome.storage.session.get(null) };
  const settled = (request) =>
    new Promise((done, fail) =>
      Object.assign(request, { onsuccess: () => done(request.result), onerror: () => fail(request.error) }),
    );
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      stores[`${name}/${store}`] = await settled(database.transaction(store).objectStore(store).getAll());
    database.close();
  }
  const binary = (_, value) =>
    value instanceof Uint8Array
      ? new TextDecoder('latin1').decode(value)
      : value instanceof ArrayBuffer
        ? new TextDecoder('latin1').decode(new Uint8Array(value))
        : value;
  return JSON.stringify(stores, binary);
}

/**
 * Files of the browser are numbered anew in every run; what counts is which of its stores holds a secret. The sites that it
 * offers on a new tab it takes from its history, at a moment of its own choosing.
 */
const place = (name) =>
  name
    .replace('Top Sites', 'History')
    .split(path.sep)
    .slice(0, 2)
    .join('/')
    .replace(/-journal$|-wal$/, '')
    .replace(/\d+/g, '#');

/** A folder that is gone after the test. */
function temporary(t) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-canary-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Records the work with this build of the extension, and says what is left of it. */
async function recorded(t, extension, desk, leaks) {
  const profile = temporary(t);
  const browser = await launch({ extension, profile });
  try {
    const panel = await Panel.open(browser.context, browser.id);
    await panel.record();
    for (const [origin, kind] of [
      [`http://leaks-iam.localhost:${leaks.port}`, 'iam'],
      [`http://leaks-tickets.localhost:${leaks.port}`, 'ticketing'],
      [desk.origin('tickets'), 'ticketing'],
      [desk.origin('mail'), 'email'],
    ]) {
      const tab = await browser.context.newPage();
      await tab.goto(origin);
      await panel.allow(origin, { name: kind, kind });
      await tab.close();
    }
    await work(browser.context, desk, leaks);
    await panel.page.bringToFront();
    await panel.stop();
    const file = (await panel.export()).bytes;
    const stored = Buffer.from(await panel.page.evaluate(everythingStored));
    await browser.close();
    return { file, stored, ...traces(profile, browser.id) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

test('no secret that a page shows or a person types is anywhere in what Ledgerium keeps', async (t) => {
  const desk = await startDesk();
  const leaks = await serveLeaks(secrets);
  t.after(() => Promise.all([desk.stop(), leaks.close()]));
  const { file, stored, own, browser } = await recorded(t, managed, desk, leaks);

  const gestures = JSON.parse(file.toString()).log.filter((entry) => entry.body.event?.event === 'gesture').length;
  assert.ok(gestures >= VECTORS.length, `the run must be recorded to prove anything; ${gestures} gestures were`);
  const scanner = new Scanner(all);
  assert.deepEqual(scanner.hits(file), [], 'the session file');
  assert.deepEqual(scanner.hits(stored), [], "the extension's storage");
  assert.deepEqual(own, [], "the extension's folders on disk");

  const profile = temporary(t);
  const control = await launch({ extension: null, profile });
  await work(control.context, desk, leaks);
  await control.close();
  const { browser: usual } = traces(profile, null);
  const more = [...browser].filter(([key]) => !usual.has(key)).map(([key, name]) => `${name}: ${key}`);
  assert.deepEqual(more, [], 'the rest of the profile, beyond what the browser leaves without the extension');
  t.diagnostic(
    `${VECTORS.length} vectors on two kinds of system, ${all.length} secrets, ${gestures} gestures recorded`,
  );
});

/** Leaks planted in the page side; the second cleans up behind itself, so that only the disk still knows. */
const PLANTED = {
  'the title of the page in the storage': 'chrome.storage.local.set({ planted: document.title });',
  'the name of a clicked control, deleted again':
    "addEventListener('click', async (e) => { await chrome.storage.local.set({ planted: e.target.textContent }); await chrome.storage.local.remove('planted'); }, true);",
};

for (const [what, code] of Object.entries(PLANTED)) {
  test(`a planted leak is found: ${what}`, async (t) => {
    const desk = await startDesk();
    const leaks = await serveLeaks(secrets);
    t.after(() => Promise.all([desk.stop(), leaks.close()]));
    const leaky = temporary(t);
    cpSync(managed, leaky, { recursive: true });
    appendFileSync(path.join(leaky, 'extension/build/content.js'), `;${code}`);
    const { own } = await recorded(t, leaky, desk, leaks);
    assert.notDeepEqual(own, [], 'the scan of the disk must find the planted leak');
  });
}
