/** The ticket of the session: read from its page, set by hand, or another one that was opened. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure, View } from '../shared/messages';
import { failureOf, send } from './channel';
import { t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';
import { failureWords } from './words';

/** What the agent decided about another ticket. */
export type TicketAction = { switchTo: string } | { stay: true };

@customElement('ledgerium-ticket')
export class TicketChip extends LightElement {
  @property({ attribute: false }) view!: View;
  @state() private editing = false;
  @state() private failure: Failure | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { session, otherTicket, state } = this.view;
    if (!session) return nothing;
    const open = state === 'recording' || state === 'paused' || state === 'stopped';
    return html`
      ${this.editing && open ? this.form(session.ticket ?? '') : this.chip(session.ticket, open)}
      ${otherTicket && state === 'recording' ? this.question(otherTicket.ticket) : nothing}
    `;
  }

  private chip(ticket: string | undefined, open: boolean): TemplateResult {
    return html`
      <div class="ticket ${ticket ? '' : 'unknown'}">
        ${icon('ticket')}<span>${ticket ? t('thing_ticket', ticket) : t('ticket_unknown')}</span>
        ${
          open
            ? html`<button type="button" class="link" @click=${this.edit}>${t(ticket ? 'ticket_change' : 'ticket_set')}</button>`
            : nothing
        }
      </div>
    `;
  }

  private form(ticket: string): TemplateResult {
    return html`
      <form class="ticket-form" @submit=${this.save} @keydown=${this.onKey}>
        <label for="ticket-id">${t('ticket_id')}</label>
        <input id="ticket-id" name="ticket" .value=${ticket} required maxlength="32" autocomplete="off" spellcheck="false" aria-invalid=${this.failure !== undefined} @input=${this.typeAnew} />
        <button type="submit">${t('save')}</button>
        <button type="button" class="quiet" @click=${this.leave}>${t('cancel')}</button>
        ${this.failure ? html`<p class="field-error" role="alert">${this.errorText(this.failure)}</p>` : nothing}
      </form>
    `;
  }

  private errorText({ code }: Failure): string {
    return t(code === 'bad_input' ? 'ticket_wrong' : failureWords(code)[0]);
  }

  private question(ticket: string): TemplateResult {
    return html`
      <div class="notice question" role="alert">
        ${icon('ticket')}
        <div>
          <p><strong>${t('other_ticket', ticket)}</strong></p>
          <p>${t('other_ticket_help')}</p>
          <p class="buttons">
            <button type="button" @click=${() => this.say<TicketAction>('ticket-action', { switchTo: ticket })}>${t('switch_ticket')}</button>
            <button type="button" @click=${() => this.say<TicketAction>('ticket-action', { stay: true })}>${t('keep_ticket')}</button>
          </p>
        </div>
      </div>
    `;
  }

  private async edit(): Promise<void> {
    this.editing = true;
    await this.updateComplete;
    this.querySelector('input')?.select();
  }

  private async leave(): Promise<void> {
    this.editing = false;
    this.failure = undefined;
    await this.updateComplete;
    this.querySelector<HTMLButtonElement>('.ticket button')?.focus();
  }

  /** What is typed stays until it is taken. */
  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const ticket = this.querySelector('input')?.value.trim();
    if (!ticket) return;
    try {
      await send({ do: 'set_ticket', ticket });
      await this.leave();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  private typeAnew(): void {
    this.failure = undefined;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') void this.leave();
  }
}
