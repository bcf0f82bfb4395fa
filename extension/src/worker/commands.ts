/** What the extension's pages may ask, and who does it. */
import type { Answer, Command, Reply } from '../shared/messages';
import { author, keepTicket, setTicket, undo } from './authoring';
import { startCapture, tell } from './capture';
import { attach, attachTargets } from './delivery';
import { Failed, failureOf, haltedBy, isStorageError, lastFailure, setNotice } from './failures';
import { exportSession } from './finish';
import { resetLearned } from './learning';
import { importFile, inspect, sessions } from './library';
import { discard, giveUp, isActive, park, pause, record, resume, stop, switchTicket } from './lifecycle';
import { ask, current } from './live';
import { cancelPick, startPick } from './pick';
import { serially } from './queue';
import { agentLabel, learns, setAgentLabel, setLearns } from './settings';
import { halt } from './startup';
import { allowSystem, forgetSystem, proposeSystem, rememberedSystems, resetSystem } from './systems';
import { updateIfIdle } from './updates';
import { brokenView, push, view } from './view';
import { addTerm, removeTerm, vocabulary } from './vocabulary';

type Handlers = { [D in Command['do']]: (command: Extract<Command, { do: D }>) => Promise<Answer<D>> };

/** These wait for pages of web sites, so they do not keep the journal waiting. What they change is queued by themselves. */
const UNQUEUED: ReadonlySet<Command['do']> = new Set(['attach_targets', 'attach', 'propose_system']);

const handlers: Handlers = {
  view: () => view().catch(brokenView),
  record: async ({ ticket }) => ({ session: await record(ticket) }),
  pause: () => nothing(pause()),
  resume: ({ session }) => nothing(resume(session)),
  park: () => nothing(park()),
  stop: () => nothing(stop()),
  discard: ({ session }) => nothing(discard(session)),
  switch_ticket: ({ ticket }) => nothing(switchTicket(ticket)),
  keep_ticket: () => nothing(keepOther()),
  set_ticket: ({ ticket }) => nothing(setTicket(ticket)),
  undo: () => nothing(undo()),
  author: ({ entry }) => nothing(author(entry)),
  pick: ({ purpose }) => nothing(pick(purpose)),
  cancel_pick: () => nothing(cancelPick()),
  vocabulary: () => vocabulary(),
  add_term: async ({ text, kind }) => {
    const term = await addTerm(text, kind);
    await tellVocabulary();
    return term;
  },
  remove_term: async ({ id }) => {
    await removeTerm(id);
    return nothing(tellVocabulary());
  },
  systems: () => rememberedSystems(),
  propose_system: ({ tabId, origin }) => proposeSystem(tabId, origin),
  allow_system: async ({ system }) => nothing(allowSystem(system, await current())),
  reset_system: async ({ origin }) => nothing(resetSystem(origin, await current())),
  forget_system: async ({ origin }) => nothing(forgetSystem(origin, await current())),
  reset_learned: ({ origin }) => nothing(resetLearned(origin)),
  inspect: ({ session, from, count }) => inspect(session, from, count),
  library: () => sessions(),
  export: async ({ session }) => {
    const { name, bytes, sha256 } = await exportSession(session);
    return { name, size: bytes.length, sha256 };
  },
  import: async ({ name, text }) => ({ session: await importFile(name, text) }),
  attach_targets: ({ session }) => attachTargets(session),
  attach: ({ session, tabId, ticket, way }) => attach(session, tabId, ticket, way),
  settings: async () => {
    const agent = await agentLabel();
    return { ...(agent && { agent }), learn: await learns() };
  },
  set_agent: ({ label }) => nothing(setAgentLabel(label)),
  set_learn: ({ on }) => nothing(setLearns(on)),
  dismiss_failure: () => nothing(dismiss()),
};

/** Does what is asked, and says how it went. */
export async function obey(command: Command): Promise<Reply> {
  const handler = handlers[command.do] as ((command: Command) => Promise<Answer<Command['do']>>) | undefined;
  if (!handler) return { ok: false, failure: { code: 'bad_input', details: ['do'] } };
  try {
    const value = UNQUEUED.has(command.do) ? await handler(command) : await serially(() => handler(command));
    if (command.do !== 'view') {
      push();
      await serially(updateIfIdle);
    }
    return { ok: true, value };
  } catch (error) {
    await serially(() => mend(error)).catch(halt);
    push();
    return { ok: false, failure: failureOf(error) };
  }
}

/** What failed halfway must not leave a recording that looks as if it ran. */
async function mend(error: unknown): Promise<void> {
  const live = await current();
  if (!isActive(live) || haltedBy()) return;
  if (isStorageError(error)) await halt(error);
  else if (!(error instanceof Failed)) await startCapture(live.row);
}

const nothing = (work: Promise<unknown>): Promise<undefined> => work.then(() => undefined);

async function pick(purpose: 'approval' | 'vocabulary'): Promise<void> {
  const live = await current();
  if (live?.row.state === 'recording') await startPick(live, purpose);
  else throw new Failed('wrong_state', [live?.row.state ?? 'idle']);
}

async function keepOther(): Promise<void> {
  const { otherTicket } = await view();
  if (otherTicket) await keepTicket(otherTicket.ticket);
}

/** Open pages learn new words at once. */
async function tellVocabulary(): Promise<void> {
  const live = await current();
  const terms = await vocabulary();
  if (live) await ask(live, (core) => core.vocabulary(terms));
  if (isActive(live) && !haltedBy()) await tell(live.row);
}

async function dismiss(): Promise<void> {
  if (haltedBy()) await giveUp();
  if (lastFailure()) await setNotice(undefined);
}
