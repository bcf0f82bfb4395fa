/** The end of a session: its sealed file, whatever state it is in. */
import type { SessionId } from '../shared/protocol';
import { type StoredFile, sealedFile } from '../shared/store';
import { endCapture, heardBy, tell } from './capture';
import { writeAbsence } from './coverage';
import { haltedBy, isStorageError, setHalted } from './failures';
import { drainAll } from './journal';
import { begin, isActive, logState } from './lifecycle';
import { apply, current, forget, type Live, open } from './live';
import { seal, sealInMemory } from './seal';

/** The sealed file of a session. One that still records is sealed as it is, and a supplement goes on. */
export async function exportSession(session: SessionId): Promise<StoredFile> {
  const done = await sealedFile(session);
  if (done) return done;
  const now = await current();
  const failed = now?.row.id === session && haltedBy() !== undefined;
  if (now?.row.id === session && isActive(now) && !failed) return supplement(now);
  if (failed) return exportFailed(session);
  const live = await open(session);
  if (live.row.state === 'parked') await apply(live, (core) => core.turn(Date.now(), 'stop'));
  return (await seal(live, live.row.state === 'interrupted' ? 'recovered' : 'exported')).file;
}

/** Recording failed: what was kept becomes a file, in memory if the disk still takes nothing. */
async function exportFailed(session: SessionId): Promise<StoredFile> {
  forget();
  await endCapture();
  const gap = { cause: 'storage_failed', since: (await open(session)).row.ended } as const;
  await drainAll().catch(forget);
  try {
    const live = await open(session);
    if ((await logState(live)) !== 'finished') await apply(live, (core) => core.gap(Date.now(), gap));
    const { file } = await seal(live, 'recovered');
    await setHalted(undefined);
    return file;
  } catch (error) {
    if (!isStorageError(error)) throw error;
    forget();
    // Recording has not ceased to be a failed one: its log could not be ended.
    return sealInMemory(await open(session), 'recovered', gap);
  }
}

async function supplement(live: Live): Promise<StoredFile> {
  const { id, ticket, state } = live.row;
  await tell(live.row, true);
  await heardBy(live.row);
  await drainAll();
  await writeAbsence(live);
  const { file, root } = await seal(live, 'continued');
  const next = await begin(ticket, { session: id, root });
  if (state === 'paused') {
    await tell(next.row, true);
    await apply(next, (core) => core.turn(Date.now(), 'pause'));
  }
  return file;
}
