/**
 * The recorder in WASM. It is a pure function of the log: a trap costs nothing but a new instance, which is restored
 * from what the database holds.
 */
import init, { __wbg_reset_state, Recorder } from '@build/recorder.js';
import type { View, VocabularyTerm } from '../shared/messages';
import type {
  Authored,
  Continues,
  EndReason,
  Gap,
  Hash,
  Origin,
  Step,
  System,
  Term,
  TicketId,
} from '../shared/protocol';

/** What the recorder adds to a log. */
export interface Output {
  /** New entries, as canonical JSON. */
  lines: string[];
  /** What it keeps beside the log. */
  private: string;
  /** Records that it refused. */
  refused: number;
}

/** The instance stopped in the middle of a call: nothing in its memory can be trusted any more. */
export class CoreTrap extends Error {}

let started: Promise<unknown> | undefined;

/** Loads the recorder; the file is the extension's own. */
export function startCore(): Promise<unknown> {
  started ??= init({ module_or_path: chrome.runtime.getURL('extension/build/recorder_bg.wasm') }).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** Puts a new instance in place of one that trapped. Recorders of the old one must not be used again. */
export function renewCore(): void {
  __wbg_reset_state();
}

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

/** What a recording is made with. */
export interface Setup {
  recorder: string;
  build: Hash;
  profiles: Hash;
  public_key: Hash;
  vocabulary: VocabularyTerm[];
  agent?: string;
  continues?: Continues;
  ticket?: TicketId;
}

/** A system without its number, which the recorder gives. */
export type NewSystem = Omit<System, 'id'>;

/** A gap, with its document as the journal names it. */
export type NewGap = Omit<Gap, 'document'> & { document?: string };

/** A record of the journal with what the browser says of its document. What is not known is left out. */
export interface Incoming {
  document: string;
  body: string;
  mark: string;
  secret?: string;
  origin?: Origin;
  tab?: number;
}

/** What the recorder shows of a session. */
export interface CoreView {
  state: 'recording' | 'interrupted' | 'paused' | 'parked' | 'stopped' | 'finished';
  session: Omit<NonNullable<View['session']>, 'ticket'>;
  steps: Step[];
  terms: Term[];
  otherTicket?: NonNullable<View['otherTicket']>;
}

/** One recording in the recorder. */
export class Core {
  private constructor(private readonly recorder: Recorder) {}

  static begin(now: number, random: Uint8Array, setup: Setup): { core: Core; output: Output } {
    const begun = call(() => Recorder.begin(now, random, JSON.stringify(setup)));
    return { core: new Core(begun), output: call(() => begun.begun() as Output) };
  }

  /** Goes on from a log on disk. The vocabulary is no part of it. */
  static restore(lines: string[], kept: string, vocabulary: VocabularyTerm[]): Core {
    const core = new Core(call(() => Recorder.restore(lines.join('\n'), kept)));
    core.vocabulary(vocabulary);
    return core;
  }

  vocabulary(terms: VocabularyTerm[]): void {
    call(() => this.recorder.vocabulary(JSON.stringify(terms)));
  }

  ingest(now: number, records: Incoming[]): Output {
    return call(() => this.recorder.ingest(now, JSON.stringify(records)) as Output);
  }

  system(now: number, { origin, kind, name, profile }: NewSystem): Output {
    const system = { origin, kind, name, ...(profile !== undefined && { profile }) };
    return call(() => this.recorder.system(now, JSON.stringify(system)) as Output);
  }

  ticket(now: number, ticket: TicketId): Output {
    return call(() => this.recorder.ticket(now, ticket) as Output);
  }

  gap(now: number, gap: NewGap): Output {
    return call(() => this.recorder.gap(now, JSON.stringify(gap)) as Output);
  }

  author(now: number, entry: Authored): Output {
    return call(() => this.recorder.author(now, JSON.stringify(entry)) as Output);
  }

  /** Pauses, resumes, parks or stops. */
  turn(now: number, to: 'pause' | 'resume' | 'park' | 'stop'): Output {
    return call(() => this.recorder[to](now) as Output);
  }

  finish(now: number, reason: EndReason): Output {
    return call(() => this.recorder.finish(now, reason) as Output);
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
    return call(() => this.recorder.view() as CoreView);
  }
}
