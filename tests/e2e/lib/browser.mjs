// Starts Chromium with the extension the way a person has it, and reaches its pages without touching its worker: an
// attached worker never idles, and then a test would not see what a user sees.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** The repository root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The package with host access at install, and the one that asks system by system. */
export const managed = path.join(root, 'dist/managed');
export const store = path.join(root, 'dist/store');

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** The Chromium that tests drive; `CHROMIUM` names another. */
export function chromiumPath() {
  const found = process.env.CHROMIUM ?? usual.find((candidate) => existsSync(candidate));
  if (!found) throw new Error('Chromium was not found: install it or set CHROMIUM to its path');
  return found;
}

/** The id that Chromium gives an unpacked extension: the start of the hash of its path, in the letters a to p. */
export function extensionId(folder) {
  const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** The switches of every start; a test that starts Chromium itself uses the same. */
export function switches({ extension = managed, headless = true, lang = 'en-US' } = {}) {
  const list = [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--disable-search-engine-choice-screen',
    '--password-store=basic',
    `--lang=${lang}`,
  ];
  if (headless) list.push('--headless=new', '--disable-gpu');
  if (process.getuid?.() === 0) list.push('--no-sandbox');
  if (extension) list.push(`--disable-extensions-except=${extension}`, `--load-extension=${extension}`);
  return list;
}

/**
 * Starts a browser.
 * @param {object} [options]
 * @param {string | null} [options.extension] folder of the unpacked extension; null for none (default: dist/managed)
 * @param {string} [options.profile] profile folder to keep; without it a new one is removed at the end
 * @param {boolean} [options.headless] default true
 * @param {string} [options.lang] language of browser and pages
 * @param {string} [options.pages] language that pages are asked for, if another
 * @param {string[]} [options.args] more switches
 * @param {number} [options.pause] milliseconds before each act, as a person takes them
 * @returns {Promise<{context: import('playwright-core').BrowserContext, id: string | null, profile: string, close: () => Promise<void>}>}
 */
export async function launch({
  extension = managed,
  profile,
  headless = true,
  lang = 'en-US',
  pages = lang,
  args = [],
  pause,
} = {}) {
  const folder = profile ?? mkdtempSync(path.join(os.tmpdir(), 'ledgerium-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    // The headless switch is among ours: the old headless mode that this option stands for has no extensions.
    headless: false,
    slowMo: pause,
    // In a window that a person sees, pages have the window's own size.
    viewport: headless ? { width: 1280, height: 860 } : null,
    locale: pages,
    timezoneId: 'UTC',
    acceptDownloads: true,
    // Chromium picks the language of its own pages, extensions included, from the environment.
    env: { ...process.env, LANGUAGE: lang.replace('-', '_') },
    args: [...switches({ extension, headless, lang }), ...args],
  });
  context.setDefaultTimeout(30_000);
  const close = async () => {
    await context.close();
    if (!profile) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { context, id: extension ? extensionId(extension) : null, profile: folder, close };
}

/** Says in the extension's settings that it may have a host. It still has to ask, but nobody needs to answer. */
export async function grantHost(context, id, pattern) {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(([extension, host]) => chrome.developerPrivate.addHostPermission(extension, host), [id, pattern]);
  await page.close();
}

/** What Chromium says about the extension's manifest and code; empty when all is well. */
export async function extensionErrors(context, id) {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  const errors = await page.evaluate(async (extension) => {
    const { manifestErrors, runtimeErrors } = await chrome.developerPrivate.getExtensionInfo(extension);
    return [...manifestErrors, ...runtimeErrors].map((error) => error.message);
  }, id);
  await page.close();
  return errors;
}

/** Opens the panel in a tab of its own. */
export function openPanel(context, id) {
  return openPage(context, id, 'panel.html');
}

/** Opens a page of the extension in a tab of its own. */
export async function openPage(context, id, name) {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/extension/pages/${name}`);
  return page;
}
