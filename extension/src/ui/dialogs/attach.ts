/** Attaching the file: what goes where and how is shown first, and only the click sends it. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AttachOutcome, AttachTarget, AttachWay } from '../../shared/messages';
import { send } from '../channel';
import { DialogElement } from '../dialog';
import { type Sealed, type SealedFile, saveFile } from '../files';
import { fileSize } from '../format';
import { t } from '../i18n';
import { icon } from '../icons';
import { outcomeWords, WAY_WORD } from '../words';

@customElement('ledgerium-attach-dialog')
export class AttachDialog extends DialogElement {
  @property() session = '';
  @property() ticket: string | undefined;
  /** Whether the session still records: then the rest becomes a supplement. */
  @property({ type: Boolean }) running = false;
  /** Whether the ticket is known to be closed: then no advice to come before that. */
  @property({ type: Boolean }) closed = false;
  /** The sealed file, if there is one yet. */
  @property({ attribute: false }) file: SealedFile | undefined;
  @state() private targets: AttachTarget[] | undefined;
  /** Where the tabs stand, for those that nothing else tells apart. */
  @state() private tabs: readonly Pick<chrome.tabs.Tab, 'id' | 'index' | 'lastAccessed'>[] = [];
  @state() private chosen = 0;
  @state() private way: AttachWay | undefined;
  @state() private outcome: AttachOutcome | undefined;

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.look();
  }

  protected heading(): string {
    return t('attach');
  }

  private get target(): AttachTarget | undefined {
    return this.targets?.[this.chosen];
  }

  protected body(): TemplateResult {
    if (this.outcome) return this.result(this.outcome);
    return html`
      ${this.file ? this.fileCard(this.file) : this.sealing()}
      ${this.targets ? (this.targets.length ? this.choice(this.targets) : this.nowhere()) : html`<p role="status">${t('attach_looking')}</p>`}
      ${this.ticket ? nothing : html`<p class="notice">${icon('warning')}<span>${t('attach_no_ticket')}</span></p>`}
      ${this.closed ? nothing : html`<p class="hint">${t('attach_before_closing')}</p>`}
    `;
  }

  /** Before the seal: what it means, since corrections end with it. */
  private sealing(): TemplateResult {
    return html`
      <div class="notice question">
        ${icon('shield')}
        <div>
          <p><strong>${t('seal_first')}</strong></p>
          <p>${t(this.running ? 'seal_first_running' : 'seal_first_stopped')}</p>
        </div>
      </div>
    `;
  }

  private fileCard(file: SealedFile): TemplateResult {
    return html`
      <dl class="file-card">
        <div><dt>${t('file')}</dt><dd class="file-name">${file.name}</dd></div>
        <div><dt>${t('size')}</dt><dd>${fileSize(file.size)}</dd></div>
        <div><dt>SHA-256</dt><dd><code>${file.sha256}</code></dd></div>
      </dl>
    `;
  }

  private choice(targets: AttachTarget[]): TemplateResult {
    const target = this.target;
    return html`
      <fieldset class="targets">
        <legend>${t('attach_where')}</legend>
        ${targets.map(
          (candidate, at) => html`
            <label class="target-card">
              <input type="radio" name="target" .checked=${at === this.chosen} @change=${() => this.choose(at)} />
              <span>
                <strong>${candidate.ticket ? t('thing_ticket', candidate.ticket) : t('attach_page_without_ticket')}</strong>
                ${candidate.system} <small>${this.placeOf(candidate)}</small>
                ${this.mismatch(candidate)}
              </span>
            </label>
          `,
        )}
      </fieldset>
      ${target ? this.ways(target) : nothing}
    `;
  }

  /** The host; and of a page that shows no ticket, the tab as one counts it from the left. */
  private placeOf({ origin, tabId, ticket }: AttachTarget): string {
    const host = origin.replace(/^https?:\/\//, '');
    const tab = ticket === undefined && this.tabs.find(({ id }) => id === tabId);
    return tab ? `${host} · ${t('attach_tab', tab.index + 1)}` : host;
  }

  private mismatch(target: AttachTarget): TemplateResult | typeof nothing {
    if (!this.ticket || !target.ticket || target.ticket === this.ticket) return nothing;
    return html`<small class="warn">${t('attach_other_ticket', this.ticket)}</small>`;
  }

  private ways(target: AttachTarget): TemplateResult {
    return html`
      <div class="stack">
        <label for="way">${t('attach_way')}</label>
        <select id="way" @change=${this.chooseWay}>
          ${target.ways.map((way) => html`<option value=${way} ?selected=${way === this.way}>${t(WAY_WORD[way])}</option>`)}
        </select>
        ${this.way === 'download' ? nothing : html`<p class="hint">${t('attach_session')}</p>`}
        ${target.unverified ? html`<p class="warn">${t('attach_unverified')}</p>` : nothing}
      </div>
    `;
  }

  private nowhere(): TemplateResult {
    return html`
      <div class="notice">
        ${icon('ticket')}
        <div>
          <p><strong>${t('attach_nowhere')}</strong></p>
          <p>${t('attach_nowhere_help')}</p>
          <p class="buttons"><button type="button" @click=${this.look}>${t('look_again')}</button></p>
        </div>
      </div>
    `;
  }

  private result(outcome: AttachOutcome): TemplateResult {
    const sure = outcome.attached === 'confirmed';
    const [what, next] = outcomeWords(outcome);
    const ticket = outcome.ticket ?? this.ticket;
    return html`
      <div class="notice ${sure ? 'success' : 'question'}" role="status" data-attached=${outcome.attached}>
        ${icon(sure ? 'check' : 'warning')}
        <div>
          <p><strong>${t(what)}</strong></p>
          <p>${t(next, ticket ?? '')}</p>
          ${sure ? nothing : html`<p>${t('keep_file')}</p>`}
        </div>
      </div>
      ${this.file ? this.fileCard(this.file) : nothing}
    `;
  }

  protected override actions(): TemplateResult {
    if (this.outcome) return html`<button type="button" class="primary" @click=${this.close}>${t('close')}</button>`;
    const send_ = this.file
      ? html`<button type="button" class="primary" ?disabled=${this.busy || !this.target} @click=${this.attach}>${icon('attach')}<span>${this.sendWord()}</span></button>`
      : html`<button type="button" class="primary" ?disabled=${this.busy} @click=${this.seal}>${icon('shield')}<span>${t('seal')}</span></button>`;
    return html`${send_}<button type="button" class="quiet" @click=${this.close}>${t('cancel')}</button>`;
  }

  private sendWord(): string {
    if (this.way === 'download') return t('attach_download');
    const ticket = this.target?.ticket;
    return ticket ? t('attach_to', ticket) : t('attach_here');
  }

  private choose(at: number): void {
    this.chosen = at;
    this.way = this.targets?.[at]?.ways[0];
  }

  private chooseWay(event: Event): void {
    this.way = (event.target as HTMLSelectElement).value as AttachWay;
  }

  /** Looks for open pages of the ticket; the one of this session's ticket is proposed. */
  private async look(): Promise<void> {
    await this.attempt(async () => {
      this.tabs = await chrome.tabs.query({}).catch(() => []);
      const seen = ({ ticket, tabId }: AttachTarget) =>
        ticket === undefined ? (this.tabs.find(({ id }) => id === tabId)?.lastAccessed ?? 0) : Number.POSITIVE_INFINITY;
      const found = await send({ do: 'attach_targets', session: this.session });
      const targets = [...found].sort((a, b) => (seen(a) === seen(b) ? 0 : seen(b) - seen(a)));
      this.targets = targets;
      this.choose(
        Math.max(
          0,
          targets.findIndex((target) => target.ticket !== undefined && target.ticket === this.ticket),
        ),
      );
    });
  }

  private async seal(): Promise<void> {
    await this.attempt(async () => {
      this.file = await send({ do: 'export', session: this.session });
      this.tell({});
    });
  }

  /** Says what became of the file so far. */
  private tell(more: Pick<Sealed, 'saved' | 'outcome'>): void {
    const { session, ticket, file } = this;
    if (file) this.say<Sealed>('sealed', { session, ticket, file, ...more });
  }

  private async attach(): Promise<void> {
    const { target, way, file } = this;
    if (!target || !file) return;
    if (way === 'download') {
      if (await this.attempt(() => saveFile(this.session, file))) this.tell({ saved: true });
      return;
    }
    await this.attempt(async () => {
      const outcome = await send({
        do: 'attach',
        session: this.session,
        tabId: target.tabId,
        ...(target.ticket !== undefined && { ticket: target.ticket }),
        ...(way && { way }),
      });
      this.outcome = outcome;
      this.tell({ outcome });
    });
  }
}
