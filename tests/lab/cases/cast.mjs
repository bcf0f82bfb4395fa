// Who sits at which browser.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../../e2e/lib/browser.mjs';
import { Ledger } from '../people/ledger.mjs';
import { Person, Seat } from '../people/person.mjs';

/**
 * `extension` is the folder of the unpacked extension, for the desk alone; null for none. `browsers` is 1 (everybody at one browser, signing out and in) or 2 (the agent at one, the others at another that
 * never has the extension).
 */
export async function makeCast({ browsers, extension = null, headed = false }) {
  const ledger = new Ledger();
  const open = async (name, folder) => {
    const browser = await launch({ extension: folder, headless: !headed });
    browser.context.setDefaultTimeout(Number(process.env.LEDGERIUM_LAB_TIMEOUT ?? 30000));
    return new Seat({ name, ...browser });
  };
  const desk = await open('desk', extension);
  const office = browsers === 1 ? desk : await open('office', null);
  return {
    ledger,
    desk,
    office,
    agent: new Person('nadia', desk, ledger),
    approver: new Person('oscar', office, ledger),
    requester: new Person('mei', office, ledger),
    async close() {
      for (const seat of new Set([desk, office])) await seat.browser.close();
    },
  };
}

/** Runs a story; where it breaks off, leaves a picture of every open page and says what was done last. */
export async function withPictures(cast, outDir, story) {
  try {
    return await story();
  } catch (error) {
    mkdirSync(outDir, { recursive: true });
    for (const { browser } of new Set([cast.desk, cast.office]))
      for (const [n, page] of browser.context.pages().entries())
        await page.screenshot({ path: path.join(outDir, `failed-${browser.name}-${n}.png`) }).catch(() => {});
    const { person, system, kind, what } = cast.ledger.actions.at(-1) ?? {};
    error.message += `\n  last: ${person} in ${system}: ${kind} ${what}; pictures in ${outDir}`;
    throw error;
  }
}
