/** The rail beside the steps: one lane a phase, and a line that runs from step to step through the lanes. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Phase } from '../shared/protocol';
import { t } from './i18n';
import { PHASE_HELP, PHASE_WORD, PHASES, phaseMark } from './phases';

/** Both drawings are stretched to the rail's size, so that lanes may be narrow or wide without a second layout. */
const LANES = PHASES.length;
const BOX = `0 0 ${LANES} 1`;

const centre = (phase: Phase): number => PHASES.indexOf(phase) + 0.5;

export interface RailPart {
  /** The lane from which the line comes, if a step came before. */
  from?: Phase | undefined;
  /** The lane of this step, or the one that the line stays in. */
  to?: Phase | undefined;
  /** Whether a step stands here; a note or a gap only lets the line pass. */
  step: boolean;
  /** Whether a step follows. */
  goesOn: boolean;
  /** The line passes over something that was not seen. */
  broken?: boolean;
}

/** The rail beside one item. It repeats what the item's words say, so it is hidden from those who hear them. */
export function railPart({ from, to, step, goesOn, broken }: RailPart): TemplateResult {
  const into =
    from && to && (step || goesOn)
      ? svg`<path d="M${centre(from)} 0C${centre(from)} .7 ${centre(to)} .3 ${centre(to)} 1" vector-effect="non-scaling-stroke" />`
      : nothing;
  const on = to && goesOn ? svg`<path d="M${centre(to)} 0V1" vector-effect="non-scaling-stroke" />` : nothing;
  return html`
    <div class="rail ${broken ? 'broken' : ''}" aria-hidden="true">
      ${lanes()}
      <svg class="rail-into" viewBox=${BOX} preserveAspectRatio="none">${into}</svg>
      <svg class="rail-on" viewBox=${BOX} preserveAspectRatio="none">${on}</svg>
      ${
        step && to
          ? html`<svg class="rail-mark" data-lane=${PHASES.indexOf(to)} viewBox="-10 -10 20 20">${phaseMark(to)}</svg>`
          : nothing
      }
    </div>
  `;
}

/** Faint lines that make the lanes visible where nothing runs in them. */
const lanes = (): TemplateResult => html`<div class="lanes">${PHASES.map(() => html`<i></i>`)}</div>`;

/** The head of the lanes: each phase's shape, its word where there is room, and how many steps it has. */
export function railHead(counts: ReadonlyMap<Phase, number>): TemplateResult {
  return html`
    <ul class="rail-head" aria-label=${t('lanes')}>
      ${PHASES.map((phase) => {
        const count = counts.get(phase) ?? 0;
        return html`
          <li data-lane-phase=${phase} class=${count ? 'used' : ''} title=${`${t(PHASE_WORD[phase])}: ${t(PHASE_HELP[phase])}`}>
            <svg viewBox="-10 -10 20 20" aria-hidden="true">${phaseMark(phase)}</svg>
            <span class="lane-word">${t(PHASE_WORD[phase])}</span>
            <span class="lane-count">${count}</span>
          </li>
        `;
      })}
    </ul>
  `;
}
