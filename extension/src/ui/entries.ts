/** Entries of the log as lines that a person can read. Nothing is left out but what the raw line also shows. */
import type { Authored, Body, Entry, GapCause, OrdinalKind, Phase } from '../shared/protocol';
import { pageText } from './events';
import { claimed } from './format';
import { type MessageKey, plural, t } from './i18n';
import type { Names } from './labels';
import { PHASE_WORD } from './phases';
import { CHANNEL_WORD, GAP_WORD, KIND_WORD } from './words';

/** One entry as a line. */
export function entryText(entry: Entry, names: Names): string {
  return bodyText(entry.body, names);
}

function bodyText(body: Body, names: Names): string {
  switch (body.type) {
    case 'genesis':
      return t('entry_genesis', body.recorder);
    case 'system':
      return t('entry_system', body.name, t(KIND_WORD[body.kind]), body.origin);
    case 'term':
      return t('entry_term', body.text);
    case 'page':
      return pageText(body, names);
    case 'authored':
      return authoredText(body.entry);
    case 'gap':
      return gapText(body.cause, body.count);
    case 'ticket':
      return t('entry_ticket', body.ticket);
    case 'joined':
      return t(JOINED[body.of], body.older, body.newer);
    case 'finished':
      return t('entry_finished', body.entries);
    default:
      return t(SIMPLE[body.type]);
  }
}

const JOINED: Record<OrdinalKind, MessageKey> = {
  person: 'entry_joined_person',
  entitlement: 'entry_joined_entitlement',
  record: 'entry_joined_record',
};

const SIMPLE: Record<'paused' | 'resumed' | 'parked' | 'stopped', MessageKey> = {
  paused: 'entry_paused',
  resumed: 'entry_resumed',
  parked: 'entry_parked',
  stopped: 'entry_stopped',
};

/** Gaps whose count is one of records. */
const COUNTED: readonly GapCause[] = ['sequence', 'bad_mark', 'bad_record', 'rate', 'storage_failed'];

/** A gap in plain words, with how much is missing where that is known. */
export function gapText(cause: GapCause, count?: number): string {
  const text = t(GAP_WORD[cause]);
  return count && count > 1 && COUNTED.includes(cause) ? `${text} ${plural('gap_count', count)}` : text;
}

const phaseText = (phase: Phase) => t(PHASE_WORD[phase]);

const entryList = (entries: readonly number[]) => entries.join(', ');

/** What the agent wrote or decided. */
export function authoredText(entry: Authored): string {
  switch (entry.authored) {
    case 'note':
      return t('entry_note', entry.text);
    case 'off_browser_approval': {
      const said = t('entry_off_browser', entry.approver, claimed(entry.at), t(CHANNEL_WORD[entry.channel]));
      return entry.note ? `${said} – ${entry.note}` : said;
    }
    case 'approval_pointed_at':
      return t('entry_approval_pointed_at', entry.entry);
    case 'same_person':
      return t('entry_same_person', entry.one, entry.other);
    case 'exclude':
      return t('entry_exclude', entryList(entry.entries));
    case 'relabel':
      return t('entry_relabel', entryList(entry.entries), phaseText(entry.phase));
    case 'rename':
      return t('entry_rename', entry.step, entry.name);
    case 'merge':
      return t('entry_merge', entry.first, entry.second);
    case 'split':
      return t('entry_split', entry.at);
    case 'undo':
      return t('entry_undo', entry.entry);
  }
}
