// What a control is called may say the words of a reading list; what carries data may not. The same words stand in each
// place, none of them a core word.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { captureOf, servePages, start } from './capture-harness.mjs';

let page;
let side;
let served;

before(async () => {
  served = await servePages();
  side = await start();
  const origin = served.origin('words');
  await side.set(captureOf([origin]));
  page = await side.context.newPage();
  await page.goto(`${origin}/words.html`);
  await side.until('view');
});

after(async () => {
  await side?.close();
  served?.close();
});

/** Clicks, and says what the control is called in the journal. */
async function called(id) {
  const before = (await side.events('gesture')).length;
  await page.click(`#${id}`);
  const records = await side.until('gesture', before + 1);
  return records.at(-1).event.control.name ?? [];
}

test('a button says general words, and a name in it stays masked', async () => {
  assert.deepEqual(await called('button'), ['wallpaper', null, 'brightness']);
});

for (const id of ['cell', 'link', 'item', 'option', 'heading', 'chip']) {
  test(`the same words stay masked in data: ${id}`, async () => {
    assert.deepEqual(await called(id), [null]);
  });
}

test('what is chosen, and the heading of the page, say core words alone', async () => {
  await page.focus('#select');
  await page.keyboard.press('ArrowDown');
  const [{ event }] = await side.until('choice');
  assert.deepEqual(event.choice.items, [[null]]);
  const [view] = await side.events('view');
  assert.deepEqual(view.heading ?? [], [null]);
});
