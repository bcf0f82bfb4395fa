/**
 * Events before they are written. While an event is put together its labels hold vocabulary ids and its things hold tags;
 * a journal record keeps both in tables of its own, so that what becomes of the event never holds one or the other.
 */
import type { JournalRecord, Label, PageEvent, Thing } from '../shared/protocol';
import type { Words } from './publish';
import type { Named } from './tags';

/** A type of the log with unnumbered labels and things. */
export type Draft<T> = T extends Thing
  ? Named
  : T extends Label
    ? Words
    : T extends (infer U)[]
      ? Draft<U>[]
      : T extends object
        ? { [K in keyof T]: Draft<T[K]> }
        : T;

/** An event that is being put together. */
export type DraftEvent = Draft<PageEvent>;

/** The event with its numbers, and the tables that they point into. */
export type Numbered = Pick<JournalRecord, 'event' | 'terms' | 'tags'>;

/** The kinds of things that are known by tags. */
const TAGGED = new Set(['person', 'entitlement', 'record']);

/** Puts terms and tags into tables and leaves their places. */
export function number(draft: DraftEvent): Numbered {
  const terms: number[] = [];
  const tags: string[][] = [];
  const seen = new Map<string, number>();
  const place = <T>(table: T[], item: T): number => {
    const key = JSON.stringify(item);
    let index = seen.get(key);
    if (index === undefined) {
      index = table.push(item) - 1;
      seen.set(key, index);
    }
    return index;
  };
  const walk = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map((item) => (typeof item === 'number' ? place(terms, item) : walk(item)));
    const walked: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(part)) {
      if (key === 'term') walked[key] = place(terms, inner);
      else if (Array.isArray(inner) && TAGGED.has(key)) walked[key] = place(tags, inner);
      else walked[key] = walk(inner);
    }
    return walked;
  };
  const event = walk(draft) as PageEvent;
  return { event, ...(terms.length > 0 && { terms }), ...(tags.length > 0 && { tags }) };
}
