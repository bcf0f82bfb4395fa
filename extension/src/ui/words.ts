/** Words for the closed sets of the log. Each table is complete: a new variant does not compile without its word. */
import type { AttachOutcome, AttachWay, FailureCode } from '../shared/messages';
import type { Channel, GapCause, SystemKind, TermKind } from '../shared/protocol';
import type { MessageKey } from './i18n';

export const GAP_WORD: Record<GapCause, MessageKey> = {
  paused: 'gap_paused',
  elsewhere: 'gap_elsewhere',
  no_permission: 'gap_no_permission',
  permission_removed: 'gap_permission_removed',
  frame_not_covered: 'gap_frame_not_covered',
  sequence: 'gap_sequence',
  bad_mark: 'gap_bad_mark',
  bad_record: 'gap_bad_record',
  rate: 'gap_rate',
  clock_jump: 'gap_clock_jump',
  context_invalidated: 'gap_context_invalidated',
  browser_restarted: 'gap_browser_restarted',
  core_trap: 'gap_core_trap',
  storage_failed: 'gap_storage_failed',
  tab_crashed: 'gap_tab_crashed',
};

export const KIND_WORD: Record<SystemKind, MessageKey> = {
  ticketing: 'kind_ticketing',
  iam: 'kind_iam',
  directory: 'kind_directory',
  email: 'kind_email',
  other: 'kind_other',
};

export const SYSTEM_KINDS = Object.keys(KIND_WORD) as SystemKind[];

export const CHANNEL_WORD: Record<Channel, MessageKey> = {
  phone: 'channel_phone',
  in_person: 'channel_in_person',
  chat: 'channel_chat',
  mail: 'channel_mail',
  paper: 'channel_paper',
  other: 'channel_other',
};

export const CHANNELS = Object.keys(CHANNEL_WORD) as Channel[];

export const TERM_WORD: Record<TermKind, MessageKey> = {
  system: 'term_system',
  level: 'term_level',
  entitlement: 'term_entitlement',
  category: 'term_category',
  word: 'term_word',
};

export const TERM_KINDS = Object.keys(TERM_WORD) as TermKind[];

export const WAY_WORD: Record<AttachWay, MessageKey> = {
  api: 'way_api',
  page_input: 'way_page_input',
  drop: 'way_drop',
  paste: 'way_paste',
  download: 'way_download',
};

/** What became of a file that was to be attached. Only the system's own interface has sent what is not confirmed. */
export function outcomeWords({ attached, way }: AttachOutcome): [what: MessageKey, next: MessageKey] {
  if (attached === 'confirmed') return ['attached_confirmed', 'attached_confirmed_help'];
  return way === 'api'
    ? ['attached_unconfirmed', 'attached_unconfirmed_help']
    : ['attached_placed', 'attached_placed_help'];
}

/** What happened and where, then what to do next. */
const FAILURE_WORDS: Record<FailureCode | 'altered', [what: MessageKey, next: MessageKey]> = {
  no_session: ['error_no_session', 'error_no_session_next'],
  already_recording: ['error_already_recording', 'error_already_recording_next'],
  wrong_state: ['error_wrong_state', 'error_wrong_state_next'],
  storage_failed: ['error_storage_failed', 'error_storage_failed_next'],
  storage_full: ['error_storage_full', 'error_storage_full_next'],
  core_failed: ['error_core_failed', 'error_core_failed_next'],
  permission_missing: ['error_permission_missing', 'error_permission_missing_next'],
  tab_unreachable: ['error_tab_unreachable', 'error_tab_unreachable_next'],
  bad_input: ['error_bad_input', 'error_bad_input_next'],
  bad_file: ['error_bad_file', 'error_bad_file_next'],
  already_there: ['error_already_there', 'error_already_there_next'],
  altered: ['error_altered', 'error_bad_file_next'],
  not_found: ['error_not_found', 'error_not_found_next'],
  attach_refused: ['error_attach_refused', 'error_attach_refused_next'],
  attach_failed: ['error_attach_failed', 'error_attach_failed_next'],
  attach_signed_out: ['error_attach_signed_out', 'error_attach_signed_out_next'],
  attach_too_large: ['error_attach_too_large', 'error_attach_too_large_next'],
  weights_refused: ['error_weights_refused', 'error_weights_refused_next'],
  unknown: ['error_unknown', 'error_unknown_next'],
};

/** The words for a failure; a code that is not known here, as of another version, is a failure all the same. */
export const failureWords = (code: keyof typeof FAILURE_WORDS): [what: MessageKey, next: MessageKey] =>
  FAILURE_WORDS[code] ?? FAILURE_WORDS.unknown;
