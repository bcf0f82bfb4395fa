/** What the agent says: corrections, notes, which ticket it is. */
import type { Authored, TicketId } from '../shared/protocol';
import { database } from '../shared/store';
import { Failed } from './failures';
import { expect } from './lifecycle';
import { apply, ask } from './live';

/** The other ticket that was opened is part of this work. */
export async function keepTicket(ticket: TicketId): Promise<void> {
  const live = await expect('recording', 'paused', 'stopped');
  live.row = { ...live.row, kept: [...live.row.kept, ticket] };
  await (await database()).put('sessions', live.row);
}

export async function setTicket(ticket: TicketId): Promise<void> {
  const live = await expect('recording', 'paused', 'stopped');
  await apply(live, (core) => core.ticket(Date.now(), ticket));
}

/** Writes what the agent says. */
export async function author(entry: Authored): Promise<void> {
  const live = await expect('recording', 'paused', 'stopped');
  await apply(live, (core) => core.author(Date.now(), entry));
}

/** Takes back the newest correction; where there is none, excludes the newest step. */
export async function undo(): Promise<void> {
  const live = await expect('recording', 'paused', 'stopped');
  const { session, steps } = await ask(live, (core) => core.view());
  const newest = session.undoable.at(-1);
  const step = steps.at(-1);
  if (newest !== undefined) return author({ authored: 'undo', entry: newest });
  if (!step) throw new Failed('wrong_state', ['undo']);
  return author({ authored: 'exclude', entries: step.entries });
}
