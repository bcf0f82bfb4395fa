// Pages that forge, flood, clobber and throw, and pages full of secrets.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { captureOf, servePages, start } from './capture-harness.mjs';

let side;
let pages;
let origin;
let page;

before(async () => {
  [side, pages] = await Promise.all([start(), servePages()]);
  origin = pages.origin('desk');
});
after(async () => {
  await side?.close();
  pages?.close();
});
beforeEach(async () => {
  await page?.close();
  await side.set(captureOf([origin]));
  await side.clear();
  page = await side.context.newPage();
});

async function open(name) {
  await page.goto(`${origin}/${name}`);
  await side.until('view');
  await side.wait(300);
  await side.clear();
}

test('a hundred thousand forged clicks leave no record, and the next real one is written down', async () => {
  await open('flood.html');
  const took = await page.evaluate(() => forge(100_000));
  await side.wait(300);
  assert.deepEqual(await side.records(), []);
  assert.ok(took < 5000, `${took} ms`);
  await page.click('#real');
  const [{ event }] = await side.until('gesture');
  assert.deepEqual(event.control.name, ['approve']);
});

test('twenty thousand submits by a script are bounded, and those left out are counted', async () => {
  await open('flood.html');
  const count = 20_000;
  const flooding = page.evaluate((most) => flood(most), count);
  await flooding;
  await page.click('#real');
  await side.until('gesture');
  await side.wait(1500);
  const events = await side.events();
  const submits = events.filter(({ event }) => event === 'submit');
  const dropped = events.filter(({ event }) => event === 'dropped').reduce((sum, { count: each }) => sum + each, 0);
  assert.ok(events.length <= 300, `${events.length} records`);
  assert.equal(submits.length + dropped, count);
  assert.ok(submits.every(({ origin: by }) => by === 'unknown'));
  assert.equal(events.filter(({ event }) => event === 'gesture').length, 1);
});

test('one gesture explains one submit, whatever else the page sends', async () => {
  await open('flood.html');
  await page.evaluate(() => {
    document.getElementById('send').addEventListener('click', () => {
      for (let count = 0; count < 3; count++) form.requestSubmit();
    });
  });
  await page.click('#send');
  await side.until('submit', 4);
  assert.deepEqual(
    (await side.events('submit')).map(({ origin: by }) => by),
    ['gesture', 'unknown', 'unknown', 'unknown'],
  );
});

test('a page that puts its own elements where properties should be changes nothing, nor does one that throws', async () => {
  await open('hostile.html');
  // By place: the page has broken what a test's driver needs to look elements up.
  const middle = await page.evaluate(() =>
    ['[name=action]', '#send', '#inner'].map((selector) => {
      const { x, y, width, height } = Document.prototype.querySelector.call(document, selector).getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }),
  );
  await page.mouse.click(...middle[0]);
  await page.keyboard.type('canary4711');
  await page.mouse.click(...middle[1]);
  await page.mouse.click(...middle[2]);
  await side.until('gesture', 3);
  await side.until('submit');
  const events = await side.events();
  assert.deepEqual(
    events
      .filter(({ event }) => event === 'gesture')
      .map(({ control }) => [control.role, control.name, control.unreadable]),
    [
      ['textbox', undefined, undefined],
      ['submit', ['submit'], undefined],
      ['button', ['approve'], undefined],
    ],
  );
  assert.equal(events.find(({ event }) => event === 'submit').method, 'post');
  assert.equal(JSON.stringify(await side.records()).includes('canary'), false);
  assert.ok((await side.records()).every(({ wall }) => wall > 1e12));
  assert.deepEqual(await page.evaluate(() => window.errors), []);
});

test('storage that fails is reported, and what could not be written is written later', async () => {
  await open('flood.html');
  await side.worker.evaluate(() => chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }));
  for (let count = 0; count < 3; count++) await page.click('#real');
  await side.wait(500);
  assert.deepEqual(await side.records(), []);
  const told = (await side.heard()).filter(({ page: what }) => what === 'storage_failed');
  assert.ok(told.at(-1)?.waiting >= 3, JSON.stringify(told));
  await side.worker.evaluate(() =>
    chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' }),
  );
  const found = await side.until('gesture', 3);
  assert.ok(found.every(({ marked }) => marked));
});

test('ten thousand terms of a vocabulary do not slow a click down', async () => {
  const vocabulary = Array.from({ length: 10_000 }, (_, id) => [id, `grp app ${id} read`]);
  await side.set(captureOf([origin], { vocabulary }));
  await open('flood.html');
  await page.evaluate(() => {
    document.getElementById('real').textContent = 'Add grp-app-9876-read to grp-app-10001-read';
  });
  await page.click('#real');
  const [{ event, terms }] = await side.until('gesture');
  assert.deepEqual(event.control.name, ['add', 0, 'to', null]);
  assert.deepEqual(terms, [9876]);
});

/** One and the same work on a page full of this secret. */
async function work(secret) {
  await side.clear();
  await page.goto(`${origin}/secrets.html#${encodeURIComponent(secret)}`);
  await side.until('view');
  await side.wait(400);
  await page.click('#text');
  await page.keyboard[secret.length > 20 ? 'insertText' : 'type'](secret);
  await page.click('#password');
  await page.keyboard[secret.length > 20 ? 'insertText' : 'type'](secret);
  await page.click('#reveal');
  await side.wait(600);
  await page.click('#password');
  await page.keyboard[secret.length > 20 ? 'insertText' : 'type'](secret);
  await page.click('#area');
  await page.keyboard[secret.length > 20 ? 'insertText' : 'type'](secret);
  await page.click('#editor');
  await page.keyboard[secret.length > 20 ? 'insertText' : 'type'](secret);
  await page.click('#editor');
  await page.click('#grant');
  await page.click('#cell');
  await page.click('tr button');
  await side.wait(400);
  await page.click('#save');
  await page.waitForLoadState();
  await side.until('view', 2);
  await side.wait(400);
  return side.records();
}

const SECRETS = [
  'zq7',
  'xkcdhunter2',
  'jane.roe+x@corp.example',
  'eyJhbGciOiJIUzI1NiJ9.e30.abc',
  `zx${'qv'.repeat(150)}`,
  '+49 170 1234567',
  'DE89 3704 0044 0532 0130 00',
];

test('no secret reaches the journal, in any spelling', async () => {
  for (const secret of SECRETS) {
    const journal = JSON.stringify(await work(secret)).toLowerCase();
    const spellings = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
      [...secret].reverse().join(''),
    ];
    for (const spelling of spellings)
      assert.equal(journal.includes(spelling.toLowerCase()), false, `${secret} as ${spelling}`);
    for (let at = 0; at + 6 <= secret.length; at++) {
      const part = secret.slice(at, at + 6).toLowerCase();
      assert.equal(/[a-z]{3}/.test(part) && journal.includes(part), false, `${part} of ${secret}`);
    }
  }
});

test('two secrets of different lengths leave the same journal but for tags and times', async () => {
  const shape = (records) =>
    records.map(({ event, terms, tags, frame }) =>
      JSON.stringify({ event, terms, tags: tags?.map((forms) => forms.length), frame }),
    );
  const one = shape(await work('zq7'));
  const other = shape(await work(`zx${'qv'.repeat(150)}`));
  assert.deepEqual(other, one);
  assert.ok(
    one.some((line) => line.includes('["grant","access","to",null]')),
    one.join('\n'),
  );
});
