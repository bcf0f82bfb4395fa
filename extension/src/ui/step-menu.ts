/** What the agent can do with a step. Nothing here changes what was recorded: each act is an entry of its own. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Phase, Step } from '../shared/protocol';
import { t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';
import { PHASE_WORD, PHASES, phaseMark } from './phases';

/** What is wanted with a step. */
export type StepAction =
  | { action: 'relabel'; step: Step; phase: Phase }
  | { action: 'rename' | 'note' | 'exclude'; step: Step }
  | { action: 'merge'; step: Step; next: Step };

@customElement('ledgerium-step-menu')
export class StepMenu extends LightElement {
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) next: Step | undefined;
  @property({ attribute: false }) name = '';
  @state() private open = false;

  private get menu(): HTMLElement {
    return this.querySelector('[popover]') as HTMLElement;
  }

  protected override render(): TemplateResult {
    const id = `menu-${this.step.first}`;
    return html`
      <button
        type="button"
        class="icon-button"
        popovertarget=${id}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${t('step_actions', this.name)}
        title=${t('step_actions_short')}
      >
        ${icon('more')}
      </button>
      <div id=${id} class="menu" popover role="menu" aria-label=${t('step_actions_short')} @toggle=${this.onToggle} @keydown=${this.onKey}>
        ${this.open ? this.items() : nothing}
      </div>
    `;
  }

  private items(): TemplateResult {
    const { step, next } = this;
    return html`
      <div role="group" aria-label=${t('relabel')}>
        <p class="menu-title" aria-hidden="true">${t('relabel')}</p>
        ${PHASES.map(
          (phase) => html`
            <button
              type="button"
              role="menuitemradio"
              tabindex="-1"
              aria-checked=${phase === step.phase}
              @click=${() => this.choose(phase === step.phase ? undefined : { action: 'relabel', step, phase })}
            >
              <svg viewBox="-10 -10 20 20" aria-hidden="true">${phaseMark(phase)}</svg>
              ${t(PHASE_WORD[phase])} ${phase === step.phase ? icon('check') : nothing}
            </button>
          `,
        )}
      </div>
      <hr />
      ${this.item('rename', () => ({ action: 'rename', step }))}
      ${this.item('add_note', () => ({ action: 'note', step }))}
      ${next ? this.item('merge', () => ({ action: 'merge', step, next })) : nothing}
      ${this.item('delete', () => ({ action: 'exclude', step }))}
    `;
  }

  private item(word: 'rename' | 'add_note' | 'merge' | 'delete', act: () => StepAction): TemplateResult {
    return html`<button type="button" role="menuitem" tabindex="-1" class=${word} @click=${() => this.choose(act())}>${t(word)}</button>`;
  }

  private choose(action: StepAction | undefined): void {
    this.menu.hidePopover();
    if (action) this.say('step-action', action);
  }

  private async onToggle(event: ToggleEvent): Promise<void> {
    this.open = event.newState === 'open';
    if (!this.open) return;
    await this.updateComplete;
    this.place();
    this.buttons()[0]?.focus();
  }

  /** Under its button, or above it where there is no room; the top layer knows no parent to stand by. */
  private place(): void {
    const anchor = this.querySelector('button')?.getBoundingClientRect();
    if (!anchor) return;
    const { offsetHeight: height, offsetWidth: width } = this.menu;
    const below = anchor.bottom + 4;
    const top = below + height <= innerHeight - 8 ? below : Math.max(8, anchor.top - height - 4);
    this.menu.style.top = `${top}px`;
    this.menu.style.left = `${Math.max(8, anchor.right - width)}px`;
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.menu.querySelectorAll('button')];
  }

  private onKey(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') this.menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  }
}
