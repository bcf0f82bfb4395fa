// The story without the extension: shows that the systems and the people of the lab work, and that the ledger counts
// what a witness inside the pages sees.
import { placeWitness } from '../browser/witness.mjs';
import { makeCast, withPictures } from './cast.mjs';
import { provision } from './provisioning.mjs';

export async function rehearse({ browsers, headed, outDir }) {
  const cast = await makeCast({ browsers, headed });
  try {
    const seats = [...new Set([cast.desk, cast.office])];
    const witnessed = new Map();
    for (const seat of seats) witnessed.set(seat, await placeWitness(seat.browser));
    await withPictures(cast, outDir, () => provision(cast, cast.ledger));
    return seats.map((seat) => {
      const seen = witnessed.get(seat);
      return {
        browser: seat.browser.name,
        made: cast.ledger.gestures(seat.browser.name),
        seen: seen.filter(({ kind }) => kind === 'click'),
      };
    });
  } finally {
    await cast.close();
  }
}
