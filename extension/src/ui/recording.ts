/** One recording in the library. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SessionSummary } from '../shared/messages';
import { dragFile, fileUrl } from './files';
import { dateAndTime, duration, fileSize } from './format';
import { type MessageKey, plural, t } from './i18n';
import { type IconName, icon } from './icons';
import { LightElement } from './light';
import { isFinished } from './recordings';

/** What is wanted with a recording. */
export interface RecordingAction {
  action: 'resume' | 'export' | 'attach' | 'delete' | 'inspector';
  session: SessionSummary;
}

const STATE_WORD: Record<SessionSummary['state'], MessageKey> = {
  recording: 'state_recording',
  paused: 'state_paused',
  parked: 'session_parked',
  stopped: 'session_stopped',
  sealed: 'session_sealed',
  imported: 'session_imported',
  interrupted: 'session_interrupted',
};

@customElement('ledgerium-recording')
export class Recording extends LightElement {
  @property({ attribute: false }) session!: SessionSummary;
  /** It is the one in the panel, which alone can pause, stop or discard it. */
  @property({ type: Boolean }) current = false;
  private url: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = undefined;
  }

  protected override render(): TemplateResult {
    const { session } = this;
    const { file } = session;
    const id = `recording-${session.id}`;
    return html`
      <div class="recording">
        ${file ? this.handle() : nothing}
        <div class="recording-text">
          <p id=${id}>
            ${!isFinished(session) ? html`<strong>${session.ticket ? t('thing_ticket', session.ticket) : t('no_ticket')}</strong>` : nothing}
            <time datetime=${new Date(session.started).toISOString()}>${dateAndTime(session.started)}</time>
            <span class="session-state" data-state=${session.state}>${t(STATE_WORD[session.state])}</span>
            ${this.attached()}
          </p>
          <p class="hint">
            ${[
              plural('n_steps', session.steps),
              plural('n_entries', session.entries),
              duration(session.ended - session.started),
              ...(session.gaps ? [plural('n_gaps', session.gaps)] : []),
              session.systems.join(', '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          ${file ? html`<p class="file-name">${file.name} <small>${fileSize(file.size)}</small></p>` : nothing}
        </div>
        <div class="recording-actions">
          ${this.resumable() ? this.button('resume', 'resume', 'resume', id) : nothing}
          ${this.button('export', 'export', 'export', id)} ${session.state === 'imported' ? nothing : this.button('attach', 'attach', 'attach', id)}
          ${this.button('inspector', 'inspector', 'eye', id)} ${this.current ? nothing : this.button('delete', 'delete', 'discard', id)}
        </div>
      </div>
    `;
  }

  private resumable(): boolean {
    return !this.current && ['parked', 'interrupted'].includes(this.session.state);
  }

  private attached(): TemplateResult | typeof nothing {
    const { attached } = this.session;
    if (!attached) return nothing;
    return html`<span class="session-state" data-state=${attached.confirmed ? 'attached' : 'unconfirmed'} title=${dateAndTime(attached.at)}>
      ${t(attached.confirmed ? 'attached_confirmed' : 'session_unconfirmed')}
    </span>`;
  }

  private button(action: RecordingAction['action'], word: MessageKey, name: IconName, id: string): TemplateResult {
    return html`
      <button
        type="button"
        class=${action === 'resume' ? 'plain' : 'quiet'}
        aria-describedby=${id}
        @click=${() => this.say<RecordingAction>('recording-action', { action, session: this.session })}
      >
        ${icon(name)}<span>${t(word)}</span>
      </button>
    `;
  }

  /** What can be dragged to the desktop; the button Export does the same without a pointer. */
  private handle(): TemplateResult {
    return html`
      <span class="drag" draggable="true" title=${t('drag_out')} @pointerenter=${this.prepare} @dragstart=${this.drag}>
        ${icon('grip')}${icon('file')}
      </span>
    `;
  }

  /** A drag must name its address when it begins, so the bytes are read as soon as the pointer is near. */
  private async prepare(): Promise<void> {
    this.url ??= await fileUrl(this.session.id).catch(() => undefined);
  }

  private drag(event: DragEvent): void {
    const { file } = this.session;
    if (file && this.url) dragFile(event, file, this.url);
    else event.preventDefault();
  }
}
