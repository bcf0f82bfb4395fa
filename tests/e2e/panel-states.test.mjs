// Every state of the panel and the library, in both languages, light and dark: nothing that shuts somebody out.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { button, messagesOf, push, seriousFindings, startPages } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

let pages;
before(async () => {
  pages = await startPages();
});
after(() => pages.close());

/** With PANEL_PICTURES set to a folder, every state is also photographed there. */
const folder = process.env.PANEL_PICTURES;
if (folder) mkdirSync(folder, { recursive: true });

/** Nothing cut off, nothing that the policy forbids, nothing serious found by axe. */
async function check(tab, name) {
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, 'nothing is cut off or scrolls sideways');
  assert.deepEqual(await seriousFindings(tab), []);
  assert.deepEqual(tab.problems, []);
  if (folder) await tab.screenshot({ path: `${folder}/${name}.png` });
}

/** What is opened over the panel: how to get there with a given catalogue. */
const overlays = {
  note: (tab, t) => button(tab, t('add_note')).click(),
  off_browser: (tab, t) => button(tab, t('record_off_browser')).click(),
  discard: (tab, t) => button(tab, t('discard')).click(),
  attach: (tab, t) => button(tab, t('attach')).click(),
  step_menu: (tab) => tab.locator('.step [popovertarget]').first().click(),
  evidence: async (tab) => {
    await tab.locator('.step-title').nth(1).click();
    await tab.locator('.evidence .entries li').first().waitFor();
  },
  menu: (tab, t) => button(tab, t('menu')).click(),
  learned: async (tab, t) => {
    await button(tab, t('menu')).click();
    await button(tab, t('remembered_systems')).click();
    await tab.locator('.learned summary').click();
  },
  ...Object.fromEntries(
    ['inspector', 'vocabulary', 'remembered_systems', 'shortcuts', 'settings', 'privacy'].map((word) => [
      word,
      async (tab, t) => {
        await button(tab, t('menu')).click();
        await button(tab, t(word)).click();
        await tab.locator('dialog[open]').waitFor();
      },
    ]),
  ),
};

for (const language of ['en', 'de']) {
  const messages = messagesOf(language);
  const t = (key) => messages[key].message;
  for (const scheme of ['light', 'dark']) {
    const named = (name) => `${name}-${language}-${scheme}`;
    describe(`panel: ${language}, ${scheme}`, () => {
      let tab;
      before(async () => {
        tab = await pages.open({ view: 'first', language, scheme, informed: false });
      });
      after(() => tab.context().close());

      for (const view of Object.keys(views)) {
        it(view, async () => {
          await push(tab, views[view]);
          await tab.locator(`html[data-state=${views[view].state}]`).waitFor();
          await check(tab, named(view));
        });
      }
      for (const [name, open] of Object.entries(overlays)) {
        it(`${name}, over it`, async () => {
          await push(tab, views.recording);
          await open(tab, t);
          await check(tab, named(name));
          await tab.keyboard.press('Escape');
          await tab.locator('dialog, :popover-open').waitFor({ state: 'detached' });
        });
      }
      it('recording, wide', async () => {
        await tab.setViewportSize({ width: 1100, height: 800 });
        await check(tab, named('wide'));
      });
    });

    describe(`library: ${language}, ${scheme}`, () => {
      it('recordings, narrow and wide', async () => {
        const tab = await pages.open({ page: 'library', language, scheme });
        await tab.locator('.recording').first().waitFor();
        await check(tab, named('library-narrow'));
        await tab.setViewportSize({ width: 1100, height: 800 });
        await check(tab, named('library-wide'));
        await tab.context().close();
      });
      it('nothing yet', async () => {
        const tab = await pages.open({ page: 'library', language, scheme, answers: { library: [] } });
        await tab.getByText(t('library_empty'), { exact: true }).waitFor();
        await check(tab, named('library-empty'));
        await tab.context().close();
      });
    });
  }
}
