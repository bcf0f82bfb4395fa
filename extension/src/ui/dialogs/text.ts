/** A dialog with one field: a note, or another name for a step. */
import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Authored, Step } from '../../shared/protocol';
import { send } from '../channel';
import { DialogElement } from '../dialog';
import { t } from '../i18n';

/** The log takes no longer text at once. */
const MAX_TEXT = 2000;

@customElement('ledgerium-text-dialog')
export class TextDialog extends DialogElement {
  @property() purpose: 'note' | 'rename' = 'note';
  /** The step that it is about; a note may stand alone. */
  @property({ attribute: false }) step: Step | undefined;
  /** The step as it is called now. */
  @property() about = '';

  protected heading(): string {
    return t(this.purpose === 'note' ? 'add_note' : 'rename');
  }

  protected body(): TemplateResult {
    return html`
      <form id="text-form" class="stack" @submit=${this.save}>
        ${this.about ? html`<p class="about">${this.about}</p>` : ''}
        <label for="text-field">${t(this.purpose === 'note' ? 'note_text' : 'step_name')}</label>
        ${
          this.purpose === 'note'
            ? html`<textarea id="text-field" rows="5" required maxlength=${MAX_TEXT} autofocus></textarea>`
            : html`<input id="text-field" required maxlength="200" autocomplete="off" autofocus />`
        }
        <p class="hint">${t('authored_help')}</p>
      </form>
    `;
  }

  protected override actions(): TemplateResult {
    return html`
      <button type="submit" form="text-form" class="primary" ?disabled=${this.busy}>${t('save')}</button>
      <button type="button" class="quiet" @click=${this.close}>${t('cancel')}</button>
    `;
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = this.querySelector<HTMLInputElement>('#text-field')?.value.trim();
    if (text && (await this.attempt(() => send({ do: 'author', entry: this.entry(text) })))) this.close();
  }

  private entry(text: string): Authored {
    const step = this.step?.first;
    if (this.purpose === 'rename' && step !== undefined) return { authored: 'rename', step, name: text };
    return step === undefined ? { authored: 'note', text } : { authored: 'note', text, step };
  }
}
