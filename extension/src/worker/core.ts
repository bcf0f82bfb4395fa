/**
 * The recorder in WASM. It is a pure function of the log: a trap costs nothing but a new instance, which is restored
 * from what the database holds.
 */
import init, {
  __wbg_reset_state,
  type CoreTerm,
  type CoreView,
  check,
  type GapInput,
  type Incoming,
  type Learned,
  loadReading,
  loadWords,
  type Output,
  Recorder,
  type Setup,
  type SystemInput,
} from '@build/recorder.js';
import type { Authored, EndReason, TicketId } from '../shared/protocol';
import { type Language, listOf } from './languages';

export type { GapInput, Incoming, Output };

/** The instance stopped in the middle of a call: nothing in its memory can be trusted any more. */
export class CoreTrap extends Error {}

let started: Promise<unknown> | undefined;
/** The core words, which each instance is given. */
let words = new Uint8Array();
/** The languages whose reading lists the instance has. */
const read = new Set<Language>();

/** Loads the recorder and its words; the files are the extension's own. */
export function startCore(): Promise<unknown> {
  started ??= start().catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start(): Promise<void> {
  const bytes = fetch(chrome.runtime.getURL('extension/build/lexicon.bin')).then((answer) => answer.arrayBuffer());
  await init({ module_or_path: chrome.runtime.getURL('extension/build/recorder_bg.wasm') });
  words = new Uint8Array(await bytes);
  loadWords(words);
}

/** Puts a new instance in place of one that trapped. Recorders of the old one must not be used again. */
export function renewCore(): void {
  __wbg_reset_state();
  read.clear();
  loadWords(words);
}

/** Gives the recorder the reading lists of these languages, as the pages have them; those that it has cost nothing. */
export async function readIn(languages: Iterable<Language>): Promise<void> {
  await startCore();
  const missing = [...languages].filter((language) => !read.has(language));
  const scripts = await Promise.all(
    missing.map(async (language) => (await fetch(chrome.runtime.getURL(listOf(language)))).text()),
  );
  for (const [at, script] of scripts.entries()) {
    const language = missing[at];
    if (!language) continue;
    call(() => loadReading(script.slice(script.indexOf('`') + 1, script.lastIndexOf('`'))));
    read.add(language);
  }
}

/** Whether an error says that a word may stand on a list which the recorder was not given. */
export const needsWords = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'words_missing';

/**
 * Calls the recorder. An error with a code is its answer; any other is a trap, whether WASM says so itself or a stack
 * that overflowed or a lock that an earlier trap left behind.
 */
function call<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') throw error;
    throw new CoreTrap(error instanceof Error ? error.message : String(error));
  }
}

/** Says by an error what is wrong with the shape of a session file; nothing if nothing is. */
export function checkShape(bytes: Uint8Array): void {
  call(() => check(bytes));
}

/** One recording in the recorder. */
export class Core {
  private constructor(private readonly recorder: Recorder) {}

  static begin(now: number, random: Uint8Array, setup: Setup): { core: Core; output: Output } {
    const recorder = call(() => Recorder.begin(now, random, JSON.stringify(setup)));
    return { core: new Core(recorder), output: call(() => recorder.begun()) };
  }

  /** Goes on from a log on disk. The vocabulary is no part of it. */
  static restore(lines: string[], kept: string, vocabulary: CoreTerm[]): Core {
    const core = new Core(call(() => Recorder.restore(lines.join('\n'), kept)));
    core.vocabulary(vocabulary);
    return core;
  }

  vocabulary(terms: CoreTerm[]): void {
    call(() => this.recorder.vocabulary(JSON.stringify(terms)));
  }

  ingest(now: number, records: Incoming[]): Output {
    return call(() => this.recorder.ingest(now, JSON.stringify(records)));
  }

  system(now: number, { origin, kind, name, profile, weights }: SystemInput): Output {
    const system = { origin, kind, name, ...(profile !== undefined && { profile }), ...(weights && { weights }) };
    return call(() => this.recorder.system(now, JSON.stringify(system)));
  }

  /** What the corrections so far teach: the weights of each system where they then differ from the rule set's. */
  learned(): Learned[] {
    return call(() => this.recorder.learned());
  }

  ticket(now: number, ticket: TicketId): Output {
    return call(() => this.recorder.ticket(now, ticket));
  }

  gap(now: number, gap: GapInput): Output {
    return call(() => this.recorder.gap(now, JSON.stringify(gap)));
  }

  author(now: number, entry: Authored): Output {
    return call(() => this.recorder.author(now, JSON.stringify(entry)));
  }

  /** Pauses, resumes, parks or stops. */
  turn(now: number, to: 'pause' | 'resume' | 'park' | 'stop'): Output {
    return call(() => this.recorder[to](now));
  }

  finish(now: number, reason: EndReason): Output {
    return call(() => this.recorder.finish(now, reason));
  }

  /** The bytes to sign. */
  payload(): Uint8Array {
    return call(() => this.recorder.payload());
  }

  /** The bytes of the file. */
  seal(signature: string): Uint8Array {
    return call(() => this.recorder.seal(signature));
  }

  view(): CoreView {
    return call(() => this.recorder.view());
  }
}
