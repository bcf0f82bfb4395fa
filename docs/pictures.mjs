// Takes the pictures of the README from a real recording at the practice desk:
// cargo xtask dist && LEDGERIUM_XTASK=target/debug/xtask node docs/pictures.mjs
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../tests/e2e/lib/browser.mjs';
import { startDesk } from '../tests/e2e/lib/desk.mjs';
import { Panel } from '../tests/e2e/lib/panel.mjs';
import { allowSystems, job, openSystems, provision } from '../tests/e2e/lib/story.mjs';

const size = { width: 400, height: 916 };

const desk = await startDesk();
const browser = await launch({ args: ['--hide-scrollbars'], pause: 150 });
try {
  const tabs = await openSystems(browser.context, desk);
  const panel = await Panel.open(browser.context, browser.id);
  const { page } = panel;
  await panel.record();
  await allowSystems(panel, desk);
  await panel.setTicket(job.ticket);
  await provision(tabs, desk, { read: () => panel.shows('approve') });
  await page.bringToFront();
  await page.locator('li[data-phase=close]').waitFor();

  await page.setViewportSize(size);
  await page.evaluate(() => scrollTo(0, 0));
  const browserSide = await browser.context.newCDPSession(page);
  for (const [colorScheme, file] of [
    ['light', 'panel.png'],
    ['dark', 'panel-dark.png'],
  ]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Twice the points, for sharp text on any screen.
    const clip = { x: 0, y: 0, ...size, scale: 2 };
    const { data } = await browserSide.send('Page.captureScreenshot', { clip });
    writeFileSync(path.join(import.meta.dirname, file), Buffer.from(data, 'base64'));
  }
} finally {
  await browser.close();
  await desk.stop();
}
