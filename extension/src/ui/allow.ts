/** One tab that is not recorded: allow its system, under the kind and name that the agent confirms. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure, Proposal, TabCoverage } from '../shared/messages';
import { CommandError, failureOf, send } from './channel';
import { failureText } from './failure';
import { t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';
import './system-form';

/** An address as typed, as an origin; undefined if it is none that can be recorded. */
export function originOf(address: string): string | undefined {
  const text = address.trim();
  // A host may stand alone; what names another scheme, or holds a space, is no address of a web page.
  if (/\s/.test(text) || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
    return url.hostname && !url.username ? url.origin : undefined;
  } catch {
    return undefined;
  }
}

let count = 0;

@customElement('ledgerium-allow')
export class AllowTab extends LightElement {
  @property({ attribute: false }) tab!: TabCoverage;
  /** The tab in front in this window, which is worth a louder word. */
  @property({ type: Boolean }) here = false;
  @state() private stage: 'closed' | 'address' | 'proposal' = 'closed';
  @state() private proposal: Proposal | undefined;
  @state() private failure: Failure | undefined;
  /** What is typed is no address. */
  @state() private wrong = false;
  /** The browser asks, in a window of its own that is easily missed. */
  @state() private asking = false;
  private readonly id_ = `allow-${++count}`;

  /**
   * Another tab came in front, or this one shows something else: what was begun is not about that. That its address
   * becomes known is what allowing does, and ends nothing.
   */
  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('tab') as TabCoverage | undefined;
    const { tabId, origin } = this.tab;
    if (before && (before.tabId !== tabId || (before.origin && before.origin !== origin))) {
      this.stage = 'closed';
      this.failure = undefined;
      this.wrong = false;
    }
  }

  /** Whether the agent is about to allow it. */
  get begun(): boolean {
    return this.stage !== 'closed';
  }

  protected override render(): TemplateResult {
    const { tab, here } = this;
    const place = tab.origin?.replace(/^https?:\/\//, '');
    return html`
      <div class=${here ? 'notice uncovered-here' : 'uncovered-tab'} data-origin=${tab.origin ?? ''}>
        ${here ? icon('eye') : nothing}
        <div>
          <p class="uncovered-line">
            <span>
              ${here ? html`<strong>${t(place ? 'tab_not_covered' : 'tab_not_covered_unknown')}</strong>` : nothing}
              ${place ? html`<span class="origin">${place}</span>` : here ? nothing : t('tab_unknown', tab.tabId)}
            </span>
            ${
              this.stage === 'closed'
                ? html`<button type="button" class=${here ? 'primary' : 'plain'} @click=${this.allow} aria-describedby=${this.id_}>${t('allow')}</button>`
                : nothing
            }
          </p>
          <span id=${this.id_} class="visually-hidden">${place ?? t('tab_not_covered_unknown')}</span>
          ${this.asking ? html`<p class="warn" role="status">${t('answer_browser')}</p>` : nothing}
          ${this.failure ? failureText(this.failure) : nothing}
          ${this.stage === 'address' ? this.addressForm() : this.stage === 'proposal' && this.proposal ? html`<ledgerium-system-form .proposal=${this.proposal} .word=${t('add_system')} @left=${this.leave} @again=${this.again}></ledgerium-system-form>` : nothing}
        </div>
      </div>
    `;
  }

  private addressForm(): TemplateResult {
    return html`
      <form class="stack" @submit=${this.onAddress} @keydown=${this.onKey}>
        <label for="${this.id_}-address">${t('address')}</label>
        <input id="${this.id_}-address" name="address" required autocomplete="off" spellcheck="false" placeholder="https://tickets.example.com" aria-describedby="${this.id_}-help" aria-invalid=${this.wrong} @input=${this.typeAnew} />
        ${this.wrong ? html`<p class="field-error" role="alert">${t('address_wrong')}</p>` : nothing}
        <p class="hint" id="${this.id_}-help">${t('address_help')}</p>
        <p class="buttons">
          <button type="submit" class="primary">${t('allow_access')}</button>
          <button type="button" class="quiet" @click=${this.leave}>${t('cancel')}</button>
        </p>
      </form>
    `;
  }

  /** The browser asks for access only on a click, so the request is the first thing that the click does. */
  private async allow(): Promise<void> {
    const { origin, state } = this.tab;
    if (!origin) return this.show('address');
    if (state === 'no_permission' && !(await this.request(origin))) return;
    await this.propose({ origin, tabId: this.tab.tabId });
  }

  private async onAddress(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const origin = originOf(this.field('address'));
    this.wrong = !origin;
    if (!origin) return;
    if (await this.request(origin)) await this.propose({ origin });
  }

  private typeAnew(): void {
    this.wrong = false;
  }

  private async request(origin: string): Promise<boolean> {
    this.failure = undefined;
    this.asking = true;
    const granted = await chrome.permissions.request({ origins: [`${origin}/*`] }).catch(() => false);
    this.asking = false;
    if (!granted) this.failure = { code: 'permission_missing', details: [origin] };
    return granted;
  }

  private async propose(place: { origin: string; tabId?: number }): Promise<void> {
    await this.attempt(async () => {
      this.proposal = await send({ do: 'propose_system', ...place });
      await this.show('proposal');
    });
  }

  /** The agent has signed in meanwhile, or opened a page that says more. */
  private async again(): Promise<void> {
    const origin = this.proposal?.origin;
    if (origin) await this.propose({ origin, tabId: this.tab.tabId });
  }

  private async attempt(run: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await run();
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.failure = failureOf(error);
    }
  }

  private field(name: string): string {
    return this.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value ?? '';
  }

  private async show(stage: 'address' | 'proposal'): Promise<void> {
    this.stage = stage;
    await this.updateComplete;
    if (stage === 'address') this.querySelector<HTMLElement>('form input')?.focus();
  }

  private async leave(): Promise<void> {
    this.stage = 'closed';
    this.failure = undefined;
    this.wrong = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.uncovered-line button')?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') void this.leave();
  }
}
