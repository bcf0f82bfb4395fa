/**
 * What the parts of the extension say to each other. The types of the log itself are in protocol.ts, which is
 * generated from Rust; these are the envelopes around them, which never leave the browser.
 */
import type {
  Authored,
  GapCause,
  Grant,
  Hash,
  Origin,
  ProfileId,
  RuleName,
  SessionId,
  Step,
  System,
  SystemKind,
  Term,
  TermKind,
  TicketId,
} from './protocol';

/** The one state of the recorder. Badge, panel and library are drawn from it and from nothing else. */
export type RecorderState = 'idle' | 'recording' | 'paused' | 'stopped' | 'failed';

/** An error as a person reads it: `code` selects the words in the message catalogue, which say what to do next. */
export interface Failure {
  /** Key of the message catalogue, without the prefix `error_`. */
  code: FailureCode;
  /** Details for the message's placeholders: numbers, names of files, messages of the core. Never text of a page. */
  details?: string[];
}

export type FailureCode =
  | 'no_session'
  | 'already_recording'
  | 'wrong_state'
  | 'storage_failed'
  | 'storage_full'
  | 'core_failed'
  | 'permission_missing'
  | 'tab_unreachable'
  | 'bad_input'
  | 'bad_file'
  | 'already_there'
  | 'not_found'
  | 'attach_refused'
  | 'attach_failed'
  | 'attach_signed_out'
  | 'attach_too_large'
  | 'weights_refused'
  | 'unknown';

/** Whether the recorder sees a tab. */
export type CoverageState =
  /** A system of the session, and its page side answered. */
  | 'covered'
  /** A system of the session whose page side has not answered; events there would be missed. */
  | 'silent'
  /** Access is granted, but the system is not part of the session. */
  | 'not_in_session'
  /** The browser does not tell us what this tab shows: access is not granted. */
  | 'no_permission'
  /** A page of the browser itself, or of Ledgerium. */
  | 'none';

export interface TabCoverage {
  tabId: number;
  windowId: number;
  active: boolean;
  state: CoverageState;
  /** Only where access is granted or the toolbar button was clicked on the tab. */
  origin?: Origin;
  system?: number;
}

/** A recording as the library lists it. */
export interface SessionSummary {
  id: SessionId;
  ticket?: TicketId;
  state: 'recording' | 'paused' | 'parked' | 'stopped' | 'sealed' | 'imported' | 'interrupted';
  started: number;
  ended: number;
  entries: number;
  steps: number;
  gaps: number;
  systems: string[];
  /** Once sealed: the file. */
  file?: { name: string; size: number; sha256: Hash };
  /** Once attached: where, and whether it was read back. */
  attached?: { ticket: TicketId; confirmed: boolean; at: number };
}

/** What the panel shows. */
export interface View {
  state: RecorderState;
  /** The current session; also after it was stopped, until it is sealed, discarded or another begins. */
  session?: {
    id: SessionId;
    ticket?: TicketId;
    started: number;
    entries: number;
    gestures: number;
    gaps: { cause: GapCause; count: number; entry: number; wall: number }[];
    /** Authored entries that undo can take back, the newest last. */
    undoable: number[];
    notes: { entry: number; authored: Authored; wall: number }[];
    refused: number;
  };
  steps: Step[];
  /** The changes of access, each with its verdict. */
  grants?: Grant[];
  /** The first entry of the step that the agent is at: what it is may show only when it is done. */
  goingOn?: number;
  systems: System[];
  terms: Term[];
  coverage: TabCoverage[];
  /** Another ticket than the session's was opened; the agent decides whether to switch. */
  otherTicket?: { ticket: TicketId; system: number };
  /** Sessions that were interrupted or parked and can be resumed. */
  unfinished: SessionSummary[];
  /** What went wrong last and has not been dismissed. */
  failure?: Failure;
  /** The picker is armed in the active tab. */
  picking?: PickPurpose;
}

export type PickPurpose = 'approval' | 'vocabulary';

/** A system as the agent allowed it. */
export interface AllowedSystem {
  origin: Origin;
  kind: SystemKind;
  name: string;
  profile?: ProfileId;
}

/** A system as proposed from the words and the structure of its own page, for the agent to confirm or to type over. */
export interface Proposal extends Omit<AllowedSystem, 'kind'> {
  /** Missing where the page does not say enough: then nothing is chosen for the agent. */
  kind?: SystemKind;
  /** Its page is one to sign in, which cannot tell yet. */
  signIn?: true;
}

export interface VocabularyTerm {
  id: number;
  text: string;
  kind: TermKind;
}

/** A system that the agent allowed once; it enters later sessions by itself. */
export interface RememberedSystem extends AllowedSystem {
  /** The agent called it otherwise than its page was taken for. */
  set: boolean;
  /** Whether access to the origin is granted right now. */
  granted: boolean;
  /** Rules whose weight corrections moved here. */
  learned: LearnedRule[];
}

/** A rule that weighs otherwise in a system than it was published with. */
export interface LearnedRule {
  rule: RuleName;
  weight: number;
  /** Missing where no such rule is published any more. */
  published?: number;
}

export interface AttachTarget {
  tabId: number;
  origin: Origin;
  system: string;
  ticket?: TicketId;
  /** How the file would get there, best first. */
  ways: AttachWay[];
  /** The adapter is written to its vendor's documentation and was not run against the vendor's system. */
  unverified: boolean;
}

export type AttachWay = 'api' | 'page_input' | 'drop' | 'paste' | 'download';

export type AttachOutcome =
  /** Read back from the system, and its SHA-256 is that of the file. */
  | { attached: 'confirmed'; ticket: TicketId; way: AttachWay }
  /** Handed over, but not read back. */
  | { attached: 'unconfirmed'; ticket?: TicketId; way: AttachWay };

/** What a page of the extension asks of the worker. One message, one reply. */
export type Command =
  | { do: 'view' }
  | { do: 'record'; ticket?: TicketId }
  | { do: 'pause' }
  | { do: 'resume'; session?: SessionId }
  | { do: 'park' }
  | { do: 'stop' }
  | { do: 'discard'; session?: SessionId }
  /** Parks the current session and records, or resumes, the one of the other ticket. */
  | { do: 'switch_ticket'; ticket: TicketId }
  | { do: 'keep_ticket' }
  | { do: 'set_ticket'; ticket: TicketId }
  /** Takes back the newest correction, or else excludes the newest step. */
  | { do: 'undo' }
  | { do: 'author'; entry: Authored }
  | { do: 'pick'; purpose: PickPurpose }
  | { do: 'cancel_pick' }
  | { do: 'vocabulary' }
  | { do: 'add_term'; text: string; kind: TermKind }
  | { do: 'remove_term'; id: number }
  | { do: 'systems' }
  | { do: 'propose_system'; tabId?: number; origin?: Origin }
  | { do: 'allow_system'; system: AllowedSystem }
  /** Takes back what the agent said of a system's kind and name. */
  | { do: 'reset_system'; origin: Origin }
  | { do: 'forget_system'; origin: Origin }
  /** Takes back what corrections taught of a system. */
  | { do: 'reset_learned'; origin: Origin }
  | { do: 'inspect'; session: SessionId; from: number; count: number }
  | { do: 'library' }
  /** Seals the session if it is not sealed yet; the bytes are then in the store `files`, under its id. */
  | { do: 'export'; session: SessionId }
  | { do: 'import'; name: string; text: string }
  | { do: 'attach_targets'; session: SessionId }
  | { do: 'attach'; session: SessionId; tabId: number; ticket?: TicketId; way?: AttachWay }
  | { do: 'settings' }
  | { do: 'set_agent'; label: string }
  /** Whether corrections teach. */
  | { do: 'set_learn'; on: boolean }
  | { do: 'dismiss_failure' };

/** What each command answers when it succeeds. Commands that are not named answer nothing. */
export interface Answers {
  view: View;
  record: { session: SessionId };
  vocabulary: VocabularyTerm[];
  add_term: VocabularyTerm;
  systems: RememberedSystem[];
  propose_system: Proposal;
  /** Lines of canonical JSON, as they stand in the log. */
  inspect: { lines: string[]; total: number };
  library: SessionSummary[];
  export: { name: string; size: number; sha256: Hash };
  import: { session: SessionId };
  attach_targets: AttachTarget[];
  attach: AttachOutcome;
  settings: { agent?: string; learn: boolean };
}

export type Answer<D extends Command['do']> = D extends keyof Answers ? Answers[D] : undefined;

export type Reply<D extends Command['do'] = Command['do']> =
  | { ok: true; value: Answer<D> }
  | { ok: false; failure: Failure };

/** Name of the port over which the worker pushes the view to panels; each message is a `View`. */
export const VIEW_PORT = 'view';

/** What the page side asks of the worker. */
export type PageMessage =
  /** Sent once per document, with the language that it says it is in; the worker answers with `Welcome`. */
  | { page: 'hello'; document: string; language: string }
  /** The agent picked an element for the vocabulary: its text goes to the panel to be confirmed, and nowhere else. */
  | { page: 'picked_text'; text: string }
  /** The agent picked a record as the approval; the journal has it. The other frames of the tab can stop picking. */
  | { page: 'picked_record' }
  | { page: 'pick_cancelled' }
  /** Writing to the journal failed; so many records wait in the page's memory to be written again. */
  | { page: 'storage_failed'; waiting: number };

export interface Welcome {
  /** Key of the document's marks, 64 hex digits; absent when the document is not part of the session. */
  secret?: string;
  /** It cannot be said just now: to be asked again after a second, while `capture` still names the document's system. */
  again?: true;
}

/** What the worker asks of the page side of one tab. */
export type ToPage =
  | { to: 'page'; ask: 'ping' }
  | { to: 'page'; ask: 'pick'; purpose: PickPurpose }
  | { to: 'page'; ask: 'cancel_pick' };

/** What the worker tells open panels besides the view. */
export type ToPanel =
  | { to: 'panel'; picked_text: string }
  | { to: 'panel'; view: View }
  /** The shortcut for a note was pressed. */
  | { to: 'panel'; focus: 'note' };

/** The key in `storage.local` that the page side reads and watches; absent when nothing records. */
export const CAPTURE_KEY = 'capture';

/** All that the page side needs to know. */
export interface Capture {
  session: SessionId;
  paused: boolean;
  /** Key of the case for the tags of people and entitlements, 64 hex digits. */
  caseKey: string;
  /** The session's vocabulary, packed by `packTerms` of terms.ts. */
  vocabulary: string;
  systems: { origin: Origin; kind: SystemKind; profile?: ProfileId }[];
  /** The profiles in play, as they stand in profiles/. */
  profiles: Record<ProfileId, unknown>;
}

/** Prefix of the journal keys in `storage.local`: `j/<document>/<seq, 8 digits>`. */
export const JOURNAL_PREFIX = 'j/';

/** A journal value: the record as JSON, and its mark. */
export interface JournalValue {
  /** A `JournalRecord` as JSON; the mark is over exactly these characters in UTF-8. */
  b: string;
  /** HMAC-SHA256 under the document's secret, its first 16 bytes as hex; empty before the secret is known. */
  m: string;
}
