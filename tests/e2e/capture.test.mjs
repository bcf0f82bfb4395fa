// What a person does on a page, as the page side writes it down.
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
  page = await side.context.newPage();
});
after(async () => {
  await side?.close();
  pages?.close();
});
beforeEach(async () => {
  await side.set(captureOf([origin, pages.origin('member')]));
  await side.clear();
});

async function open(name, where = origin) {
  await page.goto(`${where}/${name}`);
  await side.until('view');
  await side.wait(300);
  await side.clear();
}

const gestures = async () => (await side.events('gesture')).map(({ by, control }) => [by, control.role, control.name]);

test('each record is marked, numbered without a hole, and small', async () => {
  await open('gestures.html');
  for (let count = 0; count < 5; count++) await page.click('#icon');
  const records = await side.until('gesture', 5);
  assert.ok(records.every(({ marked, size }) => marked && size < 4096));
  const numbers = (await side.records()).map(({ seq }) => seq);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => numbers[0] + index),
  );
  assert.ok(
    records.every(
      ({ v, frame, wall, mono, origin: said }) => v === 1 && frame === 'top' && wall > 1e12 && mono > 0 && !said,
    ),
  );
});

test('a click on a label is one gesture, on what it labels, and so is each of two quick clicks', async () => {
  await open('gestures.html');
  await page.click('#label', { position: { x: 60, y: 8 } });
  await side.until('choice');
  await side.wait(200);
  assert.deepEqual(await gestures(), [['pointer', 'checkbox', ['enable', 'account']]]);
  assert.deepEqual(
    (await side.events('choice')).map(({ choice }) => choice),
    [{ did: 'on' }],
  );
  await side.clear();
  await page.dblclick('#icon');
  await side.until('gesture', 3);
  assert.deepEqual(
    (await gestures()).map(([by]) => by),
    ['pointer', 'pointer', 'double'],
  );
});

test('Enter in a form is one gesture on its button and one submit', async () => {
  await open('gestures.html');
  await page.fill('#name', 'Jane Roe');
  await page.press('#name', 'Enter');
  await side.until('submit');
  await side.wait(200);
  assert.deepEqual(await gestures(), [['keyboard', 'submit', ['save']]]);
  const [submit, ...more] = await side.events('submit');
  assert.equal(more.length, 0);
  assert.equal(submit.origin, 'gesture');
  assert.equal(submit.method, 'post');
  assert.deepEqual(submit.control.name, ['save']);
  assert.deepEqual(submit.control.within, [{ kind: 'section', name: ['group', 'members'] }]);
});

test('Enter in a form without a button is a submit that nobody can tell from one by a script', async () => {
  await open('gestures.html');
  await page.press('#query', 'Enter');
  const [{ event }] = await side.until('submit');
  assert.equal(event.origin, 'unknown');
  assert.equal(event.method, 'get');
  assert.deepEqual(await gestures(), []);
});

test('Space on a button is one gesture by keyboard', async () => {
  await open('gestures.html');
  await page.focus('#icon');
  await page.keyboard.press('Space');
  await side.until('gesture');
  assert.deepEqual(await gestures(), [['keyboard', 'button', ['remove']]]);
});

test('a choice says what was chosen in published words, and of typing only that it was', async () => {
  await open('gestures.html');
  await page.locator('#role').selectOption('Jane Roe');
  await page.fill('#name', 'Jane Roe');
  await page.press('#name', 'Tab');
  await page.setInputFiles('#file', { name: 'jane-roe.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
  await side.wait(300);
  const records = (await side.records()).filter(({ event }) => event.event === 'choice');
  // What the test's driver sets in a list or a file field is set by script; what it types is typed.
  assert.deepEqual(
    records.map(({ event }) => [event.control.role, event.control.name, event.choice.did]),
    [['textbox', ['name'], 'edited']],
  );
  assert.equal(records[0].wall % 1000, 0);
});

test('a choice made with keys is written down whole', async () => {
  await open('gestures.html');
  await page.focus('#role');
  await page.keyboard.press('ArrowDown');
  await side.until('choice');
  await page.keyboard.press('ArrowDown');
  const [first, second] = (await side.until('choice', 2)).map(({ event }) => event.choice);
  assert.deepEqual(first.items, [['owner']]);
  assert.deepEqual(second.items, [[null]]);
  assert.equal(second.things.length, 1);
});

test('what vanishes at the press is still named', async () => {
  await open('gestures.html');
  const { x, y } = await page.locator('#vanish').boundingBox();
  await page.mouse.click(x + 5, y + 5);
  await side.until('gesture');
  assert.deepEqual(await gestures(), [['pointer', 'button', ['approve']]]);
});

test('buttons have the names that people hear, and rows differ', async () => {
  await open('gestures.html');
  for (const id of ['#icon', '#titled', '#by-reference', '#made']) await page.click(id);
  await page.click('#row-1 .remove');
  await page.click('#row-2 .remove');
  await side.until('gesture', 6);
  assert.deepEqual(
    (await gestures()).map(([, role, name]) => [role, name]),
    [
      ['button', ['remove']],
      ['link', ['delete']],
      ['button', ['add', 'to', 'the', 'group']],
      ['button', ['assign', null, 'to', 'role']],
      ['button', ['remove']],
      ['button', ['remove']],
    ],
  );
  const rows = (await side.records()).filter(({ event }) => event.control?.row?.length > 0);
  assert.deepEqual(
    rows.map(({ event }) => event.control.within),
    [[{ kind: 'table', name: ['users'] }], [{ kind: 'table', name: ['users'] }]],
  );
  const people = rows.map(({ event, tags }) => event.control.row.map(({ person }) => tags[person]));
  assert.equal(people[0].length, 2);
  assert.notDeepEqual(people[0], people[1]);
});

test('the secondary and the middle button are told apart', async () => {
  await open('gestures.html');
  await page.click('#icon', { button: 'right' });
  await page.click('#icon', { button: 'middle' });
  await side.until('gesture', 2);
  assert.deepEqual(
    (await gestures()).map(([by]) => by),
    ['context_menu', 'auxiliary'],
  );
});

test('a dialog opens and closes, a message appears, a row goes', async () => {
  await open('gestures.html');
  await page.click('#ask');
  await side.until('outcome');
  await page.click('#yes');
  await side.until('outcome', 4);
  const said = (await side.events('outcome')).map(({ outcome, words }) => [outcome, words]);
  assert.deepEqual(said[0], ['dialog_opened', ['confirm']]);
  assert.deepEqual(
    said.slice(1).sort(),
    [
      ['dialog_closed', ['confirm']],
      ['message', ['user', 'deleted', 'successfully']],
      ['row_removed', [null, 'active', 'remove']],
    ].sort(),
  );
  const dialog = (await side.events('submit'))[0];
  assert.equal(dialog.method, 'dialog');
});

test('a search that answers to each key leaves the same records for one key and for two hundred', async () => {
  const told = [];
  for (const count of [1, 201]) {
    await open('live.html');
    await page.click('#q');
    await side.wait(600);
    for (let at = 0; at < count; at += 40) {
      await page.keyboard.type('x'.repeat(Math.min(40, count - at)));
      await side.wait(600);
    }
    await page.keyboard.press('Tab');
    await side.until('outcome');
    await side.wait(600);
    told.push(JSON.stringify(await side.events(), null, 1));
  }
  assert.equal(told[1], told[0]);
  assert.deepEqual(
    JSON.parse(told[0]).map(({ event, outcome, words }) => [event, outcome, words]),
    [
      ['gesture', undefined, undefined],
      ['choice', undefined, undefined],
      ['outcome', 'message', ['approved']],
    ],
  );
  // A gesture elsewhere is followed as ever; rows of what is offered come and go unsaid.
  await side.clear();
  await page.click('#next');
  await side.until('outcome');
  await side.wait(600);
  assert.deepEqual(
    (await side.events('outcome')).map(({ outcome, words }) => [outcome, words]),
    [['row_added', ['pending']]],
  );
});

test('gestures, choices and submits in shadow trees are seen, open, closed and nested', async () => {
  await open('shadow.html');
  for (const root of ['open_root', 'closed_root', 'nested_root']) {
    await side.clear();
    const place = (selector) =>
      page.evaluate(
        ([name, inner]) => {
          const { x, y, width, height } = window[name].querySelector(inner).getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        },
        [root, selector],
      );
    await page.mouse.click(...(await place('.box')));
    await page.mouse.click(...(await place('.text')));
    await page.keyboard.type('Jane');
    await page.mouse.click(...(await place('.go')));
    await side.until('submit');
    await side.wait(200);
    assert.deepEqual(
      await gestures(),
      [
        ['pointer', 'checkbox', ['enable']],
        ['pointer', 'textbox', ['name']],
        ['pointer', 'submit', ['grant', 'access']],
      ],
      root,
    );
    assert.deepEqual(
      (await side.events('choice')).map(({ choice }) => choice.did),
      ['on', 'edited'],
      root,
    );
    assert.equal((await side.events('submit'))[0].origin, 'gesture', root);
    await page.keyboard.press('Enter');
    await side.until('submit', 2);
    assert.deepEqual((await gestures()).at(-1), ['keyboard', 'submit', ['grant', 'access']], root);
  }
});

test('a frame that an editor writes anew is listened to again, and a click beside its empty text is one on it', async () => {
  await open('frames.html');
  await page.evaluate(() => {
    const editor = document.getElementById('blank').contentDocument;
    editor.open();
    editor.write('<body contenteditable aria-label="Comment" style="margin:0"></body>');
    editor.close();
  });
  await page.locator('#blank').click({ position: { x: 150, y: 120 } });
  const [{ event }] = await side.until('gesture');
  assert.deepEqual([event.control.role, event.control.name], ['textbox', ['comment']]);
});

test('frames are covered by what they are, and those of strangers are counted', async () => {
  await page.goto(`${origin}/frames.html`);
  await side.until('uncovered');
  await side.wait(500);
  await side.clear();
  for (const frame of ['#blank', '#srcdoc', '#sandbox', '#script', '#same', '#member', '#stranger']) {
    await page.frameLocator(frame).locator('button').click();
  }
  await side.wait(400);
  const seen = (await side.records()).filter(({ event }) => event.event === 'gesture');
  assert.deepEqual(
    seen.map(({ event, frame }) => [event.control.name, frame]).sort(),
    [
      [['approve'], 'inner'],
      [['assign'], 'inner'],
      [['close'], 'foreign'],
      [['close'], 'inner'],
      [['close'], 'inner'],
      [['reject'], 'inner'],
    ].sort(),
  );
  await page.reload();
  const [{ event }] = await side.until('uncovered');
  assert.equal(event.frames, 1);
});

test('while paused nothing is written, and after that it goes on', async () => {
  await open('gestures.html');
  await side.set(captureOf([origin], { paused: true }));
  await side.wait(200);
  await page.click('#icon');
  await page.fill('#name', 'Jane');
  await page.click('#save');
  await side.wait(500);
  assert.deepEqual(await side.records(), []);
  await side.set(captureOf([origin]));
  await side.until('navigation');
  await page.click('#icon');
  await side.until('gesture');
  assert.deepEqual(await gestures(), [['pointer', 'button', ['remove']]]);
  await side.set(null);
  await side.wait(200);
  await side.clear();
  await page.click('#icon');
  await side.wait(300);
  assert.deepEqual(await side.records(), []);
});

test('a page of another origin, or one that the worker refuses, writes nothing', async () => {
  await side.set(captureOf(['http://elsewhere.example']));
  await page.goto(`${origin}/gestures.html`);
  await page.click('#icon');
  await side.wait(300);
  assert.deepEqual(await side.records(), []);
  await side.set(captureOf([origin]));
  await side.answer({});
  await page.goto(`${origin}/gestures.html`);
  await side.wait(300);
  await side.clear();
  await page.click('#icon');
  await side.wait(300);
  assert.deepEqual(await side.records(), []);
  await side.answer();
});

test('a refusal holds for what is captured then, and no longer', async () => {
  await side.answer({});
  for (const between of [null, captureOf([origin], { paused: true })]) {
    await side.answer({});
    await page.goto(`${origin}/gestures.html`);
    await side.wait(500);
    await side.answer();
    await side.set(between);
    await side.wait(200);
    await side.clear();
    await side.set(captureOf([origin]));
    await side.until('view');
    await page.click('#icon');
    assert.equal((await side.until('gesture'))[0].marked, true);
  }
});

test('a document that is not known yet asks again, and loses nothing meanwhile', async () => {
  await side.answer({ again: true });
  await page.goto(`${origin}/gestures.html`);
  await page.click('#icon');
  await side.until('gesture');
  await side.wait(1500);
  await side.answer();
  await side.wait(1500);
  await page.click('#icon');
  const found = await side.until('gesture', 2);
  assert.deepEqual(
    found.map(({ marked }) => marked),
    [false, true],
  );
  assert.equal((await side.records())[0].seq, 1);
});

test('what waits for the secret has the time at which it was seen', async () => {
  await side.answer(undefined, 900);
  await page.goto(`${origin}/gestures.html`);
  const [view] = await side.until('view');
  const navigation = (await side.until('navigation')).find(({ document }) => document === view.document);
  await side.answer();
  assert.ok(view.mono - navigation.mono > 100_000, `${navigation.mono} and ${view.mono}`);
  assert.ok(view.wall - navigation.wall > 100, `${navigation.wall} and ${view.wall}`);
});

test('what was too much is counted before a pause', async () => {
  await open('gestures.html');
  await page.evaluate(() => {
    for (let count = 0; count < 130; count++) history.pushState(0, '', `?${count}`);
  });
  await side.until('navigation', 50);
  const pausing = await side.worker.evaluate(
    (capture) => {
      const now = Date.now();
      return chrome.storage.local.set({ capture }).then(() => now);
    },
    captureOf([origin], { paused: true }),
  );
  const [{ event, wall }] = await side.until('dropped');
  // What comes after the pause is none of the recording.
  assert.ok(wall <= pausing);
  assert.equal((await side.events('navigation')).length + event.count, 130);
});

test('a record that is too large is counted without waiting for a gesture', async () => {
  await open('gestures.html');
  await page.evaluate(() => {
    const list = document.createElement('select');
    list.multiple = true;
    list.id = 'large';
    for (let count = 0; count < 32; count++) list.append(new Option('gruppenmitgliedschaften '.repeat(30)));
    document.body.append(list);
  });
  await page.focus('#large');
  await page.keyboard.press('Control+A');
  const [{ event }] = await side.until('dropped');
  assert.equal(event.count, 1);
});

test('navigation within a document is seen, and no address leaves', async () => {
  await page.goto(`${origin}/spa.html?s=canary4711`);
  const [loaded] = await side.until('navigation');
  assert.deepEqual([loaded.event.how, loaded.event.route], ['load', [null]]);
  await side.until('view');
  await side.wait(200);
  const steps = [
    ['#push', 'push', ['users', null, 'edit']],
    ['#replace', 'replace', ['groups', null]],
    ['#hash', 'fragment', ['groups', null]],
    ['#intercept', 'push', [null]],
  ];
  for (const [id, how, route] of steps) {
    await side.clear();
    await page.click(id);
    const [{ event }] = await side.until('navigation');
    assert.deepEqual(
      [event.how, event.route],
      [how, how === 'push' && id === '#intercept' ? ['roles', null] : route],
      id,
    );
    await side.until('view');
  }
  await side.clear();
  await page.goBack();
  const [{ event }] = await side.until('navigation');
  assert.equal(event.how, 'traverse');
  await page.fill('#q', 'canary4711');
  await page.click('#find');
  await page.waitForURL(/q=canary4711/);
  await side.until('view', 2);
  assert.equal(JSON.stringify(await side.records()).includes('canary'), false);
  assert.equal((await side.events('submit'))[0].method, 'get');
});

test('a page that comes back from the cache says so, and is alive', async () => {
  await open('gestures.html');
  await page.goto(`${origin}/button.html`);
  await side.until('view');
  await side.clear();
  await page.goBack();
  const [{ event }] = await side.until('navigation');
  assert.ok(['restore', 'traverse'].includes(event.how));
  await side.wait(200);
  await page.click('#icon');
  await side.until('gesture');
  assert.deepEqual(await gestures(), [['pointer', 'button', ['remove']]]);
});

test('a tab that goes to the back says so', async () => {
  await open('gestures.html');
  await page.evaluate(() => undefined);
  const other = await side.context.newPage();
  await other.bringToFront();
  await page.bringToFront();
  await other.close();
  const shown = (await side.events('visible')).map(({ shown }) => shown);
  // Headless Chromium may keep every tab visible; what it reports is in order.
  assert.ok(shown.every((value, index) => value === (index % 2 === 1)));
});
