// A disk that is full, a recorder that traps, access that is withdrawn: recording stops or goes on in the open, and what
// was kept can always be had.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { store } from './lib/browser.mjs';
import { Chromium, packageUnderTest, until } from './lib/cdp.mjs';
import { servePages } from './lib/pages.mjs';
import { gaps, gestures, Recorder } from './lib/recorder.mjs';

let pages;
before(async () => {
  pages = await servePages();
});
after(() => pages.close());

/** A browser with one recorded page and one click in the log. */
async function recording(work, prepare = async () => {}, extension = packageUnderTest) {
  const browser = await Chromium.start({ extension });
  try {
    const recorder = new Recorder(browser);
    await recorder.page();
    await prepare({ browser, recorder });
    const session = await recorder.record([pages.origin()]);
    const page = await browser.open(`${pages.origin()}/stay`);
    await page.click('#approve');
    await recorder.logged(session, 1);
    // What the page says of itself after the click is not what a test waits for.
    let length = 0;
    await until('the page to be quiet', async () => {
      await sleep(600);
      const before = length;
      length = (await recorder.log(session)).length;
      return length === before;
    });
    await work({ browser, recorder, session, page });
  } finally {
    await browser.close();
  }
}

/** From now on the database takes nothing, as on a full disk. */
const fillDisk = `
  IDBObjectStore.prototype.added = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function () { throw new DOMException('no room', 'QuotaExceededError'); };
`;
const clearDisk = 'IDBObjectStore.prototype.add = IDBObjectStore.prototype.added;';

/** Waits until recording has stopped for all to see; says how long that took. */
async function stopped({ browser, recorder, page }) {
  const start = Date.now();
  const view = await until('the failure to show', async () => {
    const shown = await recorder.view();
    return shown.state === 'failed' && shown;
  });
  const took = Date.now() - start;
  assert.equal(view.failure.code, 'storage_full');
  await until('the badge', async () => (await recorder.evaluate('chrome.action.getBadgeText({})')) === '!');
  assert.deepEqual(await recorder.evaluate('chrome.scripting.getRegisteredContentScripts()'), []);
  assert.equal((await recorder.stored()).capture, undefined, 'no page writes any more');
  const waiting = async () =>
    Object.keys(await recorder.stored())
      .filter((key) => key.startsWith('j/'))
      .sort();
  const before = await waiting();
  assert.ok(before.length > 0, 'what the log did not take waits');
  await page.click('#save');
  await sleep(200);
  assert.deepEqual(await waiting(), before, 'and no more comes');
  assert.ok(await browser.worker());
  return took;
}

test('a full disk stops the recording in the open, and it goes on when there is room', async (t) => {
  await recording(async (all) => {
    const { browser, recorder, session, page } = all;
    await browser.inWorker(fillDisk);
    await page.click('#approve');
    const took = await stopped(all);
    assert.ok(took < 1000, `it took ${took} ms`);
    assert.equal((await recorder.ask({ do: 'resume' })).failure.code, 'storage_full', 'it does not pretend');
    assert.equal((await recorder.view()).state, 'failed');
    await browser.inWorker(clearDisk);
    await recorder.must({ do: 'resume' });
    let log = await recorder.logged(session, 2);
    assert.deepEqual(gestures(log), ['approve', 'approve'], 'what waited is in the log');
    assert.equal(gaps(log, 'storage_failed').length, 1);
    await until('the page to take part again', async () => (await recorder.log(session)).at(-1).body.type === 'page');
    await page.click('#save');
    log = await recorder.logged(session, 3);
    assert.equal((await recorder.view()).state, 'recording');
    t.diagnostic(`the failure showed after ${took} ms`);
  });
});

test('a disk that stays full does not keep back what was recorded', async () => {
  await recording(async (all) => {
    const { browser, recorder, session, page } = all;
    await browser.inWorker(`${fillDisk} IDBObjectStore.prototype.put = IDBObjectStore.prototype.add;`);
    await page.click('#approve');
    await stopped(all);
    const { size } = await recorder.must({ do: 'export', session });
    const file = JSON.parse(
      await recorder.evaluate(`chrome.storage.session.get().then((all) => all['file/${session}'].text)`),
    );
    assert.equal(Buffer.byteLength(JSON.stringify(file)), size);
    assert.deepEqual(gestures(file.log), ['approve']);
    assert.equal(file.log.at(-1).body.reason, 'recovered');
    assert.equal(gaps(file.log, 'storage_failed').length, 1);
    assert.ok(file.seal.signature);
  });
});

test('what waited while recording had failed is in the file that is made of it', async () => {
  await recording(async (all) => {
    const { browser, recorder, session, page } = all;
    await browser.inWorker(fillDisk);
    await page.click('#approve');
    await stopped(all);
    await browser.inWorker(clearDisk);
    await recorder.must({ do: 'export', session });
    const log = await recorder.log(session);
    assert.deepEqual(gestures(log), ['approve', 'approve']);
    assert.equal(gaps(log, 'storage_failed').length, 1);
    assert.equal(log.at(-1).body.type, 'finished');
    assert.deepEqual(await recorder.stored(), {});
  });
});

test('a failure that is dismissed leaves the session among the unfinished ones', async () => {
  await recording(async (all) => {
    const { browser, recorder, session, page } = all;
    await browser.inWorker(fillDisk);
    await page.click('#approve');
    await stopped(all);
    await browser.inWorker(clearDisk);
    await recorder.must({ do: 'dismiss_failure' });
    const view = await recorder.view();
    assert.equal(view.state, 'idle');
    assert.equal(view.failure, undefined);
    assert.deepEqual(
      view.unfinished.map(({ id, state }) => [id, state]),
      [[session, 'interrupted']],
    );
    await recorder.must({ do: 'resume', session });
    assert.deepEqual(gestures(await recorder.logged(session, 2)), ['approve', 'approve']);
  });
});

test('a page that cannot write to the journal stops the recording in the open', async () => {
  await recording(async ({ recorder, page }) => {
    const [world] = await page.worlds();
    await page.send('Runtime.evaluate', {
      expression: `chrome.storage.local.set = () => Promise.reject(new Error('quota exceeded'))`,
      contextId: world.id,
    });
    await page.click('#approve');
    await until('the failure to show', async () => (await recorder.view()).state === 'failed');
    assert.equal((await recorder.view()).failure.code, 'storage_full');
  });
});

test('a database that cannot be opened is said, not taken for an empty one', async () => {
  await recording(async ({ browser, recorder, page }) => {
    await browser.killWorker();
    await page.click('#save');
    await until('the worker', () => browser.worker());
    await browser.inWorker(`
      IDBDatabase.prototype.transaction = function () { throw new DOMException('Internal error opening backing store', 'UnknownError'); };
    `);
    const view = await recorder.view();
    assert.equal(view.state, 'failed');
    assert.equal(view.failure.code, 'storage_failed');
    assert.equal((await recorder.ask({ do: 'record' })).failure.code, 'storage_failed');
  });
});

test('a document that the worker cannot place just now is asked to come again', async () => {
  await recording(async ({ browser, recorder, session, page }) => {
    const [world] = await page.worlds();
    const hello = async (document) => {
      const message = JSON.stringify({ page: 'hello', document: document.repeat(32) });
      const { result } = await page.send('Runtime.evaluate', {
        expression: `chrome.runtime.sendMessage(${message})`,
        contextId: world.id,
        awaitPromise: true,
        returnByValue: true,
      });
      return result.value;
    };
    await browser.inWorker(`
      IDBObjectStore.prototype.putting = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function () { throw new DOMException('busy', 'UnknownError'); };
    `);
    const state = async () => (await recorder.view()).coverage.find(({ origin }) => origin === pages.origin()).state;
    assert.equal(await state(), 'covered');
    assert.deepEqual(await hello('a'), { again: true });
    assert.equal(await state(), 'silent', 'not seen until it is welcome');
    await browser.inWorker('IDBObjectStore.prototype.put = IDBObjectStore.prototype.putting;');
    assert.deepEqual(Object.keys(await hello('a')), ['secret']);
    assert.equal(await state(), 'covered');
    await recorder.must({ do: 'park' });
    assert.deepEqual(await hello('b'), { again: true }, 'the same session may go on');
    await recorder.must({ do: 'resume', session });
    assert.deepEqual(Object.keys(await hello('b')), ['secret']);
    assert.deepEqual(await hello('?'), {}, 'no document is named so');
  });
});

/** After its next answer the recorder finds its memory overwritten. */
const spoilMemory = `
  (() => {
    const decode = TextDecoder.prototype.decode;
    TextDecoder.prototype.decode = function (view, options) {
      const text = decode.call(this, view, options);
      if (view?.buffer.byteLength > 1_000_000) {
        TextDecoder.prototype.decode = decode;
        new Uint8Array(view.buffer).fill(0xff);
      }
      return text;
    };
  })()
`;

test('a recorder that traps is replaced, loses nothing, and says so', async () => {
  await recording(async ({ browser, recorder, session, page }) => {
    for (let round = 1; round <= 3; round++) {
      await browser.inWorker(spoilMemory);
      await page.click('#save');
      const log = await recorder.logged(session, 1 + round);
      assert.deepEqual(gestures(log), ['approve', ...Array(round).fill('save')]);
      assert.equal(gaps(log, 'core_trap').length, round);
      assert.deepEqual(gaps(log, 'sequence'), []);
    }
    assert.equal((await recorder.view()).state, 'recording');
    await recorder.must({ do: 'stop' });
  });
});

test('access that is withdrawn is a gap and shows', async () => {
  const extension = process.env.LEDGERIUM_EXTENSION_STORE ?? store;
  const host = `${pages.origin()}/*`;
  const grant = async ({ browser, recorder }) => {
    // What a person allowed in the settings is granted when it is asked for, without a question.
    await browser.inSettings(`api.addHostPermission(id, ${JSON.stringify(host)})`);
    await recorder.evaluate(`chrome.permissions.request({ origins: [${JSON.stringify(host)}] })`);
  };
  await recording(
    async ({ browser, recorder, session, page }) => {
      const removed = await browser.inSettings(
        `api.removeHostPermission(id, ${JSON.stringify(host)}).then(() => Date.now())`,
      );
      const log = await until('the gap', async () => {
        const found = await recorder.log(session);
        return gaps(found, 'permission_removed').length > 0 && found;
      });
      const took = gaps(log, 'permission_removed')[0].wall - removed;
      assert.ok(took < 1000, `it took ${took} ms`);
      const { coverage } = await recorder.view();
      assert.ok(coverage.every(({ state }) => state !== 'covered'));
      await page.front();
      await until('a sign on the tab', async () => {
        const [tab] = await recorder.evaluate('chrome.tabs.query({ active: true })');
        return (await recorder.evaluate(`chrome.action.getBadgeText({ tabId: ${tab.id} })`)) === '!';
      });
    },
    grant,
    extension,
  );
});
