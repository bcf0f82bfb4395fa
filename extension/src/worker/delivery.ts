/** The way of a sealed file onto its ticket: the worker finds the page and hands the file over, the page's tab sends it. */

import type { AttachJob, AttachReply, AttachSight } from '../shared/attach';
import type { AttachOutcome, AttachTarget, AttachWay } from '../shared/messages';
import type { SessionId, TicketId } from '../shared/protocol';
import { database, type StoredSession } from '../shared/store';
import { allProfiles } from './capture';
import { Failed } from './failures';
import { exportSession } from './finish';
import { callIn, filesIn } from './inject';
import { serially } from './queue';
import { remembered } from './systems';
import { push } from './view';

const FILES = ['extension/build/attach.js'];

interface Page {
  tabId: number;
  origin: string;
  name: string;
  profile?: string | undefined;
}

/** Open pages that a file could go to, the one of the session's own ticket first. */
export async function attachTargets(session: SessionId): Promise<AttachTarget[]> {
  const row = await (await database()).get('sessions', session);
  if (!row) throw new Failed('not_found', [session]);
  const found = await Promise.all((await pages(row)).map(look));
  const own = (target: AttachTarget) => (target.ticket !== undefined && target.ticket === row.ticket ? 0 : 1);
  return found.flatMap((target) => (target ? [target] : [])).sort((a, b) => own(a) - own(b));
}

/** Tabs of ticketing systems, of this session or remembered. */
async function pages(row: StoredSession): Promise<Page[]> {
  const systems = [...row.places, ...(await remembered())].filter(({ kind }) => kind === 'ticketing');
  const tabs = await chrome.tabs.query({ url: ['http://*/*', 'https://*/*'] });
  return tabs.flatMap(({ id: tabId, url }) => {
    const origin = url && new URL(url).origin;
    const system = systems.find((one) => one.origin === origin);
    return system && tabId !== undefined
      ? [{ tabId, origin: system.origin, name: system.name, profile: system.profile }]
      : [];
  });
}

async function look({ tabId, origin, name, profile }: Page): Promise<AttachTarget | undefined> {
  const knows = profile === undefined ? undefined : (await allProfiles())[profile];
  const sight = await run<AttachSight>(tabId, 'look', knows ?? null).catch(() => undefined);
  if (!sight) return undefined;
  const { ticket, ways, unverified } = sight;
  return { tabId, origin, system: name, ...(ticket !== undefined && { ticket }), ways, unverified };
}

/** Sends the file. Called on the agent's click in the panel and at no other time. */
export async function attach(
  session: SessionId,
  tabId: number,
  shown: TicketId | undefined,
  way: AttachWay | undefined,
): Promise<AttachOutcome> {
  const file = await serially(() => exportSession(session));
  push();
  const row = await (await database()).get('sessions', session);
  const page = row && (await pages(row)).find((one) => one.tabId === tabId);
  if (!row || !page) throw new Failed('tab_unreachable');
  const knows = page.profile === undefined ? undefined : (await allProfiles())[page.profile];
  const job: AttachJob = {
    name: file.name,
    text: new TextDecoder().decode(file.bytes),
    sha256: file.sha256,
    profile: knows ?? null,
    ...(shown !== undefined && { ticket: shown }),
    ...(way && { way }),
  };
  const reply = await run<AttachReply>(tabId, 'attach', job).catch((error: unknown) => {
    throw new Failed('tab_unreachable', [error instanceof Error ? error.message : String(error)]);
  });
  if (!reply.ok) throw new Failed(reply.code, reply.details);
  const { outcome } = reply;
  const ticket = outcome.ticket ?? row.ticket;
  if (outcome.way !== 'download' && ticket !== undefined) {
    const attached = { ticket, confirmed: outcome.attached === 'confirmed', at: Date.now() };
    await serially(async () => note(session, attached));
  }
  return outcome;
}

async function note(session: SessionId, attached: NonNullable<StoredSession['attached']>): Promise<void> {
  const tx = (await database()).transaction('sessions', 'readwrite', { durability: 'strict' });
  const row = await tx.store.get(session);
  // A confirmed copy is not made doubtful by a later one that is not.
  if (row && !(row.attached?.confirmed && !attached.confirmed)) await tx.store.put({ ...row, attached });
  await tx.done;
}

/** Calls the attach script in the tab. It is put there anew each time, and leaves no listener behind. */
async function run<T>(tabId: number, what: 'look' | 'attach', job: unknown): Promise<T> {
  await filesIn({ tabId }, FILES);
  const [answer] = await callIn(
    { tabId },
    (name, argument) => {
      const { ledgeriumAttach } = globalThis as unknown as {
        ledgeriumAttach: Record<string, (job: unknown) => unknown>;
      };
      return ledgeriumAttach[name]?.(argument);
    },
    what as string,
    job,
  );
  if (!answer?.result) throw new Failed('tab_unreachable');
  return answer.result as T;
}
