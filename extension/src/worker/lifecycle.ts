/**
 * The states of a recording and the ways between them. Each way ends in one transaction, so that a worker that ends in
 * the middle leaves the state before or the state after, and start-up mends the rest.
 */

import { hex } from '../shared/hex';
import type { FailureCode } from '../shared/messages';
import type { Continues, SessionId, TicketId } from '../shared/protocol';
import { database, type StoredSession } from '../shared/store';
import { endCapture, heardBy, startCapture, tell } from './capture';
import { Core, startCore } from './core';
import { dropAbsence, writeAbsence } from './coverage';
import { Failed, haltedBy, setHalted } from './failures';
import { drain, drainAll, purge } from './journal';
import { introducer, unlearn } from './learning';
import { apply, ask, current, forget, type Live, open, take } from './live';
import { create, remove } from './log';
import { cancelPick } from './pick';
import { randomBytes } from './random';
import { newKey } from './seal';
import { agentLabel, buildInfo } from './settings';
import { isGranted, learnFrom, remembered } from './systems';
import { vocabulary } from './vocabulary';

type SessionState = StoredSession['state'];

const ACTIVE: readonly SessionState[] = ['recording', 'paused'];

export const isActive = (live: Live | undefined): live is Live => !!live && ACTIVE.includes(live.row.state);

/** The current session in one of these states; else a refusal that says what is missing. */
export async function expect(...states: SessionState[]): Promise<Live> {
  const live = await current();
  if (!live) throw new Failed('no_session');
  if (!states.includes(live.row.state)) throw new Failed('wrong_state', [live.row.state]);
  return live;
}

async function refuseActive(code: FailureCode = 'already_recording'): Promise<void> {
  if (isActive(await current())) throw new Failed(code);
}

/** Begins a recording. */
export async function record(ticket?: TicketId): Promise<SessionId> {
  await refuseActive();
  return (await begin(ticket)).row.id;
}

/** Begins a recording, or the supplement of one. */
export async function begin(ticket: TicketId | undefined, continues?: Continues): Promise<Live> {
  await startCore();
  await purge();
  await setHalted(undefined);
  await dropAbsence();
  const now = Date.now();
  const { key, publicKey } = await newKey();
  const agent = await agentLabel();
  const all = await remembered();
  const granted = await Promise.all(all.map(({ origin }) => isGranted(origin)));
  const introduce = await introducer();
  const { core, output } = Core.begin(now, randomBytes(42), {
    ...(await buildInfo()),
    public_key: publicKey,
    vocabulary: await vocabulary(),
    ...(ticket !== undefined && { ticket }),
    ...(agent && { agent }),
    ...(continues && { continues }),
  });
  const entered = all.filter((_, at) => granted[at]).map((system) => introduce(core, now, system));
  const outputs = [output, ...entered];
  const row: StoredSession = {
    id: core.view().session.id,
    state: 'recording',
    started: now,
    ended: now,
    entries: 0,
    steps: 0,
    gaps: 0,
    gestures: 0,
    systems: [],
    places: [],
    kept: [],
    caseKey: hex(randomBytes(32)),
    publicKey,
  };
  const lines = outputs.flatMap((one) => one.lines);
  const live = take({ row: await create(row, { ...(outputs.at(-1) ?? output), lines }, key), core });
  await startCapture(live.row);
  return live;
}

/** Pages are told first: what they write until they hear it is still taken. */
export async function pause(): Promise<void> {
  const live = await expect('recording');
  await tell(live.row, true);
  await drain();
  await writeAbsence(live);
  await cancelPick();
  await apply(live, (core) => core.turn(Date.now(), 'pause'));
}

/** Goes on: after a pause, after a failure, or with a session that was set aside. */
export async function resume(session?: SessionId): Promise<void> {
  const now = await current();
  const wanted = session ?? now?.row.id;
  if (wanted === undefined) throw new Failed('no_session');
  const isCurrent = now?.row.id === wanted;
  const failed = isCurrent && haltedBy() !== undefined;
  if (!isCurrent) await refuseActive();
  if (failed) forget();
  const live = await open(wanted);
  const { state, ended } = live.row;
  if (state === 'sealed' || state === 'imported') throw new Failed('wrong_state', [state]);
  if (state === 'recording' && !failed) throw new Failed('already_recording');
  await dropAbsence();
  // What pages could write before recording failed is taken now; what they could not is a gap.
  if (failed) await drain();
  if ((await logState(live)) === 'recording') {
    const gap = { cause: 'storage_failed', since: ended } as const;
    await apply(live, (core) => core.gap(Date.now(), gap), { row: { state: 'recording' }, current: true });
  } else {
    await apply(live, (core) => core.turn(Date.now(), 'resume'), { current: true });
  }
  await setHalted(undefined);
  await startCapture(live.row);
}

/** What the log says that the recording does. */
export const logState = (live: Live): Promise<string> => ask(live, (core) => core.view().state);

/** Leaves a recording that failed among those that can be gone on with. */
export async function giveUp(): Promise<void> {
  forget();
  await endCapture();
  const live = await current();
  // What the journal holds is taken if the disk works again; if not, the log ends where it ended.
  await drain().catch(forget);
  if (live) await interrupt(live.row.id);
  await setHalted(undefined);
}

async function interrupt(session: SessionId): Promise<void> {
  const tx = (await database()).transaction(['sessions', 'settings'], 'readwrite', { durability: 'strict' });
  const rows = tx.objectStore('sessions');
  const row = await rows.get(session);
  if (row && ACTIVE.includes(row.state)) await rows.put({ ...row, state: 'interrupted' });
  await tx.objectStore('settings').delete('current');
  await tx.done;
  forget();
}

/** Sets the session aside for another day. */
export async function park(): Promise<void> {
  const live = await expect('recording', 'paused');
  await leave(live);
  await apply(live, (core) => core.turn(Date.now(), 'park'), {
    row: { steps: await countSteps(live) },
    current: false,
  });
}

/** Ends the recording. Corrections may follow until the session is sealed. */
export async function stop(): Promise<void> {
  const live = await expect('recording', 'paused');
  await leave(live);
  await apply(live, (core) => core.turn(Date.now(), 'stop'), { row: { steps: await countSteps(live) } });
  await learnFrom(live);
}

/** No page writes any more, and all that was written is in the log. */
async function leave(live: Live): Promise<void> {
  await endCapture();
  await heardBy(live.row);
  await drainAll();
  await cancelPick();
  await writeAbsence(live);
}

export const countSteps = (live: Live): Promise<number> => ask(live, (core) => core.view().steps.length);

/** Throws a session away, with its keys and files. */
export async function discard(session?: SessionId): Promise<void> {
  const live = await current().catch(() => undefined);
  const wanted = session ?? live?.row.id;
  if (wanted === undefined) throw new Failed('no_session');
  if (live?.row.id === wanted) {
    await cancelPick();
    await endCapture();
    await heardBy(live.row);
    await purge();
    await setHalted(undefined);
    await dropAbsence();
    forget();
  }
  await remove(wanted);
  await unlearn(wanted);
}

/** Sets this session aside and goes on with the one of another ticket. */
export async function switchTicket(ticket: TicketId): Promise<void> {
  await park();
  const rows = await (await database()).getAll('sessions');
  const [waiting] = rows
    .filter((row) => row.ticket === ticket && (row.state === 'parked' || row.state === 'interrupted'))
    .sort((a, b) => b.ended - a.ended);
  if (waiting) await resume(waiting.id);
  else await begin(ticket);
}
