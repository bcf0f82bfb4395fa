/** What all dialogs share: modal, closed by Escape, by its button or when done, focus back where it came from. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Failure } from '../shared/messages';
import { failureOf } from './channel';
import { failureText } from './failure';
import { t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';

export abstract class DialogElement extends LightElement {
  @state() protected busy = false;
  @state() protected failure: Failure | undefined;

  /** The dialog's heading, which is its name. */
  protected abstract heading(): string;
  protected abstract body(): TemplateResult;
  /** Buttons at the foot; the close button is always there. */
  protected actions(): TemplateResult | typeof nothing {
    return nothing;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.querySelector('dialog')?.showModal();
  }

  close(): void {
    this.querySelector('dialog')?.close();
  }

  /** Ctrl+Enter saves from any field; in one of several lines Enter alone begins another. */
  private onKey(event: KeyboardEvent): void {
    const form = this.querySelector('form');
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || this.busy || !form) return;
    event.preventDefault();
    form.requestSubmit();
  }

  /** Runs something that may fail and shows in place what went wrong. True when it went well. */
  protected async attempt(run: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.failure = undefined;
    try {
      await run();
      return true;
    } catch (error) {
      this.failure = failureOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="dialog-title" @close=${() => this.say('done')} @keydown=${this.onKey} aria-busy=${this.busy}>
        <header>
          <h2 id="dialog-title">${this.heading()}</h2>
          <button type="button" class="icon-button" aria-label=${t('close')} title=${t('close')} @click=${this.close}>
            ${icon('cross')}
          </button>
        </header>
        <div class="dialog-body">
          ${this.failure ? failureText(this.failure) : nothing} ${this.body()}
        </div>
        ${this.actions() === nothing ? nothing : html`<footer>${this.actions()}</footer>`}
      </dialog>
    `;
  }
}
