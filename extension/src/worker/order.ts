/** The order in which records of several documents go into the log. */

/** A record as far as its place is concerned. */
export interface Placed {
  document: string;
  seq: number;
  wall: number;
}

/**
 * Each document keeps its own count, and among the documents the earliest record goes first. A clock that is set back
 * cannot turn the records of one document around: for its place, a record is as late as the latest before it.
 */
export function inOrder<T extends Placed>(records: T[]): T[] {
  const latest = new Map<string, number>();
  return [...records]
    .sort((a, b) => a.seq - b.seq)
    .map((record) => {
      const at = Math.max(record.wall, latest.get(record.document) ?? 0);
      latest.set(record.document, at);
      return { record, at };
    })
    .sort((a, b) => a.at - b.at || a.record.seq - b.record.seq)
    .map(({ record }) => record);
}
