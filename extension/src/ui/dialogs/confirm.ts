/** A question before something that cannot be taken back. */
import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { DialogElement } from '../dialog';
import { t } from '../i18n';

@customElement('ledgerium-confirm-dialog')
export class ConfirmDialog extends DialogElement {
  @property() question = '';
  @property() explanation = '';
  /** The word on the button that does it. */
  @property() word = '';
  @property({ attribute: false }) act!: () => Promise<unknown>;

  protected heading(): string {
    return this.question;
  }

  protected body(): TemplateResult {
    return html`<p>${this.explanation}</p>`;
  }

  protected override actions(): TemplateResult {
    return html`
      <button type="button" class="danger" ?disabled=${this.busy} @click=${this.confirm}>${this.word}</button>
      <button type="button" class="quiet" autofocus @click=${this.close}>${t('cancel')}</button>
    `;
  }

  private async confirm(): Promise<void> {
    if (await this.attempt(this.act)) this.close();
  }
}
