// What may happen to worker and browser while somebody works. Nothing that reached the journal may be lost, nothing may
// be written twice, and what is missing must be a gap.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chromium, long, until } from './lib/cdp.mjs';
import { servePages } from './lib/pages.mjs';
import { gaps, gestures, Recorder } from './lib/recorder.mjs';

let pages;
before(async () => {
  pages = await servePages();
});
after(() => pages.close());

/** A browser that records the pages' first origin, for one test. */
async function recording(work) {
  const browser = await Chromium.start();
  try {
    const recorder = new Recorder(browser);
    const session = await recorder.record([pages.origin()]);
    await work({ browser, recorder, session });
  } finally {
    await browser.close();
  }
}

/** No number of a document is there twice, and none is missing. */
function assertWhole(log) {
  const seen = new Map();
  for (const { body } of log) {
    if (body.type !== 'page') continue;
    const numbers = seen.get(body.document) ?? [];
    assert.ok(!numbers.includes(body.seq), `document ${body.document} has number ${body.seq} twice`);
    assert.ok(
      numbers.every((number) => number < body.seq),
      `document ${body.document}: ${body.seq} comes late`,
    );
    seen.set(body.document, [...numbers, body.seq]);
  }
  assert.deepEqual(gaps(log, 'sequence'), []);
}

test('a click that navigates at once is kept when the worker has slept for 35 seconds', async (t) => {
  await recording(async ({ browser, recorder, session }) => {
    // Each tab has a window of its own, so that all are in sight and all are clicked before the worker is up.
    const tabs = [];
    for (let at = 0; at < 20; at++)
      tabs.push(await browser.open(`${pages.origin()}/leave/${at * 100}`, { newWindow: true }));
    await recorder.leave();
    const places = await Promise.all(tabs.map((tab) => tab.middle('#next')));
    await sleep(35_000);
    assert.equal(await browser.worker(), undefined, 'the worker sleeps');
    let early = 0;
    let awake = false;
    const off = browser.on(({ method, params }) => {
      if (method === 'Target.targetCreated' && params.targetInfo.type === 'service_worker') awake = true;
    });
    await Promise.all(
      tabs.map(async (tab, at) => {
        const loaded = tab.loads(() => tab.clickAt(places[at]));
        if (!awake) early++;
        await loaded;
      }),
    );
    off();
    const log = await recorder.logged(session, 20);
    assert.equal(gestures(log).length, 20);
    assertWhole(log);
    t.diagnostic(`20 of 20 clicks kept; ${early} were sent before the worker was up`);
  });
});

test('a worker that is killed before every event loses none and doubles none', async (t) => {
  await recording(async ({ browser, recorder, session }) => {
    const leaving = await browser.open(`${pages.origin()}/leave/0`, { newWindow: true });
    const staying = await browser.open(`${pages.origin()}/stay`, { newWindow: true });
    const count = long ? 60 : 12;
    const expected = [];
    for (let at = 0; at < count; at++) {
      await browser.killWorker();
      if (at % 3 === 0) {
        await leaving.loads(() => leaving.click('#next'));
        expected.push('approve request');
      } else {
        const name = at % 3 === 1 ? 'approve' : 'save';
        await staying.click(`#${name}`);
        expected.push(name);
      }
    }
    const log = await recorder.logged(session, count);
    assert.deepEqual(gestures(log), expected);
    assertWhole(log);
    t.diagnostic(`${count} events, the worker killed before each: lost 0, doubled 0`);
  });
});

test('a worker that is killed while it drains loses none and doubles none', async () => {
  await recording(async ({ browser, recorder, session }) => {
    const page = await browser.open(`${pages.origin()}/stay`);
    const rounds = long ? 40 : 8;
    for (let at = 0; at < rounds; at++) {
      for (const id of ['approve', 'save', 'approve']) await page.click(`#${id}`);
      // Somewhere between the first look at the journal and the removal of the last key.
      await sleep(Math.random() * 60);
      await browser.killWorker();
    }
    const log = await recorder.logged(session, rounds * 3);
    assert.equal(gestures(log).length, rounds * 3);
    assertWhole(log);
    assert.deepEqual(
      Object.keys(await recorder.stored()).filter((key) => key.startsWith('j/')),
      [],
    );
  });
});

test('a browser that is killed keeps every journalled event and offers the session', async (t) => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-kill-'));
  let browser = await Chromium.start({ profile });
  let kept = 0;
  try {
    let recorder = new Recorder(browser);
    const session = await recorder.record([pages.origin()]);
    const rounds = long ? 10 : 2;
    for (let round = 1; round <= rounds; round++) {
      const journalled = await watchJournal(browser, recorder);
      const page = await browser.open(`${pages.origin()}/leave/0`);
      let alive = true;
      const clicking = (async () => {
        while (alive) await page.loads(() => page.click('#next'));
      })().catch(() => {});
      await sleep(500 + Math.random() * 1500);
      alive = false;
      await browser.kill();
      void clicking;
      const known = journalled();
      assert.ok(known.length > 0, 'something was journalled before the end');

      browser = await Chromium.start({ profile });
      recorder = new Recorder(browser);
      const view = await recorder.view();
      assert.equal(view.state, 'idle', 'nothing records by itself');
      assert.deepEqual(
        view.unfinished.map(({ id, state }) => [id, state]),
        [[session, 'interrupted']],
      );
      assert.deepEqual(await recorder.evaluate('chrome.scripting.getRegisteredContentScripts()'), []);
      const log = await recorder.log(session);
      const inLog = new Set(log.flatMap(({ body }) => (body.type === 'page' ? [`${body.seq} ${body.mono}`] : [])));
      for (const record of known) assert.ok(inLog.has(record), `round ${round}: ${record} is in the log`);
      assertWhole(log);
      assert.equal(gaps(log, 'browser_restarted').length, round);
      kept += known.length;
      await recorder.must({ do: 'resume', session });
      assert.equal((await recorder.view()).state, 'recording');
    }
    await recorder.must({ do: 'stop' });
    const { size } = await recorder.must({ do: 'export', session });
    assert.ok(size > 0);
    t.diagnostic(`killed ${rounds} times: ${kept} of ${kept} journalled events kept`);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a browser that is killed while paused sets the session aside', async () => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-kill-'));
  let browser = await Chromium.start({ profile });
  try {
    const recorder = new Recorder(browser);
    const session = await recorder.record([pages.origin()]);
    await recorder.must({ do: 'pause' });
    await browser.kill();
    browser = await Chromium.start({ profile });
    const { state, unfinished } = await new Recorder(browser).view();
    assert.equal(state, 'idle');
    assert.deepEqual(
      unfinished.map((one) => [one.id, one.state]),
      [[session, 'parked']],
    );
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a worker that dies on the way into a pause goes on in the open, and the silence is a gap', async () => {
  await recording(async ({ browser, recorder, session }) => {
    const page = await browser.open(`${pages.origin()}/stay`);
    await page.click('#approve');
    await recorder.logged(session, 1);
    await recorder.evaluate(
      `chrome.storage.local.get().then(({ capture }) => chrome.storage.local.set({ capture: { ...capture, paused: true } }))`,
    );
    await browser.killWorker();
    await page.click('#save');
    await until('the page to take part again', async () => {
      const log = await recorder.log(session);
      return gaps(log).length > 0 && log.at(-1).body.type === 'page';
    });
    await page.click('#save');
    const log = await recorder.logged(session, 2);
    assert.deepEqual(gestures(log), ['approve', 'save']);
    const [{ cause, since, wall }, ...more] = gaps(log);
    assert.deepEqual([cause, more], ['paused', []]);
    assert.ok(since <= wall);
    assert.equal((await recorder.view()).state, 'recording');
  });
});

test('a tab that crashes keeps what it wrote, and the crash is a gap', async () => {
  await recording(async ({ browser, recorder, session }) => {
    const other = await browser.open(`${pages.origin()}/stay`);
    const page = await browser.open(`${pages.origin()}/stay`);
    for (const id of ['approve', 'save', 'approve', 'save', 'approve']) await page.click(`#${id}`);
    void page.send('Page.crash').catch(() => {});
    await until('the crash', async () => {
      const tabs = await recorder.evaluate('chrome.tabs.query({ active: true })');
      return tabs.some(({ status }) => status === 'unloaded');
    });
    // The agent looks at the dead tab for a while, and then works in another one.
    await recorder.evaluate(
      `chrome.tabs.query({ status: 'unloaded' }).then(([tab]) => chrome.tabs.update(tab.id, { active: true }))`,
    );
    await other.front();
    const log = await until('the gap', async () => {
      const found = await recorder.logged(session, 5);
      return gaps(found, 'tab_crashed').length === 1 && found;
    });
    assert.deepEqual(gestures(log), ['approve', 'save', 'approve', 'save', 'approve']);
    assertWhole(log);
  });
});

test('an update waits for the end of the recording', async () => {
  await recording(async ({ browser, recorder, session }) => {
    await browser.inSettings('api.updateProfileConfiguration({ inDeveloperMode: true })');
    const before = await browser.worker();
    await browser.inWorker(`chrome.runtime.onUpdateAvailable.dispatch({ version: '9.9.9' })`);
    await recorder.must({ do: 'pause' });
    await recorder.must({ do: 'resume' });
    await sleep(1000);
    assert.equal((await browser.worker()).targetId, before.targetId, 'not while it records');
    // The reload takes the page that asked with it.
    recorder.ask({ do: 'stop' }).catch(() => {});
    await until('the update', async () => {
      const worker = await browser.worker();
      return worker && worker.targetId !== before.targetId;
    });
    const view = await new Recorder(browser).view();
    assert.deepEqual([view.state, view.session.id], ['stopped', session]);
  });
});

/** Collects what enters the journal, as a page of the extension hears of it. */
async function watchJournal(browser, recorder) {
  const page = await recorder.page();
  const records = [];
  browser.on(({ method, sessionId, params }) => {
    if (method !== 'Runtime.consoleAPICalled' || sessionId !== page.sessionId) return;
    const { seq, mono } = JSON.parse(params.args[0].value);
    records.push(`${seq} ${mono}`);
  });
  await page.evaluate(`chrome.storage.local.onChanged.addListener((changes) => {
    for (const [key, { newValue }] of Object.entries(changes)) if (key.startsWith('j/') && newValue) console.debug(newValue.b);
  })`);
  return () => records;
}

test('a reload of the extension goes on recording in pages that stayed open, with a gap', async () => {
  await recording(async ({ browser, recorder, session }) => {
    const page = await browser.open(`${pages.origin()}/stay`);
    await page.click('#approve');
    await recorder.logged(session, 1);
    await browser.reloadExtension();
    const again = new Recorder(browser);
    await until('the page to say that it is there again', async () => {
      const log = await again.log(session);
      return log.at(-1)?.body.type === 'page' && gaps(log, 'context_invalidated').length > 0;
    });
    await page.front();
    await page.click('#save');
    const log = await again.logged(session, 2);
    assert.deepEqual(gestures(log), ['approve', 'save']);
    assert.equal(gaps(log, 'context_invalidated').length, 1);
    assert.equal((await again.view()).state, 'recording');
  });
});
