/** The buttons, and in which state each of them makes sense. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RecorderState, View } from '../shared/messages';
import { type MessageKey, t } from './i18n';
import { type IconName, icon } from './icons';

/** What a button of the panel does. */
export type ControlAction =
  | 'record'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'park'
  | 'undo'
  | 'note'
  | 'off_browser'
  | 'pick_approval'
  | 'export'
  | 'attach'
  | 'discard';

interface Control {
  action: ControlAction;
  word: MessageKey;
  icon: IconName;
  states: readonly RecorderState[];
  look?: 'primary' | 'danger' | 'quiet';
}

/** The course of a recording. */
const COURSE: readonly Control[] = [
  { action: 'record', word: 'record', icon: 'record', states: ['idle'], look: 'primary' },
  { action: 'resume', word: 'resume', icon: 'resume', states: ['paused', 'failed'], look: 'primary' },
  { action: 'pause', word: 'pause', icon: 'pause', states: ['recording'] },
  { action: 'stop', word: 'stop', icon: 'stop', states: ['recording', 'paused'] },
  { action: 'park', word: 'park', icon: 'park', states: ['recording', 'paused', 'failed'] },
  { action: 'attach', word: 'attach', icon: 'attach', states: ['stopped'], look: 'primary' },
  { action: 'export', word: 'export', icon: 'export', states: ['stopped', 'failed'] },
  { action: 'record', word: 'record', icon: 'record', states: ['stopped'] },
];

/** What the agent adds in his own words. */
const AUTHORED: readonly Control[] = [
  { action: 'undo', word: 'undo', icon: 'undo', states: ['recording', 'paused', 'stopped'] },
  { action: 'note', word: 'add_note', icon: 'note', states: ['recording', 'paused', 'stopped'] },
  { action: 'pick_approval', word: 'this_is_the_approval', icon: 'pick', states: ['recording'] },
  { action: 'off_browser', word: 'record_off_browser', icon: 'approval', states: ['recording', 'paused', 'stopped'] },
];

/** The ways out that are rarer. */
const WAYS_OUT: readonly Control[] = [
  { action: 'attach', word: 'attach', icon: 'attach', states: ['recording', 'paused'], look: 'quiet' },
  {
    action: 'discard',
    word: 'discard',
    icon: 'discard',
    states: ['recording', 'paused', 'stopped', 'failed'],
    look: 'quiet',
  },
];

const GROUPS = {
  course: { word: 'controls_course', controls: COURSE },
  authored: { word: 'controls_authored', controls: AUTHORED },
  ways_out: { word: 'controls_ways_out', controls: WAYS_OUT },
} satisfies Record<string, { word: MessageKey; controls: readonly Control[] }>;

/** One group of buttons as it stands in this state. Nothing is drawn where no button makes sense. */
export function controls(
  group: keyof typeof GROUPS,
  view: View,
  busy: ControlAction | undefined,
  act: (action: ControlAction) => void,
): TemplateResult | typeof nothing {
  const { word, controls } = GROUPS[group];
  const shown = controls.filter(
    (control) => control.states.includes(view.state) && (view.session || control.action === 'record'),
  );
  if (!shown.length) return nothing;
  return html`
    <div class=${`controls ${group}`} role="group" aria-label=${t(word)}>
      ${shown.map((control) => {
        const off = control.action === 'undo' && !view.steps.length && !view.session?.undoable.length;
        return html`
          <button
            type="button"
            class=${control.look ?? 'plain'}
            data-action=${control.action}
            ?disabled=${off || busy !== undefined}
            aria-busy=${busy === control.action}
            @click=${() => act(control.action)}
          >
            ${icon(control.icon)}<span>${t(control.word)}</span>
          </button>
        `;
      })}
    </div>
  `;
}
