// Who sits at which browser.
import { launchBrowser } from '../browser/launch.mjs';
import { Ledger } from '../people/ledger.mjs';
import { Person, Seat } from '../people/person.mjs';

/**
 * `browsers` is 1 (everybody at one browser, signing out and in) or 2 (the agent at one, the others at another that
 * never has the extension).
 */
export async function makeCast({ browsers, extensionDir, headed }) {
  const ledger = new Ledger();
  const desk = new Seat(await launchBrowser({ name: 'desk', extensionDir, headed }));
  const office = browsers === 1 ? desk : new Seat(await launchBrowser({ name: 'office', headed }));
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
