/** The log in the database. Entries, the recorder's own notes and the summary change in one transaction or not at all. */
import type { Entry, SessionId } from '../shared/protocol';
import { database, lineRange, type StoredSession } from '../shared/store';
import type { Output } from './core';

const strict: IDBTransactionOptions = { durability: 'strict' };

/** All that a recorder is restored from. */
export interface StoredLog {
  row: StoredSession;
  lines: string[];
  kept: string;
}

export async function readLog(session: SessionId): Promise<StoredLog | undefined> {
  const tx = (await database()).transaction(['sessions', 'lines', 'private']);
  const [row, lines, kept] = await Promise.all([
    tx.objectStore('sessions').get(session),
    tx.objectStore('lines').getAll(lineRange(session)),
    tx.objectStore('private').get(session),
    tx.done,
  ]);
  return row && { row, lines: lines.map(({ line }) => line), kept: kept?.text ?? '' };
}

/** What changes together with new entries. */
export interface Change {
  row?: Partial<StoredSession>;
  /** Whether the session becomes the current one, or ceases to be it. */
  current?: boolean;
}

/**
 * Appends what the recorder says and returns the summary as it then is. An entry that is already there is an error: it
 * would mean that two writers are at work.
 */
export async function append(row: StoredSession, output: Output, change: Change = {}): Promise<StoredSession> {
  const next = { ...summarise(row, output), ...change.row };
  const tx = (await database()).transaction(['sessions', 'lines', 'private', 'settings'], 'readwrite', strict);
  const lines = tx.objectStore('lines');
  const settings = tx.objectStore('settings');
  await Promise.all([
    ...output.lines.map((line, at) => lines.add({ session: row.id, i: row.entries + at, line })),
    tx.objectStore('private').put({ session: row.id, text: output.private }),
    tx.objectStore('sessions').put(next),
    ...(change.current === undefined
      ? []
      : [change.current ? settings.put(row.id, 'current') : settings.delete('current')]),
    tx.done,
  ]);
  return next;
}

/** Begins a log: summary, first entries, signing key and the note of which session is the current one. */
export async function create(row: StoredSession, output: Output, key: CryptoKey): Promise<StoredSession> {
  const next = summarise(row, output);
  const tx = (await database()).transaction(['sessions', 'lines', 'private', 'keys', 'settings'], 'readwrite', strict);
  const lines = tx.objectStore('lines');
  await Promise.all([
    tx.objectStore('sessions').add(next),
    ...output.lines.map((line, i) => lines.add({ session: row.id, i, line })),
    tx.objectStore('private').add({ session: row.id, text: output.private }),
    tx.objectStore('keys').add({ session: row.id, key }),
    tx.objectStore('settings').put(row.id, 'current'),
    tx.done,
  ]);
  return next;
}

/** Removes a session with everything that belongs to it. */
export async function remove(session: SessionId): Promise<void> {
  const stores = ['sessions', 'lines', 'private', 'keys', 'files', 'documents', 'settings'] as const;
  const tx = (await database()).transaction(stores, 'readwrite', strict);
  const documents = tx.objectStore('documents');
  const [current, owned] = await Promise.all([
    tx.objectStore('settings').get('current'),
    documents.index('session').getAllKeys(session),
  ]);
  await Promise.all([
    tx.objectStore('sessions').delete(session),
    tx.objectStore('lines').delete(lineRange(session)),
    tx.objectStore('private').delete(session),
    tx.objectStore('keys').delete(session),
    tx.objectStore('files').delete(session),
    ...owned.map((document) => documents.delete(document)),
    ...(current === session ? [tx.objectStore('settings').delete('current')] : []),
    tx.done,
  ]);
}

/** The summary after these lines: the library's numbers and states follow from the log alone. */
export function summarise(row: StoredSession, output: Output): StoredSession {
  const next: StoredSession = { ...row, places: [...row.places], entries: row.entries + output.lines.length };
  for (const line of output.lines) {
    const { wall, body } = JSON.parse(line) as Entry;
    next.ended = Math.max(next.ended, wall);
    switch (body.type) {
      case 'system': {
        const { type: _, ...system } = body;
        next.places[system.id - 1] = system;
        break;
      }
      case 'ticket':
        next.ticket = body.ticket;
        break;
      case 'page':
        if (body.event.event === 'gesture') next.gestures++;
        break;
      case 'gap':
        next.gaps++;
        if (body.cause === 'browser_restarted' && next.state === 'recording') next.state = 'interrupted';
        break;
      case 'genesis':
      case 'resumed':
        next.state = 'recording';
        break;
      case 'paused':
      case 'parked':
      case 'stopped':
        next.state = body.type;
        break;
      case 'finished':
        // Until it is sealed.
        next.state = 'stopped';
        break;
    }
  }
  next.systems = next.places.map(({ name }) => name);
  return next;
}
