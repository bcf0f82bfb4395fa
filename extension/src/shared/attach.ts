/** What worker and attach script say to each other, once a call and only on the agent's click. */
import type { AttachOutcome, AttachWay, FailureCode } from './messages';
import type { Hash, TicketId } from './protocol';

/** What the script sees on a page, before anything is sent. */
export interface AttachSight {
  ticket?: TicketId;
  /** How a file would get there, best first. */
  ways: AttachWay[];
  unverified: boolean;
}

/** A file on its way. */
export interface AttachJob {
  name: string;
  text: string;
  sha256: Hash;
  /** The profile of the page's product, as it stands in profiles/. */
  profile: unknown;
  /** The ticket that the agent was shown; without one it is what this page showed when it was looked at. */
  ticket?: TicketId;
  /** The way that the agent chose; without one the best that works. */
  way?: AttachWay;
}

export type AttachReply = { ok: true; outcome: AttachOutcome } | { ok: false; code: FailureCode; details: string[] };
