/** The phases of the work: their order in the lanes, their words and their signs. */
import { type SVGTemplateResult, svg } from 'lit';
import type { Phase } from '../shared/protocol';
import type { MessageKey } from './i18n';

/** Lanes from left to right. The order is that of an orderly case; the steps stand where they were read. */
export const PHASES: readonly Phase[] = ['request', 'approve', 'grant', 'confirm', 'close', 'other'];

export const PHASE_WORD: Record<Phase, MessageKey> = {
  request: 'phase_request',
  approve: 'phase_approve',
  grant: 'phase_grant',
  confirm: 'phase_confirm',
  close: 'phase_close',
  other: 'phase_other',
};

export const PHASE_HELP: Record<Phase, MessageKey> = {
  request: 'phase_request_help',
  approve: 'phase_approve_help',
  grant: 'phase_grant_help',
  confirm: 'phase_confirm_help',
  close: 'phase_close_help',
  other: 'phase_other_help',
};

/** Each phase has a shape of its own, so that colour is never the only sign. Drawn around the origin, 16 units wide. */
const SHAPES: Record<Phase, SVGTemplateResult> = {
  request: svg`<circle r="7" />`,
  approve: svg`<path d="M0-8.4 8.4 0 0 8.4-8.4 0Z" />`,
  grant: svg`<rect x="-6.6" y="-6.6" width="13.2" height="13.2" rx="2.6" />`,
  confirm: svg`<path d="M0-8 6.9-4V4L0 8-6.9 4V-4Z" />`,
  close: svg`<path d="M-5.6-7.4H5.6V7.6L0 3.6-5.6 7.6Z" stroke-linejoin="round" />`,
  other: svg`<circle class="hollow" r="4.4" />`,
};

const GLYPHS: Record<Phase, SVGTemplateResult> = {
  request: svg`<path d="M-2.8-.6 0-3.3l2.8 2.7M0-3V3.4" />`,
  approve: svg`<path d="M-3.1.2-1 2.4 3.2-2.1" />`,
  grant: svg`<path d="M-3.2 0H3.2M0-3.2V3.2" />`,
  confirm: svg`<circle r="1.9" /><path d="M-4.2 0C-2.2-3.2 2.2-3.2 4.2 0 2.2 3.2-2.2 3.2-4.2 0Z" />`,
  close: svg`<path d="M-2.4-3.2H2.4M-2.4 0H2.4" />`,
  other: svg``,
};

/** The phase's shape with its glyph, to be placed with a `transform` on a surrounding group. */
export const phaseMark = (phase: Phase): SVGTemplateResult =>
  svg`<g class="phase-mark" data-phase-mark=${phase}><g class="shape">${SHAPES[phase]}</g><g class="glyph">${GLYPHS[phase]}</g></g>`;
