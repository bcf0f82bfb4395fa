// The list of what people did, with what the truth of a recording needs beside it: which ticket it was for, what was
// read, and which act gave or took access.
import { Ledger } from '../lab/people/ledger.mjs';

export class TruthLedger extends Ledger {
  phase = 'request';
  ticket = undefined;

  /** While it is on, what people do is not part of the recording. */
  off = false;

  /** While it is on, what people do only brings them to where the work is. */
  way = false;

  add(entry) {
    if (this.off) return { ...entry };
    return super.add({ ...(this.ticket && { ticket: this.ticket }), ...(this.way && { way: true }), ...entry });
  }

  /** Goes somewhere. */
  async along(go) {
    this.way = true;
    try {
      return await go();
    } finally {
      this.way = false;
    }
  }

  /** Does something in another phase, and goes back. */
  async in(phase, work) {
    const before = [this.phase, this.ticket];
    this.phase = phase;
    if (phase === 'other') this.ticket = undefined;
    try {
      return await work();
    } finally {
      [this.phase, this.ticket] = before;
    }
  }

  /** The last act that settled something. */
  lastCommit() {
    return this.actions.findLast(({ commit }) => commit);
  }
}
