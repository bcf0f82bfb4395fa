// What nobody should send: values that are no records, marks that are not the document's, a storage area full of rubbish.
// Each is refused and counted, and what comes after it is recorded.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chromium, until } from './lib/cdp.mjs';
import { servePages } from './lib/pages.mjs';
import { gaps, gestures, Recorder } from './lib/recorder.mjs';

let pages;
let browser;
let recorder;
let page;
let session;

before(async () => {
  pages = await servePages();
  browser = await Chromium.start();
  recorder = new Recorder(browser);
});
beforeEach(async () => {
  if ((await recorder.view()).session) await recorder.must({ do: 'discard' });
  await page?.close();
  session = await recorder.record([pages.origin()]);
  page = await browser.open(`${pages.origin()}/stay`);
  // Until the first record with a mark the document may write before it knows its secret.
  await until('a record with a mark', async () =>
    (await recorder.log(session)).some(({ body }) => body.type === 'page' && !body.unconfirmed),
  );
  await page.click('#approve');
  await recorder.logged(session, 1);
});
after(async () => {
  await browser.close();
  await pages.close();
});

const put = (values) => recorder.evaluate(`chrome.storage.local.set(${JSON.stringify(values)})`);

const drained = () =>
  until('the journal to be empty', async () =>
    Object.keys(await recorder.stored()).every((key) => !key.startsWith('j/')),
  );

const refused = async () => (await recorder.view()).session.refused;

/** The document of the page, its last number, and a record that it could have written. */
async function known() {
  const { document } = (await recorder.rows('documents')).at(-1);
  const last = (await recorder.log(session)).filter(({ body }) => body.type === 'page').at(-1);
  const record = {
    v: 1,
    document,
    seq: last.body.seq + 1,
    wall: Date.now(),
    mono: last.body.mono + 1000,
    frame: 'top',
    event: { event: 'gesture', by: 'pointer', control: { role: 'button', name: ['approve'] } },
  };
  return { document, record, key: (seq) => `j/${document}/${String(seq).padStart(8, '0')}` };
}

test('a record with a wrong mark is refused and counted', async () => {
  const { record, key } = await known();
  await put({ [key(record.seq)]: { b: JSON.stringify(record), m: '0'.repeat(32) } });
  await drained();
  const log = await recorder.log(session);
  assert.deepEqual(gestures(log), ['approve'], 'it is not in the log');
  assert.deepEqual(
    gaps(log, 'bad_mark').map(({ count }) => count),
    [1],
  );
  assert.equal(await refused(), 1);
});

test('a record without a mark is refused once the document has one', async () => {
  const { record, key } = await known();
  await put({ [key(record.seq)]: { b: JSON.stringify(record), m: '' } });
  await drained();
  const log = await recorder.log(session);
  assert.deepEqual(gestures(log), ['approve']);
  assert.deepEqual(
    gaps(log, 'bad_mark').map(({ count }) => count),
    [1],
  );
});

test('fifty hostile values are refused, each counted, and the next click is recorded', async () => {
  const stranger = 'f'.repeat(32);
  const at = (n, document = stranger) => `j/${document}/${String(n).padStart(8, '0')}`;
  const good = {
    v: 1,
    document: stranger,
    seq: 1,
    wall: Date.now(),
    mono: 1,
    origin: pages.origin(),
    frame: 'top',
    event: { event: 'gesture', by: 'pointer', control: { role: 'button' } },
  };
  const body = (changes) => ({ b: JSON.stringify({ ...good, ...changes }), m: '' });
  const event = (changes) => body({ event: { ...good.event, ...changes } });
  const values = [
    // No value of the journal at all.
    null,
    0,
    'text',
    [],
    {},
    [[]],
    { b: 1, m: '' },
    { b: '{}' },
    { m: '' },
    { b: null, m: null },
    // No JSON, or none of ours.
    { b: '', m: '' },
    { b: '{', m: '' },
    { b: '[]', m: '' },
    { b: '"x"', m: '' },
    { b: 'null', m: '' },
    { b: '['.repeat(10_000), m: '' },
    { b: `{"v":1,"v":1}`, m: '' },
    { b: `{"__proto__":{"polluted":true}}`, m: '' },
    { b: '\ud800', m: '' },
    { b: JSON.stringify({ text: 'x'.repeat(100_000) }), m: '' },
    // Wrong numbers.
    body({ v: 2 }),
    body({ v: -1 }),
    body({ seq: -1 }),
    body({ seq: 0 }),
    body({ seq: 1e30 }),
    body({ seq: 1.5 }),
    body({ seq: '1' }),
    body({ wall: -1 }),
    body({ wall: 1e300 }),
    body({ mono: null }),
    // Another's name or place.
    body({ document: 'e'.repeat(32) }),
    body({ document: 'short' }),
    body({ document: { toString: 1 } }),
    body({ origin: 'https://evil.example' }),
    body({ origin: 'null' }),
    body({ origin: 7 }),
    body({ frame: 'sideways' }),
    // Fields that carry text.
    body({ title: 'Jane Roe' }),
    body({ secret: 'Jane Roe' }),
    event({ text: 'Jane Roe' }),
    event({ by: 'Jane Roe' }),
    event({ control: { role: 'button', name: 'Jane Roe' } }),
    event({ control: { role: 'button', name: ['jane', 'roe'] } }),
    event({ control: { role: 'button', name: ['approve', 'X1'] } }),
    event({ control: { role: 'Jane' } }),
    event({ control: { role: 'button', name: [99] } }),
    event({ event: 'invented' }),
    body({ event: null }),
    body({ event: { event: 'person', role: 'subject', person: { person: 7 } } }),
    body({ tags: [['Jane Roe']] }),
  ];
  assert.equal(values.length, 50);
  await put(Object.fromEntries(values.map((value, n) => [at(n + 1), value])));
  await drained();
  const log = await recorder.log(session);
  assert.deepEqual(gestures(log), ['approve']);
  assert.doesNotMatch(JSON.stringify(log), /jane|roe|evil/i);
  assert.equal(await refused(), 50);
  assert.equal(await browser.inWorker('({}).polluted'), undefined);
  assert.equal((await recorder.view()).state, 'recording');
  await page.front();
  await page.click('#save');
  assert.deepEqual(gestures(await recorder.logged(session, 2)), ['approve', 'save']);
});

test('keys that look like the journal are counted and cleared away', async () => {
  await put({ 'j/': 1, 'j/x/1': 1, 'j/../../x': 1, [`j/${'g'.repeat(32)}/00000001`]: 1, [`j/${'a'.repeat(32)}/1`]: 1 });
  await drained();
  assert.equal(await refused(), 5);
});

/** The record with the mark of its document, as a page could write it whose script world was taken over. */
const marked = (record) =>
  browser.inWorker(`(async () => {
    const db = await new Promise((resolve) => { const o = indexedDB.open('ledgerium'); o.onsuccess = () => resolve(o.result); });
    const row = await new Promise((resolve) => {
      const asked = db.transaction('documents').objectStore('documents').get(${JSON.stringify(record.document)});
      asked.onsuccess = () => resolve(asked.result);
    });
    db.close();
    const bytes = Uint8Array.from(row.secret.match(/../g), (pair) => parseInt(pair, 16));
    const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const b = ${JSON.stringify(JSON.stringify(record))};
    const mark = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(b))).slice(0, 16);
    return { b, m: Array.from(mark, (byte) => byte.toString(16).padStart(2, '0')).join('') };
  })()`);

test('a record that comes again is in the log once', async () => {
  const { record, key } = await known();
  const value = await marked(record);
  for (let times = 0; times < 3; times++) {
    await put({ [key(record.seq)]: value });
    await drained();
    await browser.killWorker();
  }
  const log = await recorder.log(session);
  assert.deepEqual(gestures(log), ['approve', 'approve'], 'the click, and the record once');
  assert.equal(await refused(), 0);
});

test('a page that says that it was pointed at states nothing for the agent', async () => {
  const { record, key } = await known();
  await put({ [key(record.seq)]: await marked({ ...record, event: { event: 'pointed', words: ['approved'] } }) });
  await drained();
  const log = await recorder.log(session);
  assert.ok(log.some(({ body }) => body.type === 'page' && body.event.event === 'pointed'));
  assert.ok(log.every(({ body }) => body.type !== 'authored'));
  assert.equal((await recorder.view()).state, 'recording');
});

test('pages of web sites cannot give commands', async () => {
  const [world] = await page.worlds();
  const asked = async (message) => {
    const { result } = await page.send('Runtime.evaluate', {
      expression: `Promise.race([chrome.runtime.sendMessage(${JSON.stringify(message)}), new Promise((done) => setTimeout(done, 300))])`,
      contextId: world.id,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
  assert.equal(await asked({ do: 'stop' }), undefined);
  assert.equal(await asked({ do: 'vocabulary' }), undefined);
  assert.deepEqual(await asked({ page: 'hello', document: 'not hex' }), {});
  await sleep(100);
  assert.equal((await recorder.view()).state, 'recording');
});
