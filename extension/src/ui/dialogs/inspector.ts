/** What was captured: every entry of the log, as a line to read and as it stands in the file. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Entry } from '../../shared/protocol';
import { send } from '../channel';
import { DialogElement } from '../dialog';
import { entryText } from '../entries';
import { timeOfDay } from '../format';
import { plural, t } from '../i18n';
import { type Names, withMasks } from '../labels';

const PAGE = 50;

@customElement('ledgerium-inspector-dialog')
export class InspectorDialog extends DialogElement {
  @property() session = '';
  @property({ attribute: false }) names!: Names;
  /** The entry to begin with. */
  @property({ type: Number }) from = 0;
  @state() private lines: string[] = [];
  @state() private total = 0;
  @state() private raw = false;

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.load(Math.floor(this.from / PAGE) * PAGE);
  }

  protected heading(): string {
    return t('inspector');
  }

  protected body(): TemplateResult {
    const entries = this.lines.map((line) => JSON.parse(line) as Entry);
    return html`
      <p>${t('inspector_help')}</p>
      <div class="row spread">
        <span role="status">${plural('n_entries', this.total)}</span>
        <label class="switch"><input type="checkbox" .checked=${this.raw} @change=${this.toggleRaw} />${t('raw')}</label>
      </div>
      <ol class="entries ${this.raw ? 'raw' : ''}" tabindex="0" aria-label=${t('entries')}>
        ${entries.map(
          (entry, at) => html`
            <li class=${entry.i === this.from && this.from > 0 ? 'target' : ''}>
              <span class="entry-number">${entry.i}</span>
              ${this.raw ? html`<code>${this.lines[at]}</code>` : html`<span>${withMasks(entryText(entry, this.names))}</span>`}
              <time>${timeOfDay(entry.wall)}</time>
            </li>
          `,
        )}
      </ol>
    `;
  }

  protected override actions(): TemplateResult | typeof nothing {
    if (this.total <= PAGE) return nothing;
    const first = this.first;
    return html`
      <button type="button" ?disabled=${first === 0 || this.busy} @click=${() => this.load(first - PAGE)}>${t('earlier')}</button>
      <span class="page">${t('page_of', first, Math.min(first + PAGE, this.total) - 1, this.total)}</span>
      <button type="button" ?disabled=${first + PAGE >= this.total || this.busy} @click=${() => this.load(first + PAGE)}>${t('later')}</button>
    `;
  }

  private first = 0;

  private async load(from: number): Promise<void> {
    this.first = Math.max(0, from);
    await this.attempt(async () => {
      const { lines, total } = await send({ do: 'inspect', session: this.session, from: this.first, count: PAGE });
      this.lines = lines;
      this.total = total;
    });
    await this.updateComplete;
    (this.querySelector('.target') ?? this.querySelector('.entries li'))?.scrollIntoView({ block: 'nearest' });
  }

  private toggleRaw(event: Event): void {
    this.raw = (event.target as HTMLInputElement).checked;
  }
}
