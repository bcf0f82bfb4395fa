// One browser for all tests of a file, in which each begins and ends with nothing recorded.
import { after, afterEach, before } from 'node:test';
import { Chromium, until } from './cdp.mjs';
import { servePages } from './pages.mjs';
import { Recorder } from './recorder.mjs';

/** Starts it before the tests of the file that calls this, and hands over what they work with. */
export function oneBrowser(take) {
  let pages;
  let browser;
  let recorder;
  let page;
  before(async () => {
    pages = await servePages();
    browser = await Chromium.start();
    recorder = new Recorder(browser);
    await recorder.page();
    page = await browser.open(`${pages.origin()}/stay`);
    take({ pages, browser, recorder, page });
  });
  afterEach(async () => {
    const { session } = await recorder.view();
    if (session) await recorder.must({ do: 'discard' });
    for (const { id } of await recorder.must({ do: 'library' })) await recorder.must({ do: 'discard', session: id });
    await page.goto(`${pages.origin()}/stay`);
    await page.front();
  });
  after(async () => {
    await browser.close();
    await pages.close();
  });
}

/** Waits until the page side of a tab is there and knows its secret. */
export const covered = (recorder, tab) =>
  until('the tab to be covered', async () => {
    const { coverage } = await recorder.view();
    const origin = await tab.evaluate('location.origin');
    return coverage.some((one) => one.origin === origin && one.state === 'covered');
  });
