/**
 * The drain: from the journal that pages write to the log. A record leaves the journal only after its entry is
 * committed, so the worker may end at any point; one that comes again is known by its document and number.
 */
import { JOURNAL_PREFIX, type JournalValue } from '../shared/messages';
import { CoreTrap, type Incoming, needsWords, readIn } from './core';
import { documentOf, languagesOf } from './documents';
import { LANGUAGES } from './languages';
import { apply, current, type Live } from './live';
import { inOrder } from './order';
import { attest } from './pick';

interface Found {
  key: string;
  document: string;
  seq: number;
  wall: number;
  record: Incoming;
}

const KEY = /^j\/([0-9a-f]{32})\/([0-9]{8})$/;
/** So many records are one transaction. */
const BATCH = 200;

const waiting = new Map<string, unknown>();
let looked = false;

/** Takes note of what a change of the storage area brings; says whether it brings anything. */
export function notice(changes: Record<string, chrome.storage.StorageChange>): boolean {
  let any = false;
  for (const [key, { newValue }] of Object.entries(changes)) {
    if (!key.startsWith(JOURNAL_PREFIX)) continue;
    if (newValue === undefined) waiting.delete(key);
    else waiting.set(key, newValue);
    any ||= newValue !== undefined;
  }
  return any;
}

/** Whether records wait. Only after the first look at the whole journal can it be said. */
export const pending = (): number => waiting.size;

/** What a drain did. */
export interface Drained {
  lines: string[];
  refused: number;
}

/** Throws the journal away: what is in it was written for a session that is gone, and must not enter another. */
export async function purge(): Promise<void> {
  const keys = Object.keys(await chrome.storage.local.get()).filter((key) => key.startsWith(JOURNAL_PREFIX));
  await chrome.storage.local.remove(keys);
  waiting.clear();
  looked = true;
}

/** Moves all that is in the journal into the log of its session, though nobody may have heard of it yet. */
export function drainAll(): Promise<Drained> {
  looked = false;
  return drain();
}

/** Moves all that waits into the log of its session. */
export async function drain(): Promise<Drained> {
  if (!looked) {
    // The event that woke this worker is one of perhaps many changes that nobody listened to.
    for (const [key, value] of Object.entries(await chrome.storage.local.get())) {
      if (key.startsWith(JOURNAL_PREFIX)) waiting.set(key, value);
    }
    looked = true;
  }
  const done: Drained = { lines: [], refused: 0 };
  while (waiting.size > 0) {
    const batch = inOrder([...waiting].map(read)).slice(0, BATCH);
    await store(batch, done);
    await chrome.storage.local.remove(batch.map(({ key }) => key));
    for (const { key } of batch) waiting.delete(key);
  }
  return done;
}

async function store(batch: Found[], done: Drained): Promise<void> {
  const live = await current();
  const records: Incoming[] = [];
  for (const { document, record } of batch) {
    const known = await documentOf(document);
    // Only the current session records. What comes for another one was made after the agent had ended it.
    if (known && known.session !== live?.row.id) continue;
    records.push(known ? { ...record, secret: known.secret, origin: known.origin, tab: known.tabId } : record);
  }
  if (!live || !records.length || (live.row.state !== 'recording' && live.row.state !== 'paused')) return;
  const output = await ingest(live, records);
  done.lines.push(...output.lines);
  done.refused += output.refused;
  await attest(live, output.lines);
}

/** Lists that the recorder may need for a word are loaded when it asks: those of the session's pages, then all. */
async function ingest(live: Live, records: Incoming[]): Promise<Drained> {
  for (const languages of [() => languagesOf(live.row.id), () => LANGUAGES]) {
    try {
      return await taken(live, records);
    } catch (error) {
      if (!needsWords(error)) throw error;
      await readIn(await languages());
    }
  }
  return taken(live, records);
}

/** A record on which the recorder trips twice is given to it without its content, which it then counts as refused. */
async function taken(live: Live, records: Incoming[]): Promise<Drained> {
  const take = (some: Incoming[]) => apply(live, (core) => core.ingest(Date.now(), some));
  try {
    return await take(records);
  } catch (error) {
    if (!(error instanceof CoreTrap)) throw error;
    const done: Drained = { lines: [], refused: 0 };
    for (const record of records) {
      const output = await take([record]).catch((again) => {
        if (!(again instanceof CoreTrap)) throw again;
        return take([{ ...record, body: '' }]);
      });
      done.lines.push(...output.lines);
      done.refused += output.refused;
    }
    return done;
  }
}

/** A journal value as it should be. Anything else becomes an empty record, which the recorder refuses and counts. */
function read([key, value]: [string, unknown]): Found {
  const [, document = '', seq = '0'] = KEY.exec(key) ?? [];
  const { b, m } = (typeof value === 'object' && value !== null ? value : {}) as Partial<JournalValue>;
  const whole = document !== '' && typeof b === 'string' && typeof m === 'string';
  const record = { document, seq: Number(seq), body: whole ? b : '', mark: whole ? m : '' };
  return { key, document, seq: Number(seq), wall: whole ? wallOf(b) : 0, record };
}

const wallOf = (body: string): number => Number(/"wall":(\d{1,16})/.exec(body)?.[1] ?? 0);
