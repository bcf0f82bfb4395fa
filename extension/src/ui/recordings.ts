/** How the library orders what it lists. */
import type { SessionSummary } from '../shared/messages';

export interface Recordings {
  key: string;
  ticket: string | undefined;
  unfinished: boolean;
  sessions: SessionSummary[];
}

const FINISHED: readonly SessionSummary['state'][] = ['sealed', 'imported'];

export const isFinished = (session: SessionSummary): boolean => FINISHED.includes(session.state);

/** What is not finished first, then one group a ticket, the newest ticket first; recordings without one last. */
export function group(sessions: readonly SessionSummary[]): Recordings[] {
  const newest = [...sessions].sort((a, b) => b.ended - a.ended);
  const open = newest.filter((session) => !isFinished(session));
  const groups = new Map<string, Recordings>();
  for (const session of newest.filter(isFinished)) {
    const key = session.ticket ?? '';
    const group = groups.get(key) ?? { key: key || 'none', ticket: session.ticket, unfinished: false, sessions: [] };
    group.sessions.push(session);
    groups.set(key, group);
  }
  const finished = [...groups.values()].sort((a, b) => Number(!a.ticket) - Number(!b.ticket));
  return open.length
    ? [{ key: 'unfinished', ticket: undefined, unfinished: true, sessions: open }, ...finished]
    : finished;
}

/** Whether every word that is searched for stands in the ticket, a system or the file's name. */
export function matches(session: SessionSummary, query: string): boolean {
  const text = [session.ticket, ...session.systems, session.file?.name].join(' ').toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
