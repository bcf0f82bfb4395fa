// The recorder's states as the worker keeps them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './lib/cdp.mjs';
import { covered, oneBrowser } from './lib/one-browser.mjs';
import { gaps, gestures } from './lib/recorder.mjs';

let pages;
let browser;
let recorder;
let page;
oneBrowser((all) => {
  ({ pages, browser, recorder, page } = all);
});

test('with no recording there is no script in any page', async () => {
  assert.deepEqual(await page.worlds(), []);
  assert.deepEqual(await recorder.evaluate('chrome.scripting.getRegisteredContentScripts()'), []);

  await recorder.record([pages.origin()]);
  await covered(recorder, page);
  const [world] = await page.worlds();
  assert.ok((await page.listeners(world)) > 0);
  await recorder.must({ do: 'stop' });
  await page.goto(`${pages.origin()}/stay`);
  // The browser keeps the world of a tab's earlier page, empty; a tab that never had one gets none.
  for (const world of await page.worlds()) assert.equal(await page.listeners(world), 0);
  const fresh = await browser.open(`${pages.origin()}/stay`);
  assert.deepEqual(await fresh.worlds(), []);
  await fresh.close();
  assert.deepEqual(await recorder.evaluate('chrome.scripting.getRegisteredContentScripts()'), []);
  assert.deepEqual(await recorder.stored(), {});
});

test('a page that was open before the recording is recorded', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await page.click('#approve');
  const log = await recorder.logged(session, 1);
  assert.deepEqual(gestures(log), ['approve']);
});

test('a page that stays open belongs to the next recording as a document of its own', async () => {
  const first = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(first, 1);
  await recorder.must({ do: 'stop' });
  const second = (await recorder.must({ do: 'record' })).session;
  await until('the page to take part again', async () =>
    (await recorder.log(second)).some(({ body }) => body.type === 'page'),
  );
  await page.click('#save');
  const log = await recorder.logged(second, 1);
  assert.deepEqual(gestures(log), ['save']);
  assert.deepEqual(gaps(log), []);
  assert.deepEqual(gestures(await recorder.log(first)), ['approve']);
});

test('while paused nothing is written', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await recorder.must({ do: 'pause' });
  assert.equal((await recorder.view()).state, 'paused');
  const before = (await recorder.log(session)).length;
  await recorder.evaluate(
    `globalThis.changes = []; chrome.storage.onChanged.addListener((changes) => globalThis.changes.push(...Object.keys(changes)))`,
  );
  const bytes = await recorder.evaluate('chrome.storage.local.getBytesInUse()');
  for (const id of ['approve', 'save', 'approve']) await page.click(`#${id}`);
  await page.goto(`${pages.origin()}/leave/1`);
  await page.loads(() => page.click('#next'));
  await page.goto(`${pages.origin()}/stay`);
  await sleep(300);
  assert.deepEqual(await recorder.evaluate('globalThis.changes'), []);
  assert.equal(await recorder.evaluate('chrome.storage.local.getBytesInUse()'), bytes);
  assert.equal((await recorder.log(session)).length, before);

  await recorder.must({ do: 'resume' });
  await until('the page to take part again', async () => (await recorder.log(session)).at(-1).body.type === 'page');
  await page.click('#save');
  const log = await recorder.logged(session, 2);
  assert.deepEqual(gestures(log), ['approve', 'save']);
  assert.deepEqual(
    log.filter(({ body }) => body.type === 'paused' || body.type === 'resumed').map(({ body }) => body.type),
    ['paused', 'resumed'],
  );
});

test('where the agent is during a pause is nobody’s business', async () => {
  const session = await recorder.record([pages.origin()]);
  await page.front();
  await covered(recorder, page);
  await recorder.must({ do: 'pause' });
  const elsewhere = await browser.open(`${pages.origin('private')}/stay`);
  await elsewhere.front();
  await sleep(1500);
  assert.deepEqual(await recorder.evaluate(`chrome.storage.session.get('away')`), {});
  await recorder.evaluate(`chrome.storage.session.set({ away: { since: 1, cause: 'elsewhere' } })`);
  await recorder.must({ do: 'resume' });
  await page.front();
  await until('the page to take part again', async () => (await recorder.log(session)).at(-1).body.type === 'page');
  await page.click('#save');
  assert.ok(gaps(await recorder.logged(session, 1)).every(({ since }) => since > 1));
  await elsewhere.close();
});

test('a recording is set aside and gone on with', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await recorder.must({ do: 'park' });
  const view = await recorder.view();
  assert.equal(view.state, 'idle');
  assert.deepEqual(
    view.unfinished.map(({ id, state }) => [id, state]),
    [[session, 'parked']],
  );
  await page.click('#approve');
  await sleep(200);
  await recorder.must({ do: 'resume', session });
  assert.equal((await recorder.view()).state, 'recording');
  await until('the page to take part again', async () => (await recorder.log(session)).at(-1).body.type === 'page');
  await page.click('#save');
  assert.deepEqual(gestures(await recorder.logged(session, 2)), ['approve', 'save']);
});

test('tickets that alternate give a recording each', async () => {
  const first = await recorder.record([pages.origin()], { ticket: '101' });
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(first, 1);
  await recorder.must({ do: 'switch_ticket', ticket: '102' });
  const second = (await recorder.view()).session;
  assert.notEqual(second.id, first);
  assert.equal(second.ticket, '102');
  await until('the page to take part', async () => (await recorder.log(second.id)).at(-1).body.type === 'page');
  await page.click('#save');
  await recorder.logged(second.id, 1);
  await recorder.must({ do: 'switch_ticket', ticket: '101' });
  assert.equal((await recorder.view()).session.id, first);
  await until('the page to take part again', async () => (await recorder.log(first)).at(-1).body.type === 'page');
  await page.click('#save');
  assert.deepEqual(gestures(await recorder.logged(first, 2)), ['approve', 'save']);
  assert.deepEqual(gestures(await recorder.log(second.id)), ['save']);
  assert.deepEqual(
    (await recorder.view()).unfinished.map(({ ticket }) => ticket),
    ['102'],
  );
});

test('of two starts at once one begins', async () => {
  await recorder.must({ do: 'allow_system', system: { origin: pages.origin(), kind: 'ticketing', name: 'Tickets' } });
  const replies = await recorder.evaluate(
    `Promise.all([1, 2, 3].map(() => chrome.runtime.sendMessage({ do: 'record' })))`,
  );
  assert.deepEqual(replies.map(({ ok }) => ok).sort(), [false, false, true]);
  assert.deepEqual(
    replies.flatMap(({ failure }) => failure?.code ?? []),
    ['already_recording', 'already_recording'],
  );
  assert.equal((await recorder.must({ do: 'library' })).length, 1);
});

test('two windows are one recording', async () => {
  const session = await recorder.record([pages.origin(), pages.origin('access')]);
  const other = await browser.open(`${pages.origin('access')}/stay`, { newWindow: true });
  await covered(recorder, page);
  await covered(recorder, other);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await other.click('#save');
  const log = await recorder.logged(session, 2);
  assert.deepEqual(gestures(log), ['approve', 'save']);
  const tabs = new Set(
    log.flatMap(({ body }) => (body.type === 'page' && body.event.event === 'gesture' ? [body.tab] : [])),
  );
  assert.equal(tabs.size, 2);
  await other.close();
});

test('what cannot be done now is refused and changes nothing', async () => {
  for (const command of ['pause', 'park', 'stop', 'undo', 'discard']) {
    const reply = await recorder.ask({ do: command });
    assert.equal(reply.failure?.code, 'no_session', command);
  }
  assert.equal((await recorder.ask({ do: 'resume' })).failure.code, 'no_session');
  assert.equal((await recorder.ask({ do: 'resume', session: 'none' })).failure.code, 'not_found');
  assert.equal((await recorder.ask({ do: 'jump' })).failure.code, 'bad_input');
  const session = await recorder.record([pages.origin()]);
  await recorder.must({ do: 'stop' });
  const before = await recorder.log(session);
  for (const command of ['pause', 'park', 'stop'])
    assert.equal((await recorder.ask({ do: command })).failure?.code, 'wrong_state', command);
  assert.equal((await recorder.ask({ do: 'set_ticket', ticket: 'not a ticket' })).failure?.code, 'bad_input');
  assert.deepEqual(await recorder.log(session), before);
});

test('an absence is one gap without a word of where it was', async () => {
  const session = await recorder.record([pages.origin()]);
  await page.front();
  await covered(recorder, page);
  const elsewhere = await browser.open(`${pages.origin('private')}/stay`);
  await elsewhere.front();
  await elsewhere.click('#approve');
  await elsewhere.goto(`${pages.origin('bank')}/stay`);
  await sleep(1500);
  await page.front();
  const log = await until('the gap', async () => {
    const found = await recorder.log(session);
    return gaps(found, 'elsewhere').length > 0 && found;
  });
  assert.equal(gaps(log, 'elsewhere').length, 1);
  const [{ since, wall }] = gaps(log, 'elsewhere');
  assert.ok(wall - since >= 1000);
  assert.deepEqual(gestures(log), []);
  assert.doesNotMatch(JSON.stringify(log), /private|bank/);
  await elsewhere.close();
});

test('a sealed file is checked, and an altered one refused', async () => {
  const session = await recorder.record([pages.origin()], { ticket: '4711' });
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await recorder.must({ do: 'stop' });
  const { name, size, sha256 } = await recorder.must({ do: 'export', session });
  assert.match(name, /^ledgerium-4711-\d{8}T\d{6}Z\.session\.json$/);
  const text = await recorder.file(session);
  assert.equal(Buffer.byteLength(text), size);
  assert.deepEqual(await recorder.must({ do: 'export', session }), { name, size, sha256 }, 'sealed once');
  assert.equal((await recorder.view()).state, 'idle');
  assert.deepEqual(await recorder.rows('keys'), []);
  assert.deepEqual(await recorder.rows('private'), []);
  assert.deepEqual(await recorder.rows('documents'), []);
  assert.ok((await recorder.rows('sessions')).every((row) => !row.caseKey));

  const refused = async (changed) =>
    (await recorder.ask({ do: 'import', name: 'a.json', text: changed })).failure?.code;
  assert.equal(await refused(text), 'already_there');
  await recorder.must({ do: 'discard', session });
  assert.equal(await refused(text.replace('"approve"', '"reject"')), 'bad_file');
  assert.equal(await refused(text.slice(0, -10)), 'bad_file');
  assert.equal(await refused(`${text} `), 'bad_file');
  assert.equal(await refused('['.repeat(100_000)), 'bad_file');
  assert.equal(await refused(text.replace('"version":1', '"version":2')), 'bad_file');
  const at = text.indexOf('"signature":"') + 20;
  assert.equal(await refused(text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)), 'bad_file');
  await recorder.must({ do: 'import', name: 'a.json', text });
  const [imported] = await recorder.must({ do: 'library' });
  assert.equal(imported.state, 'imported');
  assert.deepEqual(gestures(await recorder.log(imported.id)), ['approve']);
  assert.equal(await recorder.file(session), text);
});

test('a recording that is exported while it runs goes on as a supplement', async () => {
  const session = await recorder.record([pages.origin()], { ticket: '4711' });
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await recorder.must({ do: 'export', session });
  const first = JSON.parse(await recorder.file(session));
  assert.equal(first.log.at(-1).body.reason, 'continued');
  const { state, session: next } = await recorder.view();
  assert.equal(state, 'recording');
  assert.equal(next.ticket, '4711');
  const [genesis] = await recorder.log(next.id);
  assert.deepEqual(genesis.body.continues, { session, root: first.log.at(-1).body.root });
  await until('the page to take part', async () => (await recorder.log(next.id)).at(-1).body.type === 'page');
  await page.click('#save');
  assert.deepEqual(gestures(await recorder.logged(next.id, 1)), ['save']);
});

test('a recording that is thrown away leaves nothing', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await recorder.must({ do: 'discard' });
  for (const store of ['sessions', 'lines', 'private', 'keys', 'documents', 'files'])
    assert.deepEqual(await recorder.rows(store), [], store);
  assert.deepEqual(await recorder.stored(), {});
  assert.equal((await recorder.view()).state, 'idle');
});

test('what a page wrote before it heard of the end is in the log', async () => {
  for (const end of ['stop', 'export']) {
    const session = await recorder.record([pages.origin()]);
    await page.front();
    await until('the page to take part', async () => (await recorder.log(session)).at(-1).body.type === 'page');
    const { x, y } = await page.middle('#approve');
    // The page is busy: the click waits, and so does the word of the end.
    const busy = page.evaluate('{ const end = performance.now() + 200; while (performance.now() < end); }');
    const mouse = { x, y, button: 'left', clickCount: 1 };
    const clicked = ['mousePressed', 'mouseReleased'].map((type) =>
      page.send('Input.dispatchMouseEvent', { type, ...mouse }),
    );
    await recorder.must({ do: end, session });
    await Promise.all([busy, ...clicked]);
    assert.deepEqual(gestures(await recorder.log(session)), ['approve'], end);
  }
});

test('what was written for a recording that is gone never enters the next', async () => {
  await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await fail();
  const document = 'ab'.repeat(16);
  const control = { role: 'button', name: ['approve'] };
  const event = { event: 'gesture', by: 'pointer', control };
  const record = { v: 1, document, seq: 1, wall: Date.now(), mono: 5000, origin: pages.origin(), frame: 'top', event };
  const journal = { [`j/${document}/00000001`]: { b: JSON.stringify(record), m: '' } };
  const write = () => recorder.evaluate(`chrome.storage.local.set(${JSON.stringify(journal)})`);
  await write();
  await recorder.must({ do: 'discard' });
  assert.deepEqual(await recorder.stored(), {});
  // A worker that is not there when it is written does not hear of it either.
  await browser.killWorker();
  await write();
  const { session } = await recorder.must({ do: 'record' });
  await until('the page to take part', async () => (await recorder.log(session)).at(-1).body.type === 'page');
  await page.click('#save');
  assert.deepEqual(gestures(await recorder.logged(session, 1)), ['save']);
});

test('nothing starts a recording that failed but the agent', async () => {
  const silent = async () => {
    assert.deepEqual(await recorder.evaluate('chrome.scripting.getRegisteredContentScripts()'), []);
    assert.equal((await recorder.stored()).capture, undefined);
  };
  await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await fail();
  await silent();
  const system = { origin: pages.origin(), kind: 'iam', name: 'Again' };
  await recorder.must({ do: 'allow_system', system });
  await silent();
  await recorder.evaluate('chrome.storage.local.set({ capture: {} })');
  await recorder.must({ do: 'dismiss_failure' });
  assert.equal((await recorder.view()).state, 'idle');
  await silent();
});

/** Lets the recording fail, as a page does that cannot write. */
async function fail() {
  await recorder.evaluate(`chrome.runtime.sendMessage({ page: 'storage_failed', waiting: 1 })`);
  await until('the failure to show', async () => (await recorder.view()).state === 'failed');
}
