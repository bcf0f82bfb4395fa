// The library: what it lists, in which order, and the ways out of it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { button, sent, startPages } from './panel/harness.mjs';
import { library } from './panel/views.mjs';

let pages;
before(async () => {
  pages = await startPages();
});
after(() => pages.close());

const on = (options, test) => async () => {
  const tab = await pages.open({ page: 'library', width: 1100, ...options });
  await test(tab);
  assert.deepEqual(tab.problems, []);
  await tab.context().close();
};

const sealed = library.find(({ state }) => state === 'sealed');
const card = (tab, session) => tab.locator(`[data-session="${session.id}"]`);

/** Commands without those by which the page keeps itself up to date. */
const asked = async (tab) => (await sent(tab)).filter((command) => command.do !== 'library');

/** Puts a file where the worker puts it. */
const store = (tab, session, text) =>
  tab.evaluate(
    async ([id, content]) => {
      const db = await new Promise((done) => {
        const opening = indexedDB.open('ledgerium', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('files', { keyPath: 'session' });
        opening.onsuccess = () => done(opening.result);
      });
      const put = db
        .transaction('files', 'readwrite')
        .objectStore('files')
        .put({
          session: id,
          name: 'file',
          sha256: '',
          bytes: new TextEncoder().encode(content),
        });
      await new Promise((done) => {
        put.onsuccess = done;
      });
      db.close();
    },
    [session.id, text],
  );

describe('the list', () => {
  it(
    'has unfinished recordings first, then those of each ticket',
    on({}, async (tab) => {
      const groups = await tab
        .locator('.recordings')
        .evaluateAll((all) =>
          all.map((group) => [
            group.querySelector('h2').innerText.split('\n')[0].trim(),
            group.querySelectorAll('li').length,
          ]),
        );
      assert.deepEqual(groups, [
        ['Unfinished', 3],
        ['Ticket 8', 2],
        ['Ticket 7', 1],
      ]);
    }),
  );

  it(
    'is searched by ticket, system and file, all words at once',
    on({}, async (tab) => {
      const found = async (words) => {
        await tab.getByRole('searchbox').fill(words);
        return tab.locator('.recording').count();
      };
      assert.equal(await found('django'), 5);
      assert.equal(await found('django 20261118'), 1);
      assert.equal(await found('nothing like it'), 0);
      await tab.getByText('Nothing found for “nothing like it”.').waitFor();
    }),
  );

  it(
    'offers what a recording allows',
    on({}, async (tab) => {
      const words = (session) =>
        card(tab, session)
          .getByRole('button')
          .allTextContents()
          .then((all) => all.map((word) => word.trim()));
      const [recording, interrupted] = library;
      assert.deepEqual(await words(recording), ['Export session', 'Attach to ticket', 'What was captured']);
      assert.deepEqual(await words(interrupted), [
        'Resume',
        'Export session',
        'Attach to ticket',
        'What was captured',
        'Delete',
      ]);
      assert.deepEqual(await words(library.at(-1)), ['Export session', 'What was captured', 'Delete']);
    }),
  );
});

describe('the ways out', () => {
  it(
    'saves a sealed file under its name, byte for byte, without sealing anew',
    on({}, async (tab) => {
      await store(tab, sealed, '{"format":"ledgerium.session"}');
      const [download] = await Promise.all([
        tab.waitForEvent('download'),
        card(tab, sealed).getByRole('button', { name: 'Export session' }).click(),
      ]);
      assert.equal(download.suggestedFilename(), sealed.file.name);
      assert.equal(readFileSync(await download.path(), 'utf8'), '{"format":"ledgerium.session"}');
      assert.deepEqual(await asked(tab), []);
    }),
  );

  it(
    'says when the file is gone',
    on({}, async (tab) => {
      await card(tab, sealed).getByRole('button', { name: 'Export session' }).click();
      await tab.getByText('This is no longer there.').waitFor();
    }),
  );

  it(
    'lets the file be dragged out of the browser',
    on({}, async (tab) => {
      await store(tab, sealed, 'dragged');
      const handle = card(tab, sealed).locator('.drag');
      await handle.hover();
      const carried = await handle.evaluate(async (element) => {
        // The bytes are read while the pointer comes near; a person's drag begins later than this.
        for (let tries = 0; tries < 100; tries += 1) {
          const dataTransfer = new DataTransfer();
          const event = new DragEvent('dragstart', { dataTransfer, bubbles: true, cancelable: true });
          if (element.dispatchEvent(event)) return dataTransfer.getData('DownloadURL');
          await new Promise((done) => setTimeout(done, 20));
        }
        return '';
      });
      const [, type, name, address] = carried.match(/^([^:]+):([^:]+):(blob:.+)$/) ?? [];
      assert.equal(type, 'application/json');
      assert.equal(name, sealed.file.name);
      const [download] = await Promise.all([
        tab.waitForEvent('download'),
        tab.evaluate((href) => Object.assign(document.createElement('a'), { href, download: 'x' }).click(), address),
      ]);
      assert.equal(readFileSync(await download.path(), 'utf8'), 'dragged');
    }),
  );

  it(
    'imports a session file, and refuses one that is too large before reading it',
    on({ answers: { import: { session: sealed.id } } }, async (tab) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-import-'));
      const choose = async (name, bytes) => {
        const file = path.join(folder, name);
        writeFileSync(file, '   ');
        truncateSync(file, bytes);
        const [chooser] = await Promise.all([tab.waitForEvent('filechooser'), button(tab, 'Import').click()]);
        await chooser.setFiles(file);
      };
      await choose('large.session.json', 32 * 1024 * 1024 + 1);
      await tab.getByText('This is no session file that Ledgerium can read.').waitFor();
      await choose('small.session.json', 3);
      await tab.getByText('Imported: small.session.json').waitFor();
      assert.deepEqual(await asked(tab), [{ do: 'import', name: 'small.session.json', text: '   ' }]);
      rmSync(folder, { recursive: true });
    }),
  );

  for (const [what, failure, said] of [
    ['is there', { code: 'already_there', details: ['a.json'] }, 'It is already in the library.'],
    ['was altered', { code: 'bad_file', details: ['a.json', 'byte 17'] }, 'altered from byte 17 on'],
  ])
    it(
      `says of an imported file that it ${what}`,
      on({ answers: { import: { failure } } }, async (tab) => {
        const [chooser] = await Promise.all([tab.waitForEvent('filechooser'), button(tab, 'Import').click()]);
        await chooser.setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
        await tab.getByRole('alert').getByText(said).waitFor();
      }),
    );

  it(
    'says of an imported copy that it is one before deleting it',
    on({}, async (tab) => {
      await card(tab, library.at(-1)).getByRole('button', { name: 'Delete' }).click();
      await tab.getByText('It was imported').waitFor();
    }),
  );

  it(
    'says of a file that was placed in a page that it is not confirmed',
    on({}, async (tab) => {
      const unconfirmed = library.find(({ attached }) => attached && !attached.confirmed);
      await card(tab, unconfirmed).getByText('placed, not confirmed').waitFor();
    }),
  );

  it(
    'deletes after a question, which warns of the only copy',
    on({}, async (tab) => {
      const unconfirmed = library.find(({ attached }) => attached && !attached.confirmed);
      await card(tab, unconfirmed).getByRole('button', { name: 'Delete' }).click();
      await tab.getByText('this may be the only copy').waitFor();
      await tab.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await tab.getByRole('dialog').waitFor({ state: 'detached' });
      assert.deepEqual(await asked(tab), [{ do: 'discard', session: unconfirmed.id }]);
    }),
  );
});
