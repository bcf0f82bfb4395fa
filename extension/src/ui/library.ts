/** The library: every recording of this browser, unfinished ones first, then by ticket. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Failure, SessionSummary, View } from '../shared/messages';
import { failureOf, send, watchView } from './channel';
import { failureText } from './failure';
import { saveFile } from './files';
import { localiseDocument, type MessageKey, plural, t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';
import type { RecordingAction } from './recording';
import { group, matches, type Recordings } from './recordings';
import { applyTheme } from './theme';
import './dialogs/attach';
import './dialogs/confirm';
import './dialogs/inspector';
import './recording';

applyTheme();
localiseDocument('library_title');

/** The recorder takes no larger file; a larger one is not even read. */
const MAX_FILE = 32 * 1024 * 1024;

/** What deleting means: an imported copy came from a file, which most likely is still where it was. */
function deletion({ state, file, attached }: SessionSummary): MessageKey {
  if (state === 'imported') return 'delete_explanation_imported';
  return file && !attached?.confirmed ? 'delete_explanation_unattached' : 'delete_explanation';
}

type Dialog = { kind: 'attach' | 'delete' | 'inspector'; session: SessionSummary };

@customElement('ledgerium-library')
export class Library extends LightElement {
  @state() private sessions: SessionSummary[] | undefined;
  @state() private view: View | undefined;
  @state() private query = '';
  @state() private failure: Failure | undefined;
  @state() private said = '';
  @state() private dialog: Dialog | undefined;
  private unwatch: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = watchView((view) => {
      this.view = view;
      void this.load();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
  }

  protected override render(): TemplateResult {
    const { sessions } = this;
    return html`
      <main class="library" @recording-action=${(event: CustomEvent<RecordingAction>) => void this.act(event.detail)}>
        <header class="library-head">
          <h1>${t('library')}</h1>
          <div class="search">
            ${icon('search')}
            <label class="visually-hidden" for="search">${t('search_recordings')}</label>
            <input id="search" type="search" placeholder=${t('search_recordings')} @input=${this.search} />
          </div>
          <button type="button" @click=${this.chooseFile}>${icon('import')}<span>${t('import')}</span></button>
          <input id="import-file" type="file" accept=".json,application/json" hidden @change=${this.import} />
        </header>
        ${this.failure ? failureText(this.failure, () => this.dismiss()) : nothing}
        ${sessions ? this.list(sessions) : html`<p role="status">${t('waiting')}</p>`}
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">${this.said}</div>
      ${this.dialog ? html`<div @done=${this.onDone} @sealed=${() => void this.load()}>${this.dialogFor(this.dialog)}</div>` : nothing}
    `;
  }

  private list(sessions: SessionSummary[]): TemplateResult {
    if (!sessions.length) {
      return html`<section class="empty-state">${icon('library')}<h2>${t('library_empty')}</h2><p>${t('library_empty_help')}</p></section>`;
    }
    const found = sessions.filter((session) => matches(session, this.query));
    if (!found.length) return html`<p class="empty" role="status">${t('nothing_found', this.query)}</p>`;
    return html`${group(found).map((recordings) => this.group(recordings))}`;
  }

  private group(recordings: Recordings): TemplateResult {
    const id = `group-${recordings.key}`;
    return html`
      <section class="recordings ${recordings.unfinished ? 'unfinished' : ''}" aria-labelledby=${id}>
        <h2 id=${id}>
          ${recordings.unfinished ? t('unfinished') : recordings.ticket ? t('thing_ticket', recordings.ticket) : t('no_ticket')}
          <small>${plural('n_recordings', recordings.sessions.length)}</small>
        </h2>
        <ul>
          ${repeat(
            recordings.sessions,
            (session) => session.id,
            (session) => html`
              <li data-session=${session.id} data-session-state=${session.state}>
                <ledgerium-recording .session=${session} .current=${this.view?.session?.id === session.id}></ledgerium-recording>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  private dialogFor({ kind, session }: Dialog): TemplateResult {
    switch (kind) {
      case 'attach':
        return html`<ledgerium-attach-dialog
          .session=${session.id}
          .ticket=${session.ticket}
          .file=${session.file}
          .running=${session.state === 'recording' || session.state === 'paused'}
        ></ledgerium-attach-dialog>`;
      case 'inspector':
        return html`<ledgerium-inspector-dialog .session=${session.id} .names=${{ terms: [], systems: [] }}></ledgerium-inspector-dialog>`;
      case 'delete':
        return html`<ledgerium-confirm-dialog
          .question=${t('delete_question')}
          .explanation=${t(deletion(session))}
          .word=${t('delete')}
          .act=${() => send({ do: 'discard', session: session.id })}
        ></ledgerium-confirm-dialog>`;
    }
  }

  private async act({ action, session }: RecordingAction): Promise<void> {
    switch (action) {
      case 'attach':
      case 'delete':
      case 'inspector':
        this.dialog = { kind: action, session };
        return;
      case 'resume':
        return this.attempt(() => send({ do: 'resume', session: session.id }));
      case 'export':
        return this.attempt(async () => {
          const file = session.file ?? (await send({ do: 'export', session: session.id }));
          await saveFile(session.id, file);
          this.said = t('said_saved', file.name);
        });
    }
  }

  private chooseFile(): void {
    this.querySelector<HTMLInputElement>('#import-file')?.click();
  }

  private async import(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    if (file.size > MAX_FILE) {
      this.failure = { code: 'bad_file', details: [file.name] };
      return;
    }
    await this.attempt(async () => {
      await send({ do: 'import', name: file.name, text: await file.text() });
      this.said = t('said_imported', file.name);
    });
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
  }

  private dismiss(): void {
    this.failure = undefined;
  }

  private onDone(): void {
    this.dialog = undefined;
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.sessions = await send({ do: 'library' });
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  private async attempt(run: () => Promise<unknown>): Promise<void> {
    this.failure = undefined;
    try {
      await run();
    } catch (error) {
      this.failure = failureOf(error);
    }
    await this.load();
  }
}
