// What tells a commit from a click: what a page shows after a control was pressed.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { captureOf, servePages, start } from './capture-harness.mjs';

let side;
let pages;
let page;

before(async () => {
  [side, pages] = await Promise.all([start(), servePages()]);
});
after(async () => {
  await side?.close();
  pages?.close();
});
beforeEach(async () => {
  await page?.close();
  await side.set(captureOf([{ origin: pages.origin('console'), kind: 'iam' }]));
  await side.clear();
  page = await side.context.newPage();
  await page.goto(`${pages.origin('console')}/outcomes.html`);
  await side.until('state');
  await side.wait(400);
  await side.clear();
});

/** What followed, after a while in which more could have. */
const followed = async () => {
  await side.until('outcome');
  await side.wait(500);
  return (await side.events('outcome')).map(({ outcome, words = [] }) => [outcome, words]);
};

test('a form that the browser refuses is refused once, however many of its fields are empty', async () => {
  await page.click('#send');
  assert.deepEqual(await followed(), [['error', []]]);
  assert.deepEqual(await side.events('submit'), []);
  await page.click('#send');
  await side.until('outcome', 2);
});

test('a page that looks at its own fields refuses nothing', async () => {
  await page.evaluate(() => document.getElementById('native').checkValidity());
  await side.wait(500);
  assert.deepEqual(await side.events('outcome'), []);
});

test('what a form says of a field is an error, whatever its words are', async () => {
  await page.click('#check');
  assert.deepEqual(await followed(), [['error', ['this', null, 'is', 'required']]]);
});

test('a field that is marked as wrong after a press says that the form was refused', async () => {
  await page.click('#mark');
  assert.deepEqual(await followed(), [['error', []]]);
});

test('a field that is marked as wrong while the form is filled in does not', async () => {
  await page.fill('#owner', 'x');
  await page.evaluate(() => document.getElementById('owner').setAttribute('aria-invalid', 'true'));
  await page.focus('#check');
  await side.wait(900);
  assert.deepEqual(await side.events('outcome'), []);
});

test('an alert in a form that says of no state is an error', async () => {
  await page.click('#shout');
  const [[outcome]] = await followed();
  assert.equal(outcome, 'error');
});

test('a state that changes in its place is said anew', async () => {
  await page.click('#approve');
  const [{ event }] = await side.until('state');
  assert.deepEqual(event.value, ['approved']);
});

test('a box in a table of rights is named by its column and stands in its row', async () => {
  await page.click('#may-write');
  const [{ event }] = await side.until('choice');
  assert.deepEqual(event.control.name, ['enable']);
  assert.deepEqual(event.choice, { did: 'on' });
  assert.equal(event.control.row.length, 1);
});

test('a switch that the page draws itself goes on like a box', async () => {
  await page.click('#switch');
  const [{ event }] = await side.until('choice');
  assert.deepEqual([event.control.name, event.choice], [['enable', 'account'], { did: 'on' }]);
});

test('a row of a grid that is made of boxes comes', async () => {
  await page.click('#add-row');
  const [[outcome]] = await followed();
  assert.equal(outcome, 'row_added');
});

test('a list that is drawn anew says what it has less', async () => {
  await page.click('#redraw');
  assert.deepEqual(
    (await followed()).map(([outcome]) => outcome),
    ['row_removed'],
  );
});

test('a dialog that is closed by its control is told from one that is dismissed', async () => {
  await page.click('#open');
  await side.until('outcome');
  await page.click('#assign');
  await side.until('outcome', 2);
  await page.click('#open');
  await side.until('outcome', 3);
  await page.keyboard.press('Escape');
  await side.until('outcome', 4);
  assert.deepEqual(
    (await side.events('outcome')).map(({ outcome }) => outcome),
    ['dialog_opened', 'dialog_closed', 'dialog_opened', 'dialog_dismissed'],
  );
});
