// `cargo xtask demo`: one provisioning at the practice desk, recorded through the real panel into out/demo. With
// --headed the desk and the browser are a person's to use.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { extensionErrors, launch, root } from './lib/browser.mjs';
import { startDesk } from './lib/desk.mjs';
import { Panel } from './lib/panel.mjs';
import { allowSystems, job, openSystems, provision } from './lib/story.mjs';

const { values: options } = parseArgs({
  options: { headed: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});
const out = path.join(root, 'out/demo');
mkdirSync(out, { recursive: true });
/** A person takes a moment for each click, and the recorder sees the page before it. */
const PAUSE = 150;
const say = (what) => console.log(`• ${what}`);

let desk;
try {
  desk = await startDesk({ port: Number(options.port) });
  const browser = await launch({ headless: !options.headed, pause: options.headed ? 0 : PAUSE });
  try {
    await (options.headed ? leaveToPerson(browser) : record(browser));
  } finally {
    await browser.close();
  }
} catch (error) {
  if (!isSaid(error)) throw error;
  process.exitCode = 1;
} finally {
  await desk?.stop();
}

/** What a person can mend is said in one line; of all else the trace is wanted. */
function isSaid({ message }) {
  // The desk itself said why, such as that its port is in use.
  if (message.startsWith('the practice desk ended')) return true;
  const noDisplay = options.headed && /XServer|X server|DISPLAY/.test(message);
  if (noDisplay) console.error('error: --headed needs a display: run it on a desktop, or leave --headed out');
  return noDisplay;
}

async function leaveToPerson({ context, id }) {
  const [page] = context.pages();
  await page.goto(`http://localhost:${desk.port}/`);
  await Panel.open(context, id);
  say(`The practice desk is at http://localhost:${desk.port}/, the panel in the other tab: press Record there`);
  // Without a page the person is done; a pop-up may close earlier.
  await context.waitForEvent('close', { timeout: 0 });
}

async function record({ context, id }) {
  for (const old of readdirSync(out)) rmSync(path.join(out, old));
  say(`The practice desk is at http://localhost:${desk.port}/`);
  const tabs = await openSystems(context, desk);
  say('Signed in as the agent Robin Field in all four systems');
  const panel = await Panel.open(context, id);
  await panel.record();
  say('Pressed Record');
  await allowSystems(panel, desk);
  say('Took the four systems into the recording');
  await panel.setTicket(job.ticket);
  say(`Said that it is about ${job.ticket}`);
  await provision(tabs, desk, { read: () => panel.shows('approve'), tell: say });

  await panel.page.bringToFront();
  await panel.page.setViewportSize({ width: 420, height: 900 });
  await panel.page.screenshot({ path: path.join(out, 'panel.png') });
  await panel.stop();
  const words = await panel.steps();
  const { name, bytes, session } = await panel.export(out);
  say(`Exported out/demo/${name} (${bytes.length} bytes); the panel's picture is out/demo/panel.png`);
  const errors = await extensionErrors(context, id);
  if (errors.length) throw new Error(`the extension reported errors: ${errors.join('; ')}`);
  tellFile(session, words);
}

/** Prints what the file says, and fails where that is not what was done. */
function tellFile({ log, derived }, words) {
  const count = (type) => log.filter((entry) => entry.body.type === type).length;
  console.log(`\nWhat the file says: ${log.length} entries, ${count('gap')} gaps, ${derived.steps.length} steps`);
  derived.steps.forEach((step, index) => {
    console.log(`  ${String(index + 1).padStart(2)}. ${step.phase.padEnd(8)} ${words[index]?.text ?? ''}`);
  });
  for (const { verdict } of derived.grants ?? [])
    if (verdict) console.log(`  verdict: ${verdict.order} (${verdict.rule})`);

  // The order in which the agent did it. Other steps may stand between, since reading is a step too.
  const order = ['request', 'approve', 'grant', 'confirm', 'close'];
  let reached = 0;
  for (const step of derived.steps) if (step.phase === order[reached]) reached += 1;
  if (reached < order.length) throw new Error(`the file shows no step "${order[reached]}" where it belongs`);
  if (count('gap') > 0) throw new Error('the file has gaps, and nothing was missed');
}
