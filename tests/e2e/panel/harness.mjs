// Shows the extension's pages in a browser with a stand-in for what the worker says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import * as esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumPath, root } from '../lib/browser.mjs';
import { installChrome } from './chrome.mjs';
import { servePages } from './server.mjs';
import { answers, views } from './views.mjs';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export const messagesOf = (language) =>
  JSON.parse(readFileSync(path.join(root, '_locales', language, 'messages.json'), 'utf8'));

/** Bundles the pages from their sources, serves them and starts a browser. */
export async function startPages() {
  const bundles = {};
  for (const page of ['panel', 'library']) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [path.join(root, `extension/src/ui/${page}.ts`)],
      absWorkingDir: root,
      bundle: true,
      write: false,
      format: 'esm',
      target: 'chrome120',
      charset: 'utf8',
    });
    bundles[`/build/${page}.js`] = outputFiles[0].text;
  }
  const site = await servePages(bundles);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: chromiumPath(), args });
  return {
    /**
     * Opens a page in one state.
     * @param {{page?: 'panel' | 'library', view?: keyof typeof views, language?: 'en' | 'de', scheme?: 'light' | 'dark',
     *   width?: number, height?: number, informed?: boolean, answers?: object}} [options]
     */
    async open({
      page = 'panel',
      view = 'recording',
      language = 'en',
      scheme = 'light',
      width = 360,
      height = 800,
      informed = true,
      answers: own = {},
    } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
        deviceScaleFactor: 2,
        acceptDownloads: true,
      });
      const tab = await context.newPage();
      tab.setDefaultTimeout(10_000);
      tab.problems = [];
      tab.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') tab.problems.push(message.text());
      });
      tab.on('pageerror', (error) => tab.problems.push(error.message));
      await tab.clock.setFixedTime(new Date('2026-11-23T14:16:40Z'));
      await tab.addInitScript(installChrome, {
        messages: messagesOf(language),
        locale: language,
        view: views[view],
        answers: { ...answers, ...own },
      });
      if (informed) await tab.addInitScript(() => localStorage.setItem('informed', 'yes'));
      await tab.goto(`${site.address}/pages/${page}.html`);
      await tab.locator('main:not(.waiting) h1').first().waitFor();
      return tab;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** Opens the pages for all tests of the file that calls this. Gives what runs a test on a page in some state. */
export function onPages() {
  let pages;
  before(async () => {
    pages = await startPages();
  });
  after(() => pages.close());
  return (options, test) => async () => {
    const tab = await pages.open(options);
    await test(tab);
    assert.deepEqual(tab.problems, []);
    await tab.context().close();
  };
}

/** What axe finds serious or worse on a page, in short. */
export async function seriousFindings(tab) {
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`,
    );
}

/** The commands that were sent, without the question for the view. */
export const sent = (tab) => tab.evaluate(() => window.recorder.sent.filter((command) => command.do !== 'view'));

/** Pushes another view, as the worker does when something changed. */
export const push = (tab, view) => tab.evaluate((next) => window.recorder.push(next), view);

/** A button by its whole name. */
export const button = (tab, name) => tab.getByRole('button', { name, exact: true });
