/** Which systems are recorded, and which open tabs are not: nothing is left uncovered without saying so. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CoverageState, Proposal, TabCoverage, View } from '../shared/messages';
import type { System } from '../shared/protocol';
import { AllowTab } from './allow';
import { t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';
import { KIND_WORD } from './words';
import './system-form';

/** Tabs that are open but not recorded, one an origin; a tab of unknown address stands for itself. */
function uncovered(tabs: readonly TabCoverage[]): TabCoverage[] {
  const seen = new Map<string, TabCoverage>();
  for (const tab of tabs) {
    if (tab.state !== 'not_in_session' && tab.state !== 'no_permission') continue;
    const key = tab.origin ?? `tab ${tab.tabId}`;
    const other = seen.get(key);
    if (!other || (tab.active && !other.active)) seen.set(key, tab);
  }
  return [...seen.values()];
}

@customElement('ledgerium-coverage')
export class Coverage extends LightElement {
  @property({ attribute: false }) view!: View;
  @state() private windowId: number | undefined;
  @state() private unfolded = false;
  /** The system whose name and kind are being changed. */
  @state() private changing: number | undefined;
  /** One element a tab, wherever it stands: what was begun goes on when the tab comes to the front or leaves it. */
  private readonly entries = new Map<number, AllowTab>();

  override connectedCallback(): void {
    super.connectedCallback();
    void chrome.windows.getCurrent().then((own) => {
      this.windowId = own.id;
    });
  }

  protected override render(): TemplateResult {
    const { coverage, systems } = this.view;
    const open = uncovered(coverage);
    const here = open.find((tab) => tab.active && tab.windowId === this.windowId);
    const others = open.filter((tab) => tab !== here);
    const changing = systems.find(({ id }) => id === this.changing);
    for (const tabId of this.entries.keys()) if (!open.some((tab) => tab.tabId === tabId)) this.entries.delete(tabId);
    const begun = others.some((tab) => this.entries.get(tab.tabId)?.begun);
    const unfold = this.unfolded || begun || (!here && systems.length === 0);
    return html`
      <section class="coverage" aria-labelledby="coverage-title">
        <h2 id="coverage-title" class="visually-hidden">${t('coverage')}</h2>
        ${here ? this.entry(here, true) : nothing}
        ${
          systems.length
            ? html`<ul class="systems" aria-label=${t('systems_recorded')}>
                ${systems.map((system) => this.system(system))}
              </ul>`
            : nothing
        }
        ${changing ? this.form(changing) : nothing}
        ${!here && !others.length && !systems.length ? html`<p class="hint">${t('coverage_empty')}</p>` : nothing}
        ${
          others.length
            ? html`
                <details ?open=${unfold} @toggle=${this.onToggle}>
                  <summary>${icon('chevron')}${t('other_tabs', others.length)}</summary>
                  <ul class="uncovered">
                    ${repeat(
                      others,
                      (tab) => tab.tabId,
                      (tab) => html`<li>${this.entry(tab, false)}</li>`,
                    )}
                  </ul>
                </details>
              `
            : nothing
        }
      </section>
    `;
  }

  private entry(tab: TabCoverage, here: boolean): AllowTab {
    const entry = this.entries.get(tab.tabId) ?? new AllowTab();
    this.entries.set(tab.tabId, entry);
    return Object.assign(entry, { tab, here });
  }

  private onToggle(event: Event): void {
    this.unfolded = (event.target as HTMLDetailsElement).open;
  }

  private system(system: System): TemplateResult {
    const states = new Set<CoverageState>(
      this.view.coverage
        .filter((tab) => tab.system === system.id || tab.origin === system.origin)
        .map((tab) => tab.state),
    );
    const silent = states.has('silent');
    const denied = states.has('no_permission');
    const word = denied
      ? 'system_denied'
      : silent
        ? 'system_silent'
        : states.has('covered')
          ? 'system_covered'
          : 'system_closed';
    return html`
      <li data-coverage=${denied ? 'no_permission' : silent ? 'silent' : states.has('covered') ? 'covered' : 'closed'} title=${`${t(KIND_WORD[system.kind])} · ${system.origin}`}>
        <button
          type="button"
          class="chip"
          data-system=${system.id}
          aria-expanded=${this.changing === system.id}
          aria-description=${t('system_change')}
          @click=${() => this.change(system.id)}
        >
          <span class="dot" aria-hidden="true"></span>${system.name}
          <span class=${silent || denied ? 'warn' : 'visually-hidden'}>${t(word)}</span>
        </button>
      </li>
    `;
  }

  private form({ origin, kind, name, profile }: System): TemplateResult {
    const now: Proposal = { origin, kind, name, ...(profile !== undefined && { profile }) };
    return html`
      <div class="notice" data-changing=${origin}>
        ${keyed(origin, html`<ledgerium-system-form .proposal=${now} .word=${t('save')} @left=${this.leave}></ledgerium-system-form>`)}
      </div>
    `;
  }

  /** Opens the form of a system; the button of the open one closes it. */
  private change(system: number): void {
    this.changing = this.changing === system ? undefined : system;
  }

  private async leave(): Promise<void> {
    const chip = this.querySelector<HTMLElement>(`[data-system="${this.changing}"]`);
    this.changing = undefined;
    await this.updateComplete;
    chip?.focus();
  }
}
