/** Kind and name of a system, as the agent calls it: asked when it is allowed, and whenever it was called wrongly. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AllowedSystem, Failure, Proposal } from '../shared/messages';
import type { SystemKind } from '../shared/protocol';
import { failureOf, send } from './channel';
import { failureText } from './failure';
import { t } from './i18n';
import { LightElement } from './light';
import { KIND_WORD, SYSTEM_KINDS } from './words';

let count = 0;

/** Says `left` when it is over, saved or not, and `again` when the page is to be looked at once more. */
@customElement('ledgerium-system-form')
export class SystemForm extends LightElement {
  @property({ attribute: false }) proposal!: Proposal;
  /** The word on the button that saves. */
  @property() word = '';
  @state() private failure: Failure | undefined;
  private readonly id_ = `system-${++count}`;

  /** A proposed name is often a page's heading, so it is typed over at once. */
  protected override firstUpdated(): void {
    this.querySelector('input')?.select();
  }

  protected override render(): TemplateResult {
    const { proposal } = this;
    return html`
      ${this.failure ? failureText(this.failure) : nothing}
      <form class="stack" @submit=${this.save} @keydown=${this.onKey}>
        <div class="pair">
          <div>
            <label for="${this.id_}-name">${t('system_name')}</label>
            <input id="${this.id_}-name" name="name" .value=${proposal.name} required maxlength="80" autocomplete="off" aria-describedby="${this.id_}-help" />
          </div>
          <div>
            <label for="${this.id_}-kind">${t('system_kind')}</label>
            <select id="${this.id_}-kind" name="kind" required aria-describedby="${this.id_}-why">
              ${proposal.kind ? nothing : html`<option value="">${t('kind_choose')}</option>`}
              ${SYSTEM_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === proposal.kind}>${t(KIND_WORD[kind])}</option>`)}
            </select>
          </div>
        </div>
        ${
          proposal.kind
            ? nothing
            : html`
              <p class="hint" id="${this.id_}-why">
                ${t(proposal.signIn ? 'kind_after_sign_in' : 'kind_unknown')}
                <button type="button" class="plain" @click=${this.again}>${t('look_again')}</button>
              </p>
            `
        }
        <p class="hint" id="${this.id_}-help">${t('proposal_help')}</p>
        <p class="buttons">
          <button type="submit" class="primary">${this.word}</button>
          <button type="button" class="quiet" @click=${this.leave}>${t('cancel')}</button>
        </p>
      </form>
    `;
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const name = `${fields.get('name')}`.trim();
    const { origin, profile } = this.proposal;
    const system: AllowedSystem = { origin, kind: fields.get('kind') as SystemKind, name, ...(profile && { profile }) };
    this.failure = undefined;
    try {
      await send({ do: 'allow_system', system });
      this.leave();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  private leave(): void {
    this.say('left');
  }

  private again(): void {
    this.say('again');
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.leave();
  }
}
