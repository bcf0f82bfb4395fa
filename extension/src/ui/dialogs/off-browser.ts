/** An approval that no recorded page shows: what the agent attests, marked as attested for good. */
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Channel, ClaimedTime } from '../../shared/protocol';
import { send } from '../channel';
import { DialogElement } from '../dialog';
import { t } from '../i18n';
import { CHANNEL_WORD, CHANNELS } from '../words';

const two = (n: number) => String(n).padStart(2, '0');

/** A moment as `datetime-local` wants it. */
export const localTime = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** The typed time with the offset that this machine had then, so that it can be compared with recorded times. */
export const claimedTime = (local: string): ClaimedTime => ({
  local,
  offset_minutes: 0 - new Date(local).getTimezoneOffset(),
});

@customElement('ledgerium-off-browser-dialog')
export class OffBrowserDialog extends DialogElement {
  private readonly now = localTime(new Date());

  protected heading(): string {
    return t('record_off_browser');
  }

  protected body(): TemplateResult {
    return html`
      <form id="approval-form" class="stack" @submit=${this.save}>
        <p>${t('off_browser_help')}</p>
        <label for="approver">${t('approver')}</label>
        <input id="approver" required maxlength="200" autocomplete="off" aria-describedby="approver-help" autofocus />
        <p class="hint" id="approver-help">${t('approver_help')}</p>
        <div class="pair">
          <div>
            <label for="approved-at">${t('approved_at')}</label>
            <input id="approved-at" type="datetime-local" required .value=${this.now} max=${this.now} />
          </div>
          <div>
            <label for="channel">${t('channel')}</label>
            <select id="channel">
              ${CHANNELS.map((channel) => html`<option value=${channel}>${t(CHANNEL_WORD[channel])}</option>`)}
            </select>
          </div>
        </div>
        <label for="reference">${t('reference')}</label>
        <input id="reference" maxlength="500" autocomplete="off" aria-describedby="reference-help" />
        <p class="hint" id="reference-help">${t('reference_help')}</p>
      </form>
    `;
  }

  protected override actions(): TemplateResult {
    return html`
      <button type="submit" form="approval-form" class="primary" ?disabled=${this.busy}>${t('save')}</button>
      <button type="button" class="quiet" @click=${this.close}>${t('cancel')}</button>
    `;
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const note = this.field('reference');
    const saved = await this.attempt(() =>
      send({
        do: 'author',
        entry: {
          authored: 'off_browser_approval',
          approver: this.field('approver'),
          at: claimedTime(this.field('approved-at')),
          channel: this.field('channel') as Channel,
          ...(note && { note }),
        },
      }),
    );
    if (saved) this.close();
  }

  private field(id: string): string {
    return this.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)?.value.trim() ?? '';
  }
}
