// What the panel says at the first run, and what its dialogs ask and show.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { button, onPages, push, sent } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

const on = onPages();
const session = views.recording.session.id;

describe('the first run', () => {
  it(
    'tells what is recorded before anything is, and pressing Record is enough',
    on({ view: 'first', informed: false }, async (tab) => {
      await tab.getByRole('heading', { name: 'Before your first recording' }).waitFor();
      await button(tab, 'Record').click();
      await tab.reload();
      await tab.getByRole('heading', { name: 'How it works' }).waitFor();
    }),
  );
});

describe('the vocabulary', () => {
  it(
    'takes a picked text only when the agent adds it',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'Vocabulary').click();
      await button(tab, 'Pick in page').click();
      await push(tab, { ...views.recording, picking: 'vocabulary' });
      await tab.evaluate(() => window.recorder.tell({ to: 'panel', picked_text: 'Read only' }));
      await tab.waitForFunction(() => document.querySelector('#term').value === 'Read only');
      await tab.getByLabel('What it names').selectOption('level');
      await button(tab, 'Add').click();
      await tab.getByText('3 terms').waitFor();
      await button(tab, 'Remove SAP Basis').click();
      await tab.getByText('2 terms').waitFor();
      assert.deepEqual((await sent(tab)).slice(1), [
        { do: 'pick', purpose: 'vocabulary' },
        { do: 'add_term', text: 'Read only', kind: 'level' },
        { do: 'remove_term', id: 2 },
      ]);
    }),
  );
});

describe('a term', () => {
  const openVocabulary = async (tab) => {
    await button(tab, 'Menu').click();
    await button(tab, 'Vocabulary').click();
    await tab.getByText('2 terms').waitFor();
  };

  it(
    'that is there already, or is one letter, is said to be',
    on({ answers: { add_term: { id: 2, text: 'SAP Basis', kind: 'system' } } }, async (tab) => {
      await openVocabulary(tab);
      await tab.getByLabel('Term', { exact: true }).fill('x');
      await button(tab, 'Add').click();
      await tab.getByText('One letter stands everywhere').waitFor();
      assert.deepEqual((await sent(tab)).slice(1), []);
      await tab.getByLabel('Term', { exact: true }).fill('sap basis');
      await button(tab, 'Add').click();
      await tab.getByText('“SAP Basis” is in the vocabulary already').waitFor();
      await tab.getByText('2 terms').waitFor();
    }),
  );

  it(
    'that was picked is proposed with the hint that it must name nobody',
    on({}, async (tab) => {
      await openVocabulary(tab);
      await tab.evaluate(() => window.recorder.tell({ to: 'panel', picked_text: 'Jane Roe' }));
      await tab.getByText('not for names of people').waitFor();
    }),
  );
});

describe('what the agent must see', () => {
  it(
    'what to click comes into view when picking begins further down',
    on({ height: 500 }, async (tab) => {
      await tab.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await push(tab, { ...views.recording, picking: 'approval' });
      await button(tab, 'Cancel').and(tab.locator(':visible')).waitFor();
      const top = await tab.locator('.picking').evaluate((element) => element.getBoundingClientRect().top);
      assert.ok(top >= 0, `it begins at ${top}`);
    }),
  );

  it(
    'why a step has its phase does not open under the buttons at the foot',
    on({ height: 600 }, async (tab) => {
      // The step stands just above the foot, so that all that opens would open under it.
      await tab.locator('[data-first="9"] ledgerium-step').evaluate((step) => {
        const foot = document.querySelector('.panel-foot').getBoundingClientRect();
        window.scrollBy(0, step.getBoundingClientRect().bottom - foot.top);
        step.querySelector('.step-title').click();
      });
      await tab.locator('.evidence .entries li').first().waitFor();
      await tab.waitForFunction(() => {
        const heading = document.querySelector('.evidence h4').getBoundingClientRect();
        return heading.bottom < document.querySelector('.panel-foot').getBoundingClientRect().top;
      });
    }),
  );
});

describe('what was captured', () => {
  it(
    'is shown as lines to read and as in the file, page by page',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'What was captured').click();
      await tab.getByText('Edited: text field “Search” (the text is not recorded)').waitFor();
      await tab.getByLabel('As in the file').check();
      await tab.getByText('"did":"edited"').waitFor();
      await button(tab, 'Later').click();
      await tab.getByText('50–99 of 236').waitFor();
      assert.deepEqual((await sent(tab)).at(-1), { do: 'inspect', session, from: 50, count: 50 });
    }),
  );
});

describe('settings', () => {
  it(
    'turn the panel dark where the system is light, and keep it so',
    on({}, async (tab) => {
      const ground = () => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await ground();
      await button(tab, 'Menu').click();
      await button(tab, 'Settings').click();
      await tab.getByLabel('Dark').check();
      const dark = await ground();
      assert.notEqual(dark, light);
      await tab.reload();
      assert.equal(await ground(), dark);
    }),
  );
});

describe('when the worker does not answer', () => {
  it(
    'says so and loses nothing that was typed',
    on({ answers: { author: { failure: { code: 'storage_failed' } } } }, async (tab) => {
      await button(tab, 'Add note').click();
      await tab.getByLabel('Note', { exact: true }).fill('Kept.');
      await button(tab, 'Save').click();
      await tab.getByText('The browser could not write the recording.').waitFor();
      assert.equal(await tab.getByLabel('Note', { exact: true }).inputValue(), 'Kept.');
    }),
  );
});
