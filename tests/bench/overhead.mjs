// What a recorder costs the page: main-thread script time of one load and 15 clicks on a list of 300 rows, with
// Ledgerium recording, with rrweb recording, and with posthog-js autocapture. Each figure is the median of some rounds
// less that of the bare page, all taken in turn in one run, so that ratios hold where seconds do not.
import path from 'node:path';
import { buildSync } from 'esbuild';
import { launch, root } from '../e2e/lib/browser.mjs';
import { Panel } from '../e2e/lib/panel.mjs';
import { serve } from './page.mjs';

const ROUNDS = Number(process.env.LEDGERIUM_BENCH_ROUNDS ?? 7);
const CLICKS = 15;
/** The promise of the design: an eighth of either. */
const SHARE = 8;

const bundle = (contents) =>
  buildSync({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
  }).outputFiles[0].text;

const scripts = {
  'rrweb.js': bundle(`import { record } from 'rrweb';
    globalThis.recorded = [];
    record({ emit: (event) => globalThis.recorded.push(event) });`),
  'posthog.js': bundle(`import posthog from 'posthog-js/dist/module.no-external.js';
    posthog.init('bench', { api_host: location.origin, autocapture: true, capture_pageview: true,
      disable_session_recording: true, opt_out_useragent_filter: true, persistence: 'memory' });`),
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Script time of one load and the clicks, in milliseconds; and, of it, that of the clicks. */
async function measure(context, url) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const scriptTime = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'ScriptDuration').value * 1000;
  };
  await page.goto(url);
  await page.waitForTimeout(1500);
  const loaded = await scriptTime();
  // Points are fetched before, so that looking for them is not part of what is measured.
  const points = await page.evaluate((count) => {
    const buttons = [...document.querySelectorAll('button.edit')].slice(0, count);
    return buttons.map((button) => {
      const box = button.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    });
  }, CLICKS);
  const before = await scriptTime();
  for (const [x, y] of points) {
    await page.mouse.click(x, y);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(1500);
  const clicks = (await scriptTime()) - before;
  const changed = await page.locator('tr.done').count();
  if (changed !== CLICKS) throw new Error(`${changed} of ${CLICKS} clicks arrived at ${url}`);
  const recorded = await page.evaluate(() => globalThis.recorded?.length);
  await page.close();
  return { total: loaded + clicks, clicks, recorded };
}

const server = await serve(scripts);
const plain = await launch({ extension: null });
const own = await launch();
try {
  const panel = await Panel.open(own.context, own.id);
  const tab = await own.context.newPage();
  await tab.goto(server.origin);
  await panel.record();
  await panel.allow(server.origin, { name: 'Bench', kind: 'iam' });
  await tab.close();

  const variants = {
    page: [plain.context, `${server.origin}/`],
    ledgerium: [own.context, `${server.origin}/`],
    rrweb: [plain.context, `${server.origin}/?with=rrweb.js`],
    posthog: [plain.context, `${server.origin}/?with=posthog.js`],
  };
  const found = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, [context, url]] of Object.entries(variants)) found[name].push(await measure(context, url));
  }
  await panel.stop();
  const { session } = await panel.export();
  const gestures = session.log.filter((entry) => JSON.stringify(entry).includes('"gesture"')).length;
  if (gestures < ROUNDS * CLICKS) throw new Error(`Ledgerium recorded ${gestures} of ${ROUNDS * CLICKS} clicks`);
  if (found.rrweb.some((run) => run.recorded < CLICKS)) throw new Error('rrweb did not record');
  if (server.asked('/e/') + server.asked('/i/v0/e/') === 0) throw new Error('posthog-js sent nothing');

  const cost = (name, part) => median(found[name].map((run) => run[part])) - median(found.page.map((run) => run[part]));
  const row = (name) => {
    const [total, clicks] = [cost(name, 'total'), cost(name, 'clicks')];
    const share = total / cost('ledgerium', 'total');
    console.log(
      `  ${name.padEnd(10)} ${total.toFixed(1).padStart(8)} ms  ${(clicks / CLICKS).toFixed(2).padStart(7)} ms a click  ${share.toFixed(1).padStart(6)} x`,
    );
    return share;
  };
  console.log(
    `  Script time in the page over that of the page itself, ${ROUNDS} rounds, ${path.basename(import.meta.url)}:`,
  );
  row('ledgerium');
  const shares = [row('rrweb'), row('posthog')];
  if (shares.some((share) => share < SHARE)) {
    console.log(`  OVER: the budget is 1/${SHARE} of either`);
    process.exitCode = 1;
  }
} finally {
  await own.close();
  await plain.close();
  await server.stop();
}
