/** The first thing to see: whether it records. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RecorderState, View } from '../shared/messages';
import { elapsed } from './format';
import { type MessageKey, plural, t } from './i18n';
import { LightElement } from './light';

export const STATE_WORD: Record<RecorderState, MessageKey> = {
  idle: 'state_idle',
  recording: 'state_recording',
  paused: 'state_paused',
  stopped: 'state_stopped',
  failed: 'state_failed',
};

const STATE_HELP: Record<RecorderState, MessageKey> = {
  idle: 'state_idle_help',
  recording: 'state_recording_help',
  paused: 'state_paused_help',
  stopped: 'state_stopped_help',
  failed: 'state_failed_help',
};

@customElement('ledgerium-state-line')
export class StateLine extends LightElement {
  @property({ attribute: false }) view!: View;
  @state() private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      this.now = Date.now();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult {
    const { state, session } = this.view;
    const running = session && (state === 'recording' || state === 'paused');
    return html`
      <div class="state-line" data-state=${state}>
        <span class="state-lamp" aria-hidden="true"></span>
        <h1>${t(STATE_WORD[state])}</h1>
        ${running ? html`<span class="clock" role="timer" aria-label=${t('time_since_start')}>${elapsed(this.now - session.started)}</span>` : nothing}
        <p>${session && state !== 'idle' ? this.counts() : this.help()}</p>
      </div>
    `;
  }

  private help(): string {
    const { state, systems } = this.view;
    return t(state === 'recording' && !systems.length ? 'state_recording_nothing' : STATE_HELP[state]);
  }

  private counts(): TemplateResult {
    const { session, steps, systems } = this.view;
    return html`${this.help()}
      <span class="counts">
        <span>${plural('n_steps', steps.length)}</span>
        <span>${plural('n_entries', session?.entries ?? 0)}</span>
        <span>${plural('n_systems', systems.length)}</span>
        ${session?.gaps.length ? html`<a href="#first-gap">${plural('n_gaps', session.gaps.length)}</a>` : nothing}
        ${session?.refused ? html`<span class="refused">${plural('n_refused', session.refused)}</span>` : nothing}
      </span>`;
  }
}
