/**
 * What corrections teach of a system: by how much the weights of the rules move there. Only the sums are kept, with names
 * of rules. A recording that can still be corrected has its part apart, so that it is counted once, whatever becomes of it.
 */
import type { AllowedSystem, LearnedRule } from '../shared/messages';
import type { Origin, SessionId, Weight } from '../shared/protocol';
import { LEARN_AT_MOST, RULES } from '../shared/rules';
import { database } from '../shared/store';
import type { Core, Output } from './core';
import { setNotice } from './failures';
import { ask, type Live } from './live';
import { learns } from './settings';

const KEY = 'lessons';

/** By rule, in thousandths. */
type Moves = Record<string, number>;

interface Lessons {
  /** What recordings taught that can no longer be corrected. */
  settled: Moves;
  /** What each other one teaches so far; nothing more of one that had taught when the agent reset the system. */
  open: Record<SessionId, Moves | null>;
}

type BySystem = Record<Origin, Lessons>;

async function lessons(): Promise<BySystem> {
  return ((await (await database()).get('settings', KEY)) as BySystem | undefined) ?? {};
}

/** Changes what is kept; a system of which nothing is left goes. What stays as it was needs no room on the disk. */
async function change(work: (all: BySystem) => void): Promise<void> {
  const all = await lessons();
  const before = JSON.stringify(all);
  work(all);
  const left = Object.fromEntries(
    Object.entries(all).filter(([, { settled, open }]) => !isEmpty(settled) || !isEmpty(open)),
  );
  if (JSON.stringify(left) !== before) await (await database()).put('settings', left, KEY);
}

const isEmpty = (object: object): boolean => Object.keys(object).length === 0;

const published = (rule: string): number | undefined =>
  rule in RULES ? RULES[rule as keyof typeof RULES].weight : undefined;

/** Adds up, and leaves out what comes to nothing. */
function sum(all: readonly Moves[]): Moves {
  const moves: Moves = {};
  for (const own of all) for (const [rule, by] of Object.entries(own)) moves[rule] = (moves[rule] ?? 0) + by;
  return Object.fromEntries(Object.entries(moves).filter(([, by]) => by !== 0));
}

/** The weights of a system where they differ. Whether they can be used is for the recorder to say. */
function weightsOf(own: Lessons | undefined): Weight[] {
  if (!own) return [];
  return Object.entries(sum([own.settled, ...Object.values(own.open).map((moves) => moves ?? {})]))
    .map(([rule, by]) => {
      const weight = published(rule);
      if (weight === undefined) return { rule, weight: by };
      const moved = Math.max(-LEARN_AT_MOST, Math.min(LEARN_AT_MOST, by));
      return { rule, weight: Math.max(0, weight + moved) };
    })
    .filter(({ rule, weight }) => weight !== published(rule));
}

/** What was learned of each system, whether it is used or not. */
export async function learnedRules(): Promise<(origin: Origin) => LearnedRule[]> {
  const all = await lessons();
  return (origin) =>
    weightsOf(all[origin]).map(({ rule, weight }) => {
      const before = published(rule);
      return { rule, weight, ...(before !== undefined && { published: before }) };
    });
}

/**
 * Takes systems into a recording with what was learned of them. Weights that the recorder refuses must not keep a system
 * out: it enters with the published ones, and the agent is told.
 */
export async function introducer(): Promise<(core: Core, now: number, system: AllowedSystem) => Output> {
  const all = (await learns()) ? await lessons() : {};
  return (core, now, system) => {
    const weights = weightsOf(all[system.origin]);
    if (!weights.length) return core.system(now, system);
    try {
      return core.system(now, { ...system, weights });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'bad_input')) throw error;
      const output = core.system(now, system);
      void setNotice({ code: 'weights_refused', details: [system.name, error.message] });
      return output;
    }
  };
}

/** Takes in what the corrections of a recording teach by now of systems that are remembered; what it taught before goes. */
export async function learn(live: Live, remembered: readonly AllowedSystem[]): Promise<void> {
  if (!(await learns())) return;
  const learned = await ask(live, (core) => core.learned());
  const { id, places } = live.row;
  await change((all) => {
    for (const { open } of Object.values(all)) if (open[id]) delete open[id];
    for (const { origin, weights } of learned) {
      if (!remembered.some((system) => system.origin === origin)) continue;
      const taught = moved(weights, places.find((place) => place.origin === origin)?.weights ?? []);
      const own = all[origin] ?? { settled: {}, open: {} };
      if (isEmpty(taught) || own.open[id] === null) continue;
      own.open[id] = taught;
      all[origin] = own;
    }
  });
}

/** By how much weights differ from those that a recording began with. */
function moved(weights: readonly Weight[], before: readonly Weight[]): Moves {
  const from = (all: readonly Weight[], sign: 1 | -1): Moves =>
    Object.fromEntries(all.map(({ rule, weight }) => [rule, sign * (weight - (published(rule) ?? 0))]));
  return sum([from(weights, 1), from(before, -1)]);
}

/** The recording can no longer be corrected: what it taught stays. */
export function settle(session: SessionId): Promise<void> {
  return change((all) => {
    for (const own of Object.values(all)) {
      own.settled = sum([own.settled, own.open[session] ?? {}]);
      delete own.open[session];
    }
  });
}

/** The recording is thrown away, and with it what it would have taught. */
export function unlearn(session: SessionId): Promise<void> {
  return change((all) => {
    for (const { open } of Object.values(all)) delete open[session];
  });
}

/** Back to the published weights. What a recording taught before does not come back when it is corrected further. */
export function resetLearned(origin: Origin): Promise<void> {
  return change((all) => {
    const own = all[origin];
    if (!own) return;
    own.settled = {};
    for (const session of Object.keys(own.open)) own.open[session] = null;
  });
}

/** Forgets what was learned of a system. */
export function forgetLearned(origin: Origin): Promise<void> {
  return change((all) => {
    delete all[origin];
  });
}
