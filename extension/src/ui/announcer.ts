/** What changed, for those who hear the panel: one polite line, never the clock and never a repetition. */
import type { View } from '../shared/messages';
import { gapText } from './entries';
import { t } from './i18n';
import { stepText } from './labels';
import { PHASE_WORD } from './phases';
import { STATE_WORD } from './state-line';

/** The lines to be said when the view changes from one to the other. */
export function changesToSay(before: View | undefined, after: View): string[] {
  if (!before) return [];
  const lines: string[] = [];
  if (before.state !== after.state) lines.push(t(STATE_WORD[after.state]));
  const known = new Set(before.steps.map((step) => step.first));
  for (const step of after.steps) {
    if (!known.has(step.first)) lines.push(t('say_step', t(PHASE_WORD[step.phase]), stepText(step, after)));
  }
  for (const gap of (after.session?.gaps ?? []).slice(before.session?.gaps.length ?? 0)) {
    lines.push(gapText(gap.cause, gap.count));
  }
  if (before.session?.ticket !== after.session?.ticket && after.session?.ticket) {
    lines.push(t('thing_ticket', after.session.ticket));
  }
  return lines;
}
