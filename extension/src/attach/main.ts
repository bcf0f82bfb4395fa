/**
 * Attaching a session file to its ticket. The worker puts this script into the ticket's tab when the agent opens the
 * dialog, and calls `attach` on his click and at no other time. It listens to nothing.
 */
import { signedOut, ticketHere, useProfile } from '../content/profile';
import type { AttachJob, AttachReply, AttachSight } from '../shared/attach';
import type { AttachOutcome, AttachWay } from '../shared/messages';
import { type Adapter, AttachError, hashOf } from './adapter';
import { jira } from './jira';
import { hand, pageWays } from './page';
import { requestTracker } from './request-tracker';
import { servicenow } from './servicenow';
import { zendesk } from './zendesk';

const ADAPTERS: readonly Adapter[] = [requestTracker, servicenow, jira, zendesk];

/** Outlives this script, which is put into the page anew for each call, and not the page. */
const page = globalThis as unknown as { ledgeriumAttach: object; ledgeriumSeen?: string };

/** What tells the ticket that a page shows from the next one. */
const shown = (): string => ticketHere() ?? location.href;

/** What an offered page holds, without touching it. */
function look(profile: unknown): AttachSight {
  const adapter = choose(profile);
  const ticket = ticketHere();
  page.ledgeriumSeen = shown();
  const ways: AttachWay[] = [...(adapter?.record() ? (['api'] as const) : []), ...pageWays()];
  return { ...(ticket !== undefined && { ticket }), ways, unverified: adapter?.unverified ?? false };
}

function choose(profile: unknown): Adapter | undefined {
  useProfile(profile ?? undefined);
  const id = (profile as { attach?: string } | null)?.attach;
  return ADAPTERS.find((adapter) => adapter.id === id);
}

async function attach(job: AttachJob): Promise<AttachReply> {
  try {
    return { ok: true, outcome: await deliver(job) };
  } catch (error) {
    if (error instanceof AttachError) return { ok: false, code: error.code, details: error.details };
    return { ok: false, code: 'attach_failed', details: [error instanceof Error ? error.name : 'error'] };
  }
}

async function deliver(job: AttachJob): Promise<AttachOutcome> {
  const adapter = choose(job.profile);
  if (signedOut()) throw new AttachError('attach_signed_out');
  // The agent clicked on what was looked at; what the tab shows since is another matter.
  if (shown() !== (job.ticket ?? page.ledgeriumSeen)) throw new AttachError('attach_failed', ['other_ticket']);
  const ticket = ticketHere();
  const record = adapter?.record();
  const ways = job.way ? [job.way] : [...(record ? (['api'] as const) : []), ...pageWays()];
  if (ways[0] === 'api') {
    if (!record || ticket === undefined) throw new AttachError('attach_failed', ['api']);
    const receipt = await record.attach(job);
    // The file is on its way; that it cannot be read back is no reason to say that it failed.
    const bytes = await record.read(receipt).catch(() => undefined);
    const same = bytes !== undefined && hashOf(bytes) === job.sha256;
    return { attached: same ? 'confirmed' : 'unconfirmed', ticket, way: 'api' };
  }
  const way = ways.find((one) => hand(job, one));
  if (!way) throw new AttachError('attach_failed', ways);
  return { attached: 'unconfirmed', ...(ticket !== undefined && { ticket }), way };
}

page.ledgeriumAttach = { look, attach };
