// The story without the extension: shows that the systems and the people of the lab work, and that the ledger counts
// what a witness inside the pages sees.
import { placeWitness } from '../browser/witness.mjs';
import { makeCast } from './cast.mjs';
import { provision } from './provisioning.mjs';

export async function rehearse({ browsers, headed, shoot }) {
  const cast = await makeCast({ browsers, headed });
  try {
    const seats = [...new Set([cast.desk, cast.office])];
    const witnessed = new Map();
    for (const seat of seats) witnessed.set(seat, await placeWitness(seat.browser));
    try {
      await provision(cast, cast.ledger);
    } catch (error) {
      await shoot(cast);
      throw error;
    }
    return seats.map((seat) => {
      const seen = witnessed.get(seat);
      return {
        browser: seat.browser.name,
        made: cast.ledger.gestures(seat.browser.name),
        seen: seen.filter(({ kind }) => kind === 'click'),
        untrusted: seen.filter(({ kind, trusted }) => kind === 'choice' && !trusted),
      };
    });
  } finally {
    await cast.close();
  }
}
