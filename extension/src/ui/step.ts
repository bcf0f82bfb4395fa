/** One step: what was done where, when, in which phase, and on demand why. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View } from '../shared/messages';
import type { Step, Thing } from '../shared/protocol';
import { authoredText } from './entries';
import { duration, timeOfDay } from './format';
import { verdictOf } from './grant';
import { t } from './i18n';
import { icon } from './icons';
import { attested, stepText, stepTitle, thingText, withMasks } from './labels';
import { LightElement } from './light';
import { PHASE_WORD } from './phases';
import './evidence';
import './step-menu';

@customElement('ledgerium-step')
export class StepCard extends LightElement {
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) next: Step | undefined;
  @property({ attribute: false }) view!: View;
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    const { step, view } = this;
    const title = stepTitle(step, view);
    const place = stepText(step, view).slice(title.length);
    const detail = `evidence-${step.first}`;
    return html`
      <div class="step-head">
        <button
          type="button"
          class="step-title"
          aria-expanded=${this.open}
          aria-controls=${detail}
          @click=${() => this.say('toggle-step')}
          @keydown=${this.onKey}
        >
          <strong>${withMasks(title)}</strong><span>${withMasks(place)}</span>
        </button>
        <ledgerium-step-menu .step=${step} .next=${this.next} .name=${stepText(step, view)}></ledgerium-step-menu>
      </div>
      <p class="step-meta">
        <span class="phase-word">${t(PHASE_WORD[step.phase])}</span>
        ${this.marks()}
        <time datetime=${new Date(step.started).toISOString()}>${timeOfDay(step.started)}</time>
        <span>${duration(step.ended - step.started)}</span>
      </p>
      ${this.changes()}
      ${this.view.grants?.filter((grant) => grant.step === step.first).map(verdictOf)} ${this.notes()}
      <div id=${detail} ?hidden=${!this.open}>
        ${this.open ? html`<ledgerium-evidence .step=${step} .view=${view}></ledgerium-evidence>` : nothing}
      </div>
    `;
  }

  private marks(): TemplateResult {
    const { step } = this;
    const machine = step.machine_phase === step.phase ? undefined : step.machine_phase;
    const { named, corrected } = this.byHand();
    const mark = (word: string, help: string) => html`<span class="mark set-by-hand" title=${help}>${word}</span>`;
    const sure = (word: string, help: string) => html`<span class="mark unsure" title=${help}>${word}</span>`;
    // What an act is for often shows only when something comes of it.
    const goes = this.view.goingOn === step.first && !corrected;
    return html`
      ${goes ? sure(t('going_on'), t('going_on_help')) : step.unsure ? sure(t('unsure'), t('unsure_help')) : nothing}
      ${machine || corrected ? mark(t('set_by_hand'), machine ? t('set_by_hand_help', t(PHASE_WORD[machine])) : t('corrected_help')) : nothing}
      ${named ? mark(t('named_by_hand'), t('corrected_help')) : nothing}
    `;
  }

  /**
   * What the agent did to the step, told from the number of corrections: of those, a name is seen in the step, and what
   * was pointed at stands in the notes. A phase set and steps merged are one thing here.
   */
  private byHand(): { named: boolean; corrected: boolean } {
    const { corrections = [], name } = this.step;
    const attests = attested(this.step, this.view).some(({ approver }) => approver === name.authored);
    const named = name.authored !== undefined && corrections.length > 0 && !attests;
    const pointed = new Set(this.view.session?.notes.map(({ entry }) => entry));
    const others = corrections.filter((entry) => !pointed.has(entry));
    return { named, corrected: others.length > Number(named) };
  }

  private changes(): TemplateResult | typeof nothing {
    const { added = [], removed = [] } = this.step;
    if (!added.length && !removed.length) return nothing;
    const chip = (thing: Thing, sign: 'added' | 'removed') =>
      html`<li class=${sign}><span class="visually-hidden">${t(sign)}</span>${thingText(thing, this.view)}</li>`;
    return html`
      <ul class="changes" aria-label=${t('membership_changes')}>
        ${added.map((thing) => chip(thing, 'added'))}${removed.map((thing) => chip(thing, 'removed'))}
      </ul>
    `;
  }

  private notes(): TemplateResult[] {
    const notes = (this.view.session?.notes ?? []).flatMap(({ authored }) =>
      authored.authored === 'note' && authored.step === this.step.first ? [authored] : [],
    );
    return [...attested(this.step, this.view), ...notes].map(
      (authored) => html`
        <div class="note">${icon(authored.authored === 'note' ? 'note' : 'approval')}<p>${authoredText(authored)}</p></div>
      `,
    );
  }

  /** On the step itself, and only there: Delete leaves it out, F2 renames it. */
  private onKey(event: KeyboardEvent): void {
    const action = event.key === 'Delete' ? 'exclude' : event.key === 'F2' ? 'rename' : undefined;
    if (!action) return;
    event.preventDefault();
    this.say('step-action', { action, step: this.step });
  }
}
