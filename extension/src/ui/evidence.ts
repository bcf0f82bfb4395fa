/** Why a step has its phase: the rules that spoke, and the entries that made them speak. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure, View } from '../shared/messages';
import type { Entry, FiredRule, Phase, Step } from '../shared/protocol';
import { failureOf, send } from './channel';
import { entryText } from './entries';
import { failureText } from './failure';
import { thousandths, timeOfDay } from './format';
import { plural, t } from './i18n';
import { withMasks } from './labels';
import { LightElement } from './light';
import { PHASE_WORD } from './phases';
import { ruleSentence } from './rules';
import { keptFrom, machinePhase, type Side, sides } from './verdict';

/** A step of more entries than this shows its first ones; the inspector has them all. */
const SHOWN = 60;

@customElement('ledgerium-evidence')
export class Evidence extends LightElement {
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) view!: View;
  @state() private entries: Entry[] | undefined;
  @state() private failure: Failure | undefined;
  /** The entry that was asked for last. */
  @state() private target: number | undefined;
  private loaded = '';

  protected override updated(_changed: PropertyValues): void {
    const wanted = `${this.step.first}:${this.step.entries.length}`;
    if (wanted === this.loaded || !this.view.session) return;
    this.loaded = wanted;
    void this.load(this.view.session.id);
  }

  private async load(session: string): Promise<void> {
    const own = new Set(this.step.entries.slice(0, SHOWN));
    const last = Math.max(...own);
    try {
      const { lines } = await send({
        do: 'inspect',
        session,
        from: this.step.first,
        count: last - this.step.first + 1,
      });
      const opened = this.entries === undefined;
      this.entries = lines.map((line) => JSON.parse(line) as Entry).filter((entry) => own.has(entry.i));
      if (!opened) return;
      await this.updateComplete;
      this.querySelector('.evidence')?.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  protected override render(): TemplateResult {
    const { step } = this;
    const kept = keptFrom(step);
    return html`
      <div class="evidence">
        <h4>${t('why_this_phase')}</h4>
        <p>${this.decision()}</p>
        ${kept ? html`<p>${t('decision_kept', phaseText(kept), phaseText(machinePhase(step)))}</p>` : nothing}
        ${step.rules.length ? this.rules() : nothing}
        <h4>${plural('n_entries', step.entries.length)}</h4>
        ${this.failure ? failureText(this.failure) : nothing}
        <ol class="entries">
          ${(this.entries ?? []).map(
            (entry) => html`
              <li
                class=${[step.commits?.includes(entry.i) && 'commit', entry.i === this.target && 'target'].filter(Boolean).join(' ')}
                data-entry=${entry.i}
                tabindex="-1"
              >
                <span class="entry-number">${entry.i}</span>
                <span>
                  ${withMasks(entryText(entry, this.view))}
                  ${step.commits?.includes(entry.i) ? html`<em>${t('commit')}</em>` : nothing}
                </span>
                <time>${timeOfDay(entry.wall)}</time>
              </li>
            `,
          )}
        </ol>
        ${step.entries.length > SHOWN ? html`<p>${plural('more_entries', step.entries.length - SHOWN)}</p>` : nothing}
        <button type="button" class="link" @click=${() => this.say('inspect', { from: step.first })}>${t('open_inspector')}</button>
      </div>
    `;
  }

  /** The machine's word and the person's, apart. */
  private decision(): string {
    const { phase, machine_phase, margin, unsure } = this.step;
    if (machine_phase && machine_phase !== phase) {
      return t('decision_by_hand', phaseText(phase), phaseText(machine_phase));
    }
    return t(unsure ? 'decision_unsure' : 'decision', phaseText(phase), thousandths(margin));
  }

  private rules(): TemplateResult {
    return html`
      <div class="rules" role="group" aria-label=${t('rules')}>${sides(this.step).map((side) => this.side(side))}</div>
    `;
  }

  private side({ phase, weight, rules }: Side): TemplateResult {
    return html`
      <section data-rule-phase=${phase}>
        <h5><span>${t('speaks_for', phaseText(phase))}</span><span class="weight">${thousandths(weight)}</span></h5>
        <ul>
          ${rules.map((rule) => this.rule(rule))}
        </ul>
      </section>
    `;
  }

  /** The sentence is for readers; the name is what scripts and the rule set know the rule by. */
  private rule({ rule, weight, entries }: FiredRule): TemplateResult {
    const sentence = ruleSentence(rule);
    return html`
      <li>
        <span>${sentence ?? html`<code>${rule}</code>`}</span>
        <span class="weight" title=${t('weight')}>${thousandths(weight)}</span>
        <small>
          ${sentence ? html`<code>${rule}</code> · ` : nothing}${plural('because_of_entries', entries.length)}
          ${entries.map(
            (entry, at) =>
              html`${at ? ', ' : ''}<button type="button" class="link" aria-label=${t('show_entry', entry)} @click=${() => this.show(entry)}>${entry}</button>`,
          )}
        </small>
      </li>
    `;
  }

  /** An entry that is not in this list is in the inspector. */
  private async show(entry: number): Promise<void> {
    this.target = entry;
    await this.updateComplete;
    const line = this.querySelector<HTMLElement>(`[data-entry="${entry}"]`);
    if (!line) return this.say('inspect', { from: entry });
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: 'nearest' });
  }
}

const phaseText = (phase: Phase): string => t(PHASE_WORD[phase]);
