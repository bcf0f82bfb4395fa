/** What the log shows about a grant: whether it was approved first, why that is said, and what else is known of it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Grant, Order } from '../shared/protocol';
import type { MessageKey } from './i18n';
import { t } from './i18n';
import { type IconName, icon } from './icons';

const ORDER: Record<Order, { word: MessageKey; sign: IconName; tone: 'good' | 'bad' | 'open' }> = {
  approved_before: { word: 'verdict_approved_before', sign: 'check', tone: 'good' },
  approved_after: { word: 'verdict_approved_after', sign: 'cross', tone: 'bad' },
  no_approval_seen: { word: 'verdict_no_approval_seen', sign: 'cross', tone: 'bad' },
  attested_only: { word: 'verdict_attested_only', sign: 'note', tone: 'open' },
  order_unprovable: { word: 'verdict_order_unprovable', sign: 'warning', tone: 'open' },
};

/** The rows of the table of verdicts (docs/verdict.md). */
const ROWS: Record<string, MessageKey> = {
  hole: 'verdict_row_hole',
  'made.before': 'verdict_row_made_before',
  'shown.before.claims_after': 'verdict_row_shown_before_claims_after',
  'shown.before': 'verdict_row_shown_before',
  'word.before.claims_after': 'verdict_row_word_claims_after',
  'word.before': 'verdict_row_word_before',
  'unclear.before': 'verdict_row_unclear_before',
  'rejected.before': 'verdict_row_rejected_before',
  'withdrawn.before': 'verdict_row_withdrawn_before',
  'made.after': 'verdict_row_made_after',
  'shown.after.claims_before': 'verdict_row_shown_after_claims_before',
  'shown.after.claims_after': 'verdict_row_shown_after_claims_after',
  'shown.after.claims_nothing': 'verdict_row_shown_after_claims_nothing',
  'spent.shown_again': 'verdict_row_spent_shown_again',
  'word.after.claims_before': 'verdict_row_word_after_claims_before',
  'word.after.claims_after': 'verdict_row_word_claims_after',
  'word.after.claims_nothing': 'verdict_row_word_after_claims_nothing',
  'unclear.after': 'verdict_row_unclear_after',
  gap: 'verdict_row_gap',
  spent: 'verdict_row_spent',
  nothing: 'verdict_row_nothing',
};

const LEVEL: Record<Answer, MessageKey> = {
  satisfied: 'level_satisfied',
  violated: 'level_violated',
  unknown: 'level_unknown',
};
const AUTHORITY: Record<Answer, MessageKey> = {
  satisfied: 'authority_satisfied',
  violated: 'authority_violated',
  unknown: 'authority_unknown',
};
const DUTIES: Record<Answer, MessageKey> = {
  satisfied: 'duties_satisfied',
  violated: 'duties_violated',
  unknown: 'duties_unknown',
};

/** A verdict in a line, with the rest behind it. */
export function verdictOf({ verdict }: Grant): TemplateResult | typeof nothing {
  if (!verdict) return nothing;
  const { word, sign, tone } = ORDER[verdict.order];
  const row = ROWS[verdict.rule];
  const entries = verdict.entries.join(', ');
  return html`
    <details class="verdict" data-verdict=${verdict.order} data-tone=${tone}>
      <summary>${icon(sign)}<strong>${t(word)}</strong></summary>
      <ul>
        ${row ? html`<li>${t(row)}</li>` : nothing}
        <li data-answer=${verdict.level}>${t(LEVEL[verdict.level])}</li>
        <li data-answer=${verdict.authority}>${t(AUTHORITY[verdict.authority])}</li>
        <li data-answer=${verdict.duties}>${t(DUTIES[verdict.duties])}</li>
        <li>${t('verdict_entries', entries, `${verdict.table}`, verdict.rule)}</li>
      </ul>
    </details>
  `;
}
