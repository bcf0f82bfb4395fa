/** The session in hand: its recorder, and the one way in which entries are added to it. */
import type { SessionId } from '../shared/protocol';
import { database, type StoredSession } from '../shared/store';
import { Core, CoreTrap, type Output, renewCore, startCore } from './core';
import { Failed } from './failures';
import { append, type Change, readLog, type StoredLog } from './log';
import { vocabulary } from './vocabulary';

/** A session and its recorder. The recorder is replaced after a trap, so it is never kept elsewhere. */
export interface Live {
  row: StoredSession;
  core: Core;
}

let inHand: Live | undefined;

/** The session that panel and badge show, if there is one. Read from disk after a restart. */
export async function current(): Promise<Live | undefined> {
  const id = await currentId();
  return id === undefined ? undefined : open(id);
}

/** Its summary, for which no recorder is needed. */
export async function currentRow(): Promise<StoredSession | undefined> {
  const id = await currentId();
  if (id === undefined || inHand?.row.id === id) return id === undefined ? undefined : inHand?.row;
  return (await database()).get('sessions', id);
}

async function currentId(): Promise<SessionId | undefined> {
  return (await (await database()).get('settings', 'current')) as SessionId | undefined;
}

/** A session with its recorder; the last one stays in memory. */
export async function open(session: SessionId): Promise<Live> {
  if (inHand?.row.id === session) return inHand;
  const log = await read(session);
  await startCore();
  inHand = { row: log.row, core: await restore(log) };
  return inHand;
}

/** Takes a session that was just begun. */
export function take(live: Live): Live {
  inHand = live;
  return live;
}

/** Drops what is in memory, so that the next look is at what is on disk. */
export function forget(): void {
  inHand = undefined;
}

/** Lets the recorder add to the log. After a trap it is restored, says so in the log, and is asked once more. */
export async function apply(live: Live, work: (core: Core) => Output, change: Change = {}): Promise<Output> {
  const output = await ask(live, work);
  await commit(live, output, change);
  return output;
}

/** Asks the recorder. After a second trap it is whole again, but what was asked is not done. */
export async function ask<T>(live: Live, work: (core: Core) => T): Promise<T> {
  try {
    return work(live.core);
  } catch (error) {
    if (!(error instanceof CoreTrap)) throw error;
    await revive(live);
  }
  try {
    return work(live.core);
  } catch (error) {
    if (error instanceof CoreTrap) await revive(live);
    throw error;
  }
}

/** What cannot be written is not in the log, so the recorder that already counts it is dropped. */
async function commit(live: Live, output: Output, change: Change): Promise<void> {
  try {
    live.row = await append(live.row, output, change);
  } catch (error) {
    forget();
    throw error;
  }
}

async function revive(live: Live): Promise<void> {
  renewCore();
  const log = await read(live.row.id);
  live.row = log.row;
  live.core = await restore(log);
  // A log that is finished stays as it is.
  if (live.core.view().state === 'finished') return;
  await commit(live, live.core.gap(Date.now(), { cause: 'core_trap' }), {});
}

async function read(session: SessionId): Promise<StoredLog> {
  const log = await readLog(session);
  if (!log) throw new Failed('not_found', [session]);
  return log;
}

/** A trap while restoring is tried once more on a fresh instance; then it is the log that the recorder cannot read. */
async function restore({ lines, kept }: StoredLog): Promise<Core> {
  const terms = await vocabulary();
  try {
    return Core.restore(lines, kept, terms);
  } catch (error) {
    if (!(error instanceof CoreTrap)) throw error;
    renewCore();
    return Core.restore(lines, kept, terms);
  }
}
