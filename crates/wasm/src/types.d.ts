import type {
  Authored,
  GapCause,
  Hash,
  Origin,
  ProfileId,
  SessionId,
  Grant,
  Step,
  System,
  SystemId,
  SystemKind,
  Term,
  TermKind,
  TermSource,
  TicketId,
  Weight,
  Continues,
} from '../src/shared/protocol';

/** What a recording is made with; its JSON is the argument of `Recorder.begin`. */
export interface Setup {
  /** Version of the extension. */
  recorder: string;
  build: Hash;
  profiles: Hash;
  /** The public half of the session's signing key, 64 hex digits. */
  public_key: Hash;
  vocabulary?: CoreTerm[];
  agent?: string;
  weights?: Weight[];
  continues?: Continues;
  ticket?: TicketId;
}

/** What corrections teach of a product: its weights, where they differ from the rule set's. */
export interface Learned {
  origin: Origin;
  weights: Weight[];
}

/** A term of the vocabulary as the recorder takes it. */
export interface CoreTerm {
  id: number;
  text: string;
  kind: TermKind;
  /** By hand if absent. */
  source?: TermSource;
}

/** One value of the journal, and what the worker knows of its document. */
export interface Incoming {
  document: string;
  /** From the journal's key. */
  seq?: number;
  body: string;
  mark?: string;
  secret?: string;
  /** As the browser says; may be `null` for a document without an address of its own. */
  origin?: string;
  tab?: number;
}

/** The JSON of this is the argument of `Recorder.system`. */
export interface SystemInput {
  origin: Origin;
  kind: SystemKind;
  name: string;
  profile?: ProfileId;
  /** Weights that earlier corrections taught for it. */
  weights?: Weight[];
}

/** The JSON of this is the argument of `Recorder.gap`. */
export interface GapInput {
  cause: GapCause;
  count?: number;
  /** As the journal names it. */
  document?: string;
  since?: number;
}

/** What a call wrote. Lines and private state belong in one transaction. */
export interface Output {
  lines: string[];
  private: string;
  refused: number;
}

export type CoreState = 'recording' | 'interrupted' | 'paused' | 'parked' | 'stopped' | 'finished';

/** What the panel shows of a recording. */
export interface CoreView {
  state: CoreState;
  session: {
    id: SessionId;
    ticket?: TicketId;
    started: number;
    entries: number;
    gestures: number;
    gaps: { cause: GapCause; count: number; entry: number; wall: number }[];
    undoable: number[];
    notes: { entry: number; authored: Authored; wall: number }[];
    refused: number;
  };
  steps: Step[];
  /** The changes of access, each with its verdict. */
  grants: Grant[];
  /** The first entry of the step that the agent is at: what it is may show only when it is done. */
  goingOn?: number;
  systems: System[];
  terms: Term[];
  otherTicket?: { ticket: TicketId; system: SystemId };
}

/** What the recorder throws. */
export interface CoreError extends Error {
  code: 'wrong_state' | 'bad_input' | 'bad_reference' | 'damaged' | 'full' | 'too_many_systems' | 'bad_file';
}
