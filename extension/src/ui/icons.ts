/** Line icons, drawn for Ledgerium on a grid of 20. */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const SHAPES = {
  record: svg`<circle class="solid" cx="10" cy="10" r="6" />`,
  pause: svg`<path d="M7 5v10M13 5v10" stroke-width="2.4" />`,
  resume: svg`<path class="solid" d="M7 4.6v10.8L15.4 10Z" />`,
  stop: svg`<rect class="solid" x="5.2" y="5.2" width="9.6" height="9.6" rx="1.6" />`,
  undo: svg`<path d="M7.5 4 4 7.5 7.5 11M4.4 7.5H12a4 4 0 0 1 0 8H8" />`,
  note: svg`<path d="M4 4.5h12v8.2L12.7 16H4ZM12.6 16v-3.4H16M7 8h6M7 11h3" />`,
  approval: svg`<path d="M10 2.8 16 5v4.6c0 3.6-2.5 6.2-6 7.6-3.5-1.4-6-4-6-7.6V5ZM7.3 9.8l2 2 3.5-3.7" />`,
  pick: svg`<path d="M8.5 8.5 17 11.4l-3.8 1.8L11.4 17ZM8 2.8V5M2.8 8H5M4.3 4.3l1.6 1.6M11.7 4.3l-1.6 1.6M4.3 11.7l1.6-1.6" />`,
  park: svg`<rect x="3.5" y="3.5" width="13" height="13" rx="3" /><path d="M8.2 14V6.5h2.6a2.3 2.3 0 0 1 0 4.6H8.2" />`,
  export: svg`<path d="M10 3.5v8.8M6.4 9 10 12.6 13.6 9M4 16.2h12" />`,
  attach: svg`<path d="m15.8 9.4-5.6 5.7a3.5 3.5 0 0 1-5-5l6-6a2.4 2.4 0 0 1 3.4 3.4l-5.9 6a1.2 1.2 0 0 1-1.7-1.8l5.2-5.2" />`,
  discard: svg`<path d="M4 6h12M8 6V3.8h4V6M5.5 6l.7 10.2h7.6L14.5 6M8.4 9v4.4M11.6 9v4.4" />`,
  more: svg`<circle class="solid" cx="4.6" cy="10" r="1.5" /><circle class="solid" cx="10" cy="10" r="1.5" /><circle class="solid" cx="15.4" cy="10" r="1.5" />`,
  cross: svg`<path d="m5 5 10 10M15 5 5 15" />`,
  check: svg`<path d="m4.4 10.6 3.6 3.7 7.6-8.6" />`,
  chevron: svg`<path d="m6 8 4 4 4-4" />`,
  warning: svg`<path d="M10 3.4 17.6 16.4H2.4ZM10 8.2v4M10 14.2v.2" />`,
  gap: svg`<path d="M3 10h3M14 10h3M8.4 6.4l3.2 7.2M8.4 13.6l3.2-7.2" />`,
  shield: svg`<path d="M10 2.8 16 5v4.6c0 3.6-2.5 6.2-6 7.6-3.5-1.4-6-4-6-7.6V5Z" />`,
  search: svg`<circle cx="9" cy="9" r="5" /><path d="m12.8 12.8 3.8 3.8" />`,
  import: svg`<path d="M10 12.6V3.8M6.4 7.4 10 3.8l3.6 3.6M4 16.2h12" />`,
  library: svg`<path d="M4 4h3.4v12H4ZM7.4 4h3.4v12H7.4ZM11.6 4.8l3.2-.9 3 11.4-3.2.9Z" />`,
  grip: svg`<path d="M7.4 5v.1M7.4 10v.1M7.4 15v.1M12.6 5v.1M12.6 10v.1M12.6 15v.1" stroke-width="2.4" />`,
  ticket: svg`<path d="M3 6.5h14v2.2a1.6 1.6 0 0 0 0 3.1v2.2H3v-2.2a1.6 1.6 0 0 0 0-3.1ZM12 6.8v6.4" stroke-dasharray="none" />`,
  plus: svg`<path d="M10 4.4v11.2M4.4 10h11.2" />`,
  eye: svg`<path d="M2.8 10c3.2-6 11.2-6 14.4 0-3.2 6-11.2 6-14.4 0Z" /><circle cx="10" cy="10" r="2.4" />`,
  file: svg`<path d="M5 3h6.6L15.4 7v10H5ZM11.4 3v4.2h4" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** An icon beside words that say the same; it is hidden from those who hear the words. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
