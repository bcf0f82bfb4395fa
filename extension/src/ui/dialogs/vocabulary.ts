/** The words of this organisation: what is on this list is readable in recordings, all else is masked. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { View, VocabularyTerm } from '../../shared/messages';
import type { TermKind } from '../../shared/protocol';
import { send, watchPickedText } from '../channel';
import { DialogElement } from '../dialog';
import { plural, t } from '../i18n';
import { icon } from '../icons';
import { TERM_KINDS, TERM_WORD } from '../words';

/** A list longer than this is searched, not read. */
const SHOWN = 100;

@customElement('ledgerium-vocabulary-dialog')
export class VocabularyDialog extends DialogElement {
  @property({ attribute: false }) view!: View;
  @state() private terms: VocabularyTerm[] = [];
  @state() private query = '';
  @state() private text = '';
  /** What there is to say of the term in the field. */
  @state() private hint = '';
  @state() private wrong = '';
  private unwatch: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = watchPickedText((text) => this.take(text));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.load();
  }

  protected heading(): string {
    return t('vocabulary');
  }

  protected body(): TemplateResult {
    const query = this.query.toLocaleLowerCase();
    const found = this.terms.filter((term) => term.text.toLocaleLowerCase().includes(query));
    return html`
      <p>${t('vocabulary_help')}</p>
      <form class="stack" @submit=${this.add}>
        <label for="term">${t('term')}</label>
        <div class="row">
          <input id="term" required maxlength="256" autocomplete="off" spellcheck="false" .value=${this.text} aria-invalid=${this.wrong !== ''} @input=${this.typeAnew} autofocus />
          ${this.pickButton()}
        </div>
        ${this.wrong ? html`<p class="field-error" role="alert">${this.wrong}</p>` : nothing}
        <label for="term-kind">${t('term_kind')}</label>
        <div class="row">
          <select id="term-kind">
            ${TERM_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === 'entitlement'}>${t(TERM_WORD[kind])}</option>`)}
          </select>
          <button type="submit" class="primary" ?disabled=${this.busy}>${t('add')}</button>
        </div>
        <p class="hint" role="status">${this.view.picking === 'vocabulary' ? t('picking_vocabulary') : this.hint}</p>
      </form>
      <h3>${plural('n_terms', this.terms.length)}</h3>
      ${
        this.terms.length > 8
          ? html`<label class="visually-hidden" for="term-search">${t('search')}</label>
              <input id="term-search" type="search" placeholder=${t('search')} @input=${this.search} />`
          : nothing
      }
      ${this.terms.length ? nothing : html`<p class="hint">${t('vocabulary_empty')}</p>`}
      <ul class="list">
        ${found.slice(0, SHOWN).map(
          (term) => html`
            <li>
              <span>${term.text} <small>${t(TERM_WORD[term.kind])}</small></span>
              <button type="button" class="icon-button" aria-label=${t('remove_named', term.text)} title=${t('remove')} @click=${() => this.drop(term)}>
                ${icon('discard')}
              </button>
            </li>
          `,
        )}
      </ul>
      ${found.length > SHOWN ? html`<p class="hint">${plural('more_terms', found.length - SHOWN)}</p>` : nothing}
    `;
  }

  /** Picking needs a page of a recorded system, so it is offered while one records. */
  private pickButton(): TemplateResult | typeof nothing {
    if (this.view.state !== 'recording') return nothing;
    const picking = this.view.picking === 'vocabulary';
    return html`
      <button type="button" aria-pressed=${picking} @click=${() => this.attempt(() => send(picking ? { do: 'cancel_pick' } : { do: 'pick', purpose: 'vocabulary' }))}>
        ${icon('pick')}<span>${t('pick_in_page')}</span>
      </button>
    `;
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      this.terms = await send({ do: 'vocabulary' });
    });
  }

  /** What was picked is only proposed: it is stored when the agent adds it. */
  private take(text: string): void {
    this.text = text;
    this.wrong = '';
    this.hint = t('picked_help');
    this.querySelector<HTMLInputElement>('#term')?.focus();
  }

  private typeAnew(): void {
    this.wrong = '';
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
  }

  private async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = this.querySelector<HTMLInputElement>('#term');
    const kind = this.querySelector<HTMLSelectElement>('#term-kind')?.value as TermKind;
    const text = input?.value.trim();
    if (!input || !text) return;
    // A letter of an alphabet; a sign that is a word of its own is none.
    this.wrong = /^\p{LC}$/u.test(text) ? t('term_short') : '';
    if (this.wrong) return;
    const added = await this.attempt(async () => {
      const term = await send({ do: 'add_term', text, kind });
      if (this.terms.some(({ id }) => id === term.id)) this.wrong = t('term_there', term.text);
      else this.terms = [...this.terms, term];
    });
    if (!added || this.wrong) return;
    this.text = '';
    this.hint = '';
    input.value = '';
    input.focus();
  }

  private async drop(term: VocabularyTerm): Promise<void> {
    await this.attempt(async () => {
      await send({ do: 'remove_term', id: term.id });
      this.terms = this.terms.filter((other) => other.id !== term.id);
    });
  }
}
