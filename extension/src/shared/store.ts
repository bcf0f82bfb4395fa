/**
 * The database of the extension. Pages of web sites cannot reach it, and what a transaction committed with strict
 * durability survives the end of worker and browser. The worker writes it; the extension's pages only read files.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SessionSummary, VocabularyTerm } from './messages';
import type { Hash, Origin, SessionId, System, TicketId } from './protocol';

/** A session as the database keeps it: what the library lists, and what the worker must know after a restart. */
export interface StoredSession extends SessionSummary {
  /** The systems in the order of their numbers. */
  places: System[];
  /** Gestures so far, for the badge. */
  gestures: number;
  /** Tickets that were opened and that the agent said are not this session's. */
  kept: TicketId[];
  /** The key of the session's tags and the public half of its signing key; gone once it is sealed. */
  caseKey?: string;
  publicKey?: Hash;
}

/** A document of a session: whose it is, as the browser says, and the key of its marks. */
export interface StoredDocument {
  document: string;
  session: SessionId;
  secret: string;
  origin: Origin;
  tabId: number;
  /** The browser's own name of the document, which no other document ever has. */
  documentId: string;
  /** The language of its reading list. */
  language?: string;
}

/** A sealed or imported file. */
export interface StoredFile {
  session: SessionId;
  name: string;
  sha256: Hash;
  bytes: Uint8Array;
}

export interface Tables extends DBSchema {
  sessions: { key: SessionId; value: StoredSession };
  /** The log: canonical JSON, one entry a line. */
  lines: { key: [SessionId, number]; value: { session: SessionId; i: number; line: string } };
  /** What the recorder keeps beside the log and never exports. */
  private: { key: SessionId; value: { session: SessionId; text: string } };
  files: { key: SessionId; value: StoredFile };
  /** Signing keys of sessions that are not sealed yet. */
  keys: { key: SessionId; value: { session: SessionId; key: CryptoKey } };
  documents: { key: string; value: StoredDocument; indexes: { session: SessionId } };
  vocabulary: { key: number; value: VocabularyTerm };
  settings: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Tables>;

let opening: Promise<Database> | undefined;

/** The database, opened once and again after it was closed under us. */
export function database(): Promise<Database> {
  const forget = () => {
    opening = undefined;
  };
  opening ??= openDB<Tables>('ledgerium', 1, {
    upgrade(db) {
      db.createObjectStore('sessions', { keyPath: 'id' });
      db.createObjectStore('lines', { keyPath: ['session', 'i'] });
      db.createObjectStore('private', { keyPath: 'session' });
      db.createObjectStore('files', { keyPath: 'session' });
      db.createObjectStore('keys', { keyPath: 'session' });
      db.createObjectStore('documents', { keyPath: 'document' }).createIndex('session', 'session');
      db.createObjectStore('vocabulary', { keyPath: 'id' });
      db.createObjectStore('settings');
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return opening;
}

/** The bytes of a sealed or imported file. */
export async function readFile(session: SessionId): Promise<Uint8Array | undefined> {
  return (await sealedFile(session))?.bytes;
}

/** A sealed or imported file; one that the disk did not take waits in memory until the browser ends. */
export async function sealedFile(session: SessionId): Promise<StoredFile | undefined> {
  const key = rescueKey(session);
  const rescued = (await chrome.storage.session.get(key))[key] as Rescued | undefined;
  if (rescued) return { session, ...rescued, bytes: new TextEncoder().encode(rescued.text) };
  return (await database()).get('files', session);
}

interface Rescued {
  name: string;
  sha256: Hash;
  text: string;
}

const rescueKey = (session: SessionId): string => `file/${session}`;

/** Keeps a file in memory because the disk does not take it. */
export async function rescueFile({ session, name, sha256, bytes }: StoredFile): Promise<void> {
  const rescued: Rescued = { name, sha256, text: new TextDecoder().decode(bytes) };
  await chrome.storage.session.set({ [rescueKey(session)]: rescued });
}

/** All entries of a session from `first` on, the first `most` of them. */
export function lineRange(session: SessionId, first = 0, most = Number.MAX_SAFE_INTEGER): IDBKeyRange {
  return IDBKeyRange.bound([session, first], [session, first + most - 1]);
}
