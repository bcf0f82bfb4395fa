/** The recordings on this machine. */
import type { SessionSummary } from '../shared/messages';
import type { SessionId } from '../shared/protocol';
import { database, lineRange, type StoredSession } from '../shared/store';
import { checkFile } from './check';
import { Failed } from './failures';
import { sha256 } from './seal';

/** What the panel may know of a session: its keys are not among it. */
export function summaryOf(row: StoredSession): SessionSummary {
  const { caseKey: _, publicKey: __, places: ___, gestures: ____, kept: _____, ...summary } = row;
  return summary;
}

/** All sessions, the newest first. */
export async function sessions(): Promise<SessionSummary[]> {
  const rows = await (await database()).getAll('sessions');
  return rows.sort((a, b) => b.started - a.started).map(summaryOf);
}

/** Those that wait to be gone on with. */
export async function unfinished(): Promise<SessionSummary[]> {
  return (await sessions()).filter(({ state }) => state === 'parked' || state === 'interrupted');
}

/** A part of the log as it stands. */
export async function inspect(
  session: SessionId,
  from: number,
  count: number,
): Promise<{ lines: string[]; total: number }> {
  const db = await database();
  const row = await db.get('sessions', session);
  if (!row) throw new Failed('not_found', [session]);
  const lines = await db.getAll('lines', lineRange(session, Math.max(0, from), Math.max(1, Math.min(count, 1000))));
  return { lines: lines.map(({ line }) => line), total: row.entries };
}

/** Takes a file of another machine, if there is nothing wrong with it. */
export async function importFile(name: string, text: string): Promise<SessionId> {
  const bytes = new TextEncoder().encode(text);
  const file = await checkFile(name, bytes);
  const { id, ticket, started, ended } = file.session;
  const db = await database();
  if (await db.get('sessions', id)) throw new Failed('already_there', [name]);
  const hash = await sha256(bytes);
  const row: StoredSession = {
    id,
    ...(ticket && { ticket }),
    state: 'imported',
    started,
    ended,
    entries: file.log.length,
    steps: file.derived.steps.length,
    gaps: file.log.filter(({ body }) => body.type === 'gap').length,
    systems: file.systems.map((system) => system.name),
    places: file.systems,
    gestures: file.derived.metrics.gestures,
    kept: [],
    file: { name, size: bytes.length, sha256: hash },
  };
  const tx = db.transaction(['sessions', 'lines', 'files'], 'readwrite', { durability: 'strict' });
  await Promise.all([
    tx.objectStore('sessions').add(row),
    // A file's bytes are canonical, so an entry's own JSON in the same order of keys is canonical too.
    ...file.log.map((entry, i) => tx.objectStore('lines').add({ session: id, i, line: JSON.stringify(entry) })),
    tx.objectStore('files').add({ session: id, name, sha256: hash, bytes }),
    tx.done,
  ]);
  return id;
}
