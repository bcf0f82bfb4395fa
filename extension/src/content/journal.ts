/**
 * Writes events to the journal, in the same turn in which they happen: a worker that sleeps, or a page that goes, then
 * loses nothing. What cannot be written is kept and tried again, what is too much is counted.
 */

import { hex, unhex } from '../shared/hex';
import { type Capture, JOURNAL_PREFIX, type JournalValue, type PageMessage, type Welcome } from '../shared/messages';
import type { FrameKind, JournalRecord } from '../shared/protocol';
import { type DraftEvent, number } from './draft';
import { pageLanguage } from './read';
import { takeLost } from './safe';
import { Mac } from './tags';

const VERSION = 1;
/** Records that a page may write at once, and in each second after; apart for gestures, which no flood may crowd out. */
const BURST = { gesture: 100, other: 60 };
/** Records kept in memory while storage fails. */
const MAX_WAITING = 500;
const MAX_BYTES = 16 * 1024;

/** An event with the times at which it was seen, whenever it is written. */
interface Sighting {
  event: DraftEvent;
  wall: number;
  /** Microseconds since the document began. */
  mono: number;
}

const newId = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));

let documentId = newId();
let writing = false;
let seq = 0;
let secret: Mac | undefined;
let dropped = 0;
let dropTimer = 0;
/** When something was seen last, written or not. What is dropped counts for then: after it the recording may be paused. */
let latest: Pick<Sighting, 'wall' | 'mono'> | undefined;
let preface: Sighting | undefined;
const buckets = { gesture: { left: BURST.gesture, at: 0 }, other: { left: BURST.other, at: 0 } };
const waiting = new Map<string, JournalValue>();
/** What a page shows can wait a moment for the secret, so that the record carries its mark; what a person does cannot. */
const HOLD_MS = 1000;
const URGENT: ReadonlySet<DraftEvent['event']> = new Set(['gesture', 'choice', 'submit', 'pointed', 'dropped']);
let held: Sighting[] = [];
let holdTimer = 0;

/** Opens or closes the journal; while it is closed nothing is described or written. */
export function setWriting(now: boolean): void {
  if (!now) {
    release();
    reportDropped();
  }
  writing = now;
}

/** Whether the journal is open. */
export const isWriting = (): boolean => writing;

/** Whether the extension that this script belongs to is still there. */
export const alive = (): boolean => !!chrome.runtime?.id;

/** Tells the worker something; whether it hears it does not matter here. */
export function tell(message: PageMessage): void {
  if (alive()) chrome.runtime.sendMessage(message).catch(() => undefined);
}

/** Begins anew for another session, to which this document is one that was never seen. */
export function renew(): void {
  documentId = newId();
  seq = 0;
  secret = undefined;
  held = [];
}

/** Asks the worker for the document's secret. Without an answer nothing is known. */
export async function hello(): Promise<Welcome | undefined> {
  try {
    const message: PageMessage = { page: 'hello', document: documentId, language: pageLanguage() };
    const welcome: Welcome | undefined = await chrome.runtime.sendMessage(message);
    // An answer that comes after the next session began is about a document of the one before.
    if (message.document !== documentId) return undefined;
    if (welcome?.secret) secret = new Mac(unhex(welcome.secret));
    release();
    return welcome;
  } catch {
    return undefined;
  }
}

/** The origin that a document counts for: its own, or for one without an address the nearest around it. */
export function originOf(): string {
  const all = [location.origin, self.origin, ...Array.from(location.ancestorOrigins)];
  return all.find((origin) => origin.startsWith('http')) ?? 'null';
}

let kind: FrameKind | undefined;

/** What kind of frame this document is in. A document never moves to another, so it is asked once. */
export function frameKind(): FrameKind {
  if (!kind) {
    const outer = location.ancestorOrigins[location.ancestorOrigins.length - 1];
    const own = location.origin;
    kind = window.top === window ? 'top' : own === 'null' || own === outer ? 'inner' : 'foreign';
  }
  return kind;
}

/** The part of the session that concerns this document. */
export function systemOf(capture: Capture): Capture['systems'][number] | undefined {
  const origin = originOf();
  return capture.systems.find((system) => system.origin === origin);
}

/** Keeps an event until another is written, and writes it before that; a frame where nothing happens then says nothing. */
export function writeFirst(event: DraftEvent): void {
  preface = sight(event);
}

/** `coarse` keeps of the time the second only. */
function sight(event: DraftEvent, coarse = false): Sighting {
  const wall = Date.now();
  const mono = Math.round(performance.now() * 1000);
  const since = coarse ? wall % 1000 : 0;
  latest = { wall: wall - since, mono: Math.max(0, mono - since * 1000 - (coarse ? mono % 1000 : 0)) };
  return { event, ...latest };
}

/** Writes one event. `coarse` keeps of its time the second only, so that it does not tell when typing ended. */
export function write(event: DraftEvent, coarse = false): void {
  if (!writing) return;
  const sighting = sight(event, coarse);
  const sort = event.event === 'gesture' ? 'gesture' : 'other';
  const [bucket, most] = [buckets[sort], BURST[sort]];
  const now = performance.now();
  bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 1000) * most);
  bucket.at = now;
  if (bucket.left < 1) {
    drop();
    return;
  }
  bucket.left--;
  if (event.event === 'gesture') reportDropped();
  if (preface) held.push(preface);
  preface = undefined;
  if (secret || URGENT.has(event.event)) {
    release();
    put(sighting);
  } else {
    held.push(sighting);
    holdTimer ||= setTimeout(release, HOLD_MS);
  }
}

/** Writes what waited for the secret, with or without it. */
export function release(): void {
  if (holdTimer) clearTimeout(holdTimer);
  holdTimer = 0;
  if (held.length === 0) return;
  const sightings = held;
  held = [];
  if (writing) for (const sighting of sightings) put(sighting);
}

function drop(): void {
  dropped++;
  dropTimer ||= setTimeout(reportDropped, 1000);
}

/** Says how many events were dropped since the last time, for whatever reason. */
export function reportDropped(): void {
  if (dropTimer) clearTimeout(dropTimer);
  dropTimer = 0;
  // What cannot be said now is said once it can be.
  if (!writing || !alive()) return;
  const count = dropped + takeLost();
  dropped = 0;
  if (count === 0) return;
  const event: DraftEvent = { event: 'dropped', count };
  put(latest ? { event, ...latest } : sight(event));
}

function put({ event, wall, mono }: Sighting): void {
  const record: JournalRecord = {
    v: VERSION,
    document: documentId,
    seq: seq + 1,
    wall,
    mono,
    ...(!secret && { origin: originOf() }),
    frame: frameKind(),
    ...number(event),
  };
  const body = JSON.stringify(record);
  if (body.length > MAX_BYTES) {
    drop();
    return;
  }
  seq++;
  const key = `${JOURNAL_PREFIX}${documentId}/${String(seq).padStart(8, '0')}`;
  store({ [key]: { b: body, m: secret?.of(body, 16) ?? '' } });
}

function store(values: Record<string, JournalValue>): void {
  if (!alive()) return;
  chrome.storage.local.set(values).catch(() => {
    const first = waiting.size === 0;
    for (const [key, value] of Object.entries(values)) if (waiting.size < MAX_WAITING) waiting.set(key, value);
    tell({ page: 'storage_failed', waiting: waiting.size });
    if (first) setTimeout(again, 2000);
  });
}

/** Tries to write what is waiting. What finds no room in memory shows as a hole in the document's count. */
function again(): void {
  if (waiting.size > 0 && alive()) {
    const values = Object.fromEntries(waiting);
    waiting.clear();
    store(values);
  }
}
