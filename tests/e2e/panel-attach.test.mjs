// The way of a file onto its ticket, as the panel leads it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { button, onPages, push, sent } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

const on = onPages();
const session = views.recording.session.id;

describe('attaching', () => {
  const open = async (tab) => {
    await button(tab, 'Attach to ticket').click();
    await tab.getByRole('dialog').getByText('Request Tracker').first().waitFor();
  };

  it(
    'seals on one click, shows file, size and ticket, sends on another, and says that the hash matches',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      assert.deepEqual(await sent(tab), [{ do: 'attach_targets', session }]);
      await button(tab, 'Seal the file').click();
      await tab.getByText('ledgerium-12-20261123T140251Z.session.json').first().waitFor();
      await tab.getByText('48.2 kB').first().waitFor();
      await button(tab, 'Attach to ticket 12').click();
      await tab.locator('[data-attached=confirmed]').getByText('attached, hash matches').waitFor();
      assert.deepEqual((await sent(tab)).slice(1), [
        { do: 'export', session },
        { do: 'attach', session, tabId: 2, ticket: '12', way: 'api' },
      ]);
    }),
  );

  it(
    'says what is not confirmed, and to keep the recording',
    on({ view: 'stopped', answers: { attach: { attached: 'unconfirmed', way: 'page_input' } } }, async (tab) => {
      await open(tab);
      await tab.getByLabel('How it gets there').selectOption('page_input');
      await button(tab, 'Seal the file').click();
      await button(tab, 'Attach to ticket 12').click();
      await tab
        .locator('[data-attached=unconfirmed]')
        .getByText('Keep the recording until you have seen the file on the ticket.')
        .waitFor();
    }),
  );

  it(
    'says of a file in the page’s own field that the page has yet to send it',
    on({ view: 'stopped', answers: { attach: { attached: 'unconfirmed', way: 'page_input' } } }, async (tab) => {
      await open(tab);
      await button(tab, 'Seal the file').click();
      await button(tab, 'Attach to ticket 12').click();
      const outcome = tab.locator('[data-attached=unconfirmed]');
      await outcome.getByText('Placed in the page: press its own button to send').waitFor();
      assert.equal(await outcome.getByText('attached, not confirmed').count(), 0);
    }),
  );

  it(
    'shows afterwards what became of the file, and offers to do it again in a lower voice',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      await button(tab, 'Seal the file').click();
      await push(tab, views.first);
      await button(tab, 'Attach to ticket 12').click();
      await button(tab, 'Close').last().click();
      const card = tab.locator('main .notice.success');
      await card.getByText('attached, hash matches').waitFor();
      assert.match(await button(card, 'Attach again').getAttribute('class'), /quiet/);
      await button(card, 'Save').waitFor();
    }),
  );

  it(
    'offers to save again only what was saved',
    on({ view: 'stopped' }, async (tab) => {
      await tab.evaluate(async () => {
        const db = await new Promise((done) => {
          const opening = indexedDB.open('ledgerium', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('files', { keyPath: 'session' });
          opening.onsuccess = () => done(opening.result);
        });
        const files = db.transaction('files', 'readwrite').objectStore('files');
        const put = files.put({ session: window.recorder.view.session.id, bytes: new Uint8Array(3) });
        await new Promise((done) => {
          put.onsuccess = done;
        });
        db.close();
      });
      await Promise.all([tab.waitForEvent('download'), button(tab, 'Export session').click()]);
      await push(tab, views.first);
      await button(tab, 'Save again').waitFor();
    }),
  );

  it(
    'does not warn of a ticket about to be closed where it was closed',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      assert.equal(await tab.getByText('Attach before you close the ticket').count(), 0);
      await tab.keyboard.press('Escape');
      await push(tab, { ...views.stopped, steps: views.stopped.steps.slice(0, 3) });
      await open(tab);
      await tab.getByText('Attach before you close the ticket').waitFor();
    }),
  );

  it(
    'tells pages without a known ticket apart, the one last seen first',
    on(
      {
        view: 'stopped',
        answers: {
          attach_targets: [7, 8].map((tabId) => ({
            tabId,
            origin: 'http://rt.localhost:18101',
            system: 'Request Tracker',
            ways: ['page_input', 'download'],
            unverified: false,
          })),
        },
      },
      async (tab) => {
        await tab.evaluate(() => {
          window.chrome.tabs.query = async () => [
            { id: 7, index: 0, lastAccessed: 1 },
            { id: 8, index: 3, lastAccessed: 2 },
          ];
        });
        await open(tab);
        const cards = await tab.locator('.target-card').allInnerTexts();
        assert.deepEqual(
          cards.map((card) => card.match(/Tab \d/)?.[0]),
          ['Tab 4', 'Tab 1'],
        );
        assert.ok(await tab.getByRole('radio').first().isChecked());
        await button(tab, 'Seal the file').click();
        await button(tab, 'Attach to this page').click();
        await tab.locator('[data-attached]').waitFor();
        assert.equal((await sent(tab)).at(-1).tabId, 8);
      },
    ),
  );

  it(
    'marks ways that were never run against the vendor, and another ticket than the recording’s',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      await tab.getByText('Not the ticket of this recording, which is 12').waitFor();
      assert.equal(await tab.getByText('not run against the vendor').count(), 0);
      await tab.getByText('ServiceNow').click();
      await tab.getByText('Written to the vendor’s documentation; not run against the vendor.').waitFor();
    }),
  );

  it(
    'keeps the file and says why when the ticket system refuses',
    on(
      { view: 'stopped', answers: { attach: { failure: { code: 'attach_refused', details: ['403'] } } } },
      async (tab) => {
        await open(tab);
        await button(tab, 'Seal the file').click();
        await button(tab, 'Attach to ticket 12').click();
        await tab.getByText('The ticket system refused the file.').waitFor();
        await button(tab, 'Attach to ticket 12').and(tab.locator(':enabled')).waitFor();
      },
    ),
  );

  it(
    'while recording says that the rest becomes a supplement',
    on({}, async (tab) => {
      await open(tab);
      await tab.getByText('the rest becomes a small supplement for the same ticket').waitFor();
    }),
  );
});
