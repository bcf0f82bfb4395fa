/** The panel: drawn from one view, and asking the worker for everything. It works in a side panel and in a tab. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Command, Failure, RecorderState, SessionSummary, View } from '../shared/messages';
import { changesToSay } from './announcer';
import { failureOf, send, watchNoteKey, watchView } from './channel';
import { consentCard, howItWorks, informed, setInformed } from './consent';
import { type ControlAction, controls } from './controls';
import { failureText, type Remedy } from './failure';
import { type Sealed, type SealedFile, saveFile } from './files';
import { fileSize } from './format';
import { localiseDocument, t } from './i18n';
import { icon } from './icons';
import { stepText } from './labels';
import { LightElement } from './light';
import { dialogFor, type PanelDialog } from './panel-dialogs';
import { panelMenu } from './panel-menu';
import type { StepAction } from './step-menu';
import { applyTheme } from './theme';
import type { TicketAction } from './ticket';
import { type UnfinishedAction, unfinished } from './unfinished';
import { outcomeWords } from './words';
import './coverage';
import './state-line';
import './ticket';
import './timeline';

applyTheme();
localiseDocument('panel_title');

@customElement('ledgerium-panel')
export class Panel extends LightElement {
  @state() private view: View | undefined;
  @state() private dialog: PanelDialog | undefined;
  @state() private busy: ControlAction | undefined;
  @state() private failure: Failure | undefined;
  /** What was sealed from this panel: the session is no longer in the view, but not out of mind. */
  @state() private sealed: Sealed | undefined;
  @state() private informed = informed();
  @state() private said = '';
  private unwatch: (() => void)[] = [];
  /** The button that was pressed and the state it was pressed in: the focus stays with the course of the recording. */
  private pressed: { action: ControlAction; state: RecorderState } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const onView = (view: View) => {
      const lines = changesToSay(this.view, view);
      if (lines.length) this.said = lines.join('. ');
      this.view = view;
    };
    this.unwatch = [watchView(onView), watchNoteKey(() => this.noteByKey())];
    document.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unwatch of this.unwatch) unwatch();
    document.removeEventListener('keydown', this.onKey);
  }

  protected override updated(changed: PropertyValues): void {
    if (this.view) document.documentElement.dataset.state = this.view.state;
    this.keepFocus();
    // Whoever reads further down must see what to click in the page, and how to give it up.
    const before = changed.get('view') as View | undefined;
    if (before && before.picking !== this.view?.picking) {
      this.querySelector('.picking')?.scrollIntoView({ block: 'nearest' });
    }
    this.footSize.disconnect();
    const foot = this.querySelector('.panel-foot');
    if (foot) this.footSize.observe(foot);
  }

  /**
   * A button rests while it works and is gone when it has: the browser would leave the focus nowhere. It comes back to
   * the button, and goes on to the first of the course once the state is another.
   */
  private keepFocus(): void {
    const { pressed, view } = this;
    if (!pressed || !view || this.busy) return;
    const moved = pressed.state !== view.state;
    if (moved) this.pressed = undefined;
    const at = document.activeElement;
    if (at !== document.body && !(moved && at?.closest('.course'))) return;
    this.querySelector<HTMLElement>(moved ? '.course button' : `[data-action=${pressed.action}]`)?.focus();
  }

  /** The foot covers what scrolls under it, so the style must know how much that is. */
  private footSize = new ResizeObserver(([foot]) => {
    document.documentElement.style.setProperty('--foot', `${foot?.target.clientHeight ?? 0}px`);
  });

  protected override render(): TemplateResult {
    const { view } = this;
    if (!view) return html`<main class="panel waiting" aria-busy="true"><p role="status">${t('waiting')}</p></main>`;
    const group = (name: Parameters<typeof controls>[0]) =>
      controls(name, view, this.busy, (action) => void this.act(action));
    return html`
      <main
        class="panel"
        @step-action=${(event: CustomEvent<StepAction>) => void this.onStep(event.detail)}
        @ticket-action=${(event: CustomEvent<TicketAction>) => void this.onTicket(event.detail)}
        @inspect=${(event: CustomEvent<{ from: number }>) => this.inspect(event.detail.from)}
        @sealed=${this.onSealed}
        @done=${this.onDone}
      >
        <header class="panel-head">
          <div class="state-row">
            <ledgerium-state-line .view=${view}></ledgerium-state-line>
            ${panelMenu(view, (dialog) => this.show(dialog))}
          </div>
          <ledgerium-ticket .view=${view}></ledgerium-ticket>
          ${group('course')}
        </header>
        ${this.notices(view)}
        ${view.state === 'idle' && !this.informed ? consentCard(() => this.setInformed()) : nothing}
        ${unfinished(view, (action, session) => void this.onUnfinished(action, session))}
        ${view.state === 'recording' || view.state === 'paused' ? html`<ledgerium-coverage .view=${view}></ledgerium-coverage>` : nothing}
        ${
          view.session
            ? html`<section class="steps" aria-labelledby="steps-title"><ledgerium-timeline .view=${view}></ledgerium-timeline></section>`
            : nothing
        }
        ${view.state === 'idle' && this.informed && !view.unfinished.length && !this.sealed ? howItWorks() : nothing}
        ${view.session ? html`<footer class="panel-foot">${group('authored')}${group('ways_out')}</footer>` : nothing}
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">${this.said}</div>
      ${this.dialog ? html`<div @sealed=${this.onSealed} @done=${this.onDone}>${dialogFor(this.dialog, view)}</div>` : nothing}
    `;
  }

  private notices(view: View): TemplateResult {
    const failure = this.failure ?? view.failure;
    // What stopped the recording stays until the agent has decided what becomes of the recording.
    const lasting = !this.failure && view.state === 'failed' && view.session !== undefined;
    return html`
      ${failure ? failureText(failure, lasting ? undefined : () => this.dismiss(), this.remedy(failure)) : nothing}
      ${
        view.picking === 'approval'
          ? html`<div class="notice picking" role="status">
              ${icon('pick')}
              <div>
                <p><strong>${t('picking_approval')}</strong></p>
                <p>${t('picking_approval_help')}</p>
                <p class="buttons"><button type="button" @click=${() => this.run({ do: 'cancel_pick' })}>${t('cancel')}</button></p>
              </div>
            </div>`
          : nothing
      }
      ${this.sealed && this.sealed.session !== view.session?.id ? this.sealedCard(this.sealed) : nothing}
    `;
  }

  /** What was learned is reset where it stands. */
  private remedy({ code }: Failure): Remedy | undefined {
    if (code !== 'weights_refused') return undefined;
    return { word: t('remembered_systems'), act: () => this.show({ kind: 'systems' }) };
  }

  private sealedCard(sealed: Sealed): TemplateResult {
    const { outcome, saved } = sealed;
    const unsure = outcome?.attached === 'unconfirmed';
    return html`
      <div class="notice ${unsure ? 'question' : 'success'}" role="status">
        ${icon(unsure ? 'warning' : outcome ? 'check' : 'file')}
        <div>
          <p><strong>${t(outcome ? outcomeWords(outcome)[0] : 'sealed')}</strong></p>
          <p class="file-name">${sealed.file.name} <small>${fileSize(sealed.file.size)}</small></p>
          <p class="buttons">
            <button type="button" class=${outcome ? 'quiet' : 'plain'} @click=${() => this.attachDialog(sealed.session, sealed.ticket, sealed.file)}>${icon('attach')}<span>${t(outcome ? 'attach_again' : 'attach')}</span></button>
            <button type="button" class=${outcome ? 'quiet' : 'plain'} @click=${() => this.attempt(() => this.save(sealed))}>${icon('export')}<span>${t(saved ? 'save_again' : 'save')}</span></button>
          </p>
        </div>
        <button type="button" class="icon-button" aria-label=${t('dismiss')} title=${t('dismiss')} @click=${this.forgetSealed}>
          ${icon('cross')}
        </button>
      </div>
    `;
  }

  /** The file itself stays in the library. */
  private forgetSealed(): void {
    this.sealed = undefined;
  }

  private show(dialog: PanelDialog): void {
    this.dialog = dialog;
  }

  /** The shortcut works from any tab, so it may come when a note makes no sense. */
  private noteByKey(): void {
    if (this.view?.session && !this.dialog) this.show({ kind: 'note' });
  }

  private onDone(): void {
    this.dialog = undefined;
  }

  private setInformed(): void {
    setInformed();
    this.informed = true;
  }

  private onSealed(event: CustomEvent<Sealed>): void {
    const before = this.sealed?.session === event.detail.session ? this.sealed : undefined;
    this.sealed = { ...before, ...event.detail };
  }

  private async save(sealed: Sealed): Promise<void> {
    await saveFile(sealed.session, sealed.file);
    this.sealed = { ...sealed, saved: true };
  }

  private dismiss(): void {
    this.failure = undefined;
    if (this.view?.failure) void this.run({ do: 'dismiss_failure' });
  }

  private attempt = async (run: () => Promise<unknown>): Promise<void> => {
    this.failure = undefined;
    try {
      await run();
    } catch (error) {
      this.failure = failureOf(error);
    }
  };

  private run(command: Command): Promise<void> {
    return this.attempt(() => send(command));
  }

  private async act(action: ControlAction): Promise<void> {
    const session = this.view?.session;
    switch (action) {
      case 'note':
        return this.show({ kind: 'note' });
      case 'off_browser':
        return this.show({ kind: 'off_browser' });
      case 'discard':
        return session && this.show({ kind: 'discard', session: session.id });
      case 'attach':
        return session && this.attachDialog(session.id, session.ticket);
      default:
    }
    const state = document.activeElement?.closest('.controls') && this.view?.state;
    this.pressed = state ? { action, state } : undefined;
    this.busy = action;
    try {
      await this.attempt(() => this.order(action));
    } finally {
      this.busy = undefined;
    }
  }

  private async order(action: Exclude<ControlAction, 'note' | 'off_browser' | 'discard' | 'attach'>): Promise<void> {
    switch (action) {
      case 'record':
        this.setInformed();
        this.sealed = undefined;
        await send({ do: 'record' });
        return;
      case 'pick_approval':
        await send({ do: 'pick', purpose: 'approval' });
        return;
      case 'export': {
        const session = this.view?.session;
        if (session) await this.export(session.id, session.ticket);
        return;
      }
      case 'park':
        // A recording that failed cannot write that it was parked; it is left among the unfinished ones.
        await send({ do: this.view?.state === 'failed' ? 'dismiss_failure' : 'park' });
        return;
      default:
        await send({ do: action });
    }
  }

  private async export(session: string, ticket: string | undefined): Promise<void> {
    const file = await send({ do: 'export', session });
    this.sealed = { session, ticket, file };
    await this.save(this.sealed);
  }

  private attachDialog(session: string, ticket: string | undefined, file?: SealedFile): void {
    const own = this.view?.session?.id === session ? this.view : undefined;
    const running = own !== undefined && own.state !== 'stopped';
    const closed = own?.steps.at(-1)?.phase === 'close';
    this.show({ kind: 'attach', session, ticket, file, running, closed });
  }

  private inspect(from: number): void {
    const session = this.view?.session?.id;
    if (session) this.show({ kind: 'inspector', session, from });
  }

  private async onStep(wanted: StepAction): Promise<void> {
    const { step } = wanted;
    const about = this.view ? stepText(step, this.view) : '';
    switch (wanted.action) {
      case 'rename':
      case 'note':
        return this.show({ kind: wanted.action, step, about });
      case 'relabel':
        return this.run({ do: 'author', entry: { authored: 'relabel', entries: step.entries, phase: wanted.phase } });
      case 'merge':
        return this.run({ do: 'author', entry: { authored: 'merge', first: step.first, second: wanted.next.first } });
      case 'exclude':
        return this.run({ do: 'author', entry: { authored: 'exclude', entries: step.entries } });
    }
  }

  private async onTicket(wanted: TicketAction): Promise<void> {
    return this.run('stay' in wanted ? { do: 'keep_ticket' } : { do: 'switch_ticket', ticket: wanted.switchTo });
  }

  private async onUnfinished(action: UnfinishedAction, session: SessionSummary): Promise<void> {
    if (action === 'discard') return this.show({ kind: 'discard', session: session.id });
    if (action === 'resume') return this.run({ do: 'resume', session: session.id });
    await this.attempt(() => this.export(session.id, session.ticket));
  }

  /** Undo by key, unless a field or a dialog has the key for itself. */
  private onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || this.dialog) return;
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return;
    if (this.view?.state !== 'recording' && this.view?.state !== 'paused' && this.view?.state !== 'stopped') return;
    event.preventDefault();
    void this.act('undo');
  };
}
