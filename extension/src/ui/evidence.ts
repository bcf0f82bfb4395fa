/** Why a step has its phase: the rules that spoke, and the entries that made them speak. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Failure, View } from '../shared/messages';
import type { Entry, FiredRule, Step } from '../shared/protocol';
import { failureOf, send } from './channel';
import { entryText } from './entries';
import { failureText } from './failure';
import { thousandths, timeOfDay } from './format';
import { plural, t } from './i18n';
import { withMasks } from './labels';
import { LightElement } from './light';
import { PHASE_WORD } from './phases';

/** A step of more entries than this shows its first ones; the inspector has them all. */
const SHOWN = 60;

@customElement('ledgerium-evidence')
export class Evidence extends LightElement {
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) view!: View;
  @state() private entries: Entry[] | undefined;
  @state() private failure: Failure | undefined;
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
    return html`
      <div class="evidence">
        <h4>${t('why_this_phase')}</h4>
        <p>${this.decision()}</p>
        ${step.rules.length ? this.rules(step.rules) : nothing}
        <h4>${plural('n_entries', step.entries.length)}</h4>
        ${this.failure ? failureText(this.failure) : nothing}
        <ol class="entries">
          ${(this.entries ?? []).map(
            (entry) => html`
              <li class=${step.commits?.includes(entry.i) ? 'commit' : ''}>
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
    const lead = thousandths(margin);
    if (machine_phase && machine_phase !== phase) {
      return t('decision_by_hand', t(PHASE_WORD[phase]), t(PHASE_WORD[machine_phase]));
    }
    return t(unsure ? 'decision_unsure' : 'decision', t(PHASE_WORD[phase]), lead);
  }

  private rules(rules: FiredRule[]): TemplateResult {
    return html`
      <ul class="rules" aria-label=${t('rules')}>
        ${rules.map(
          (rule) => html`
            <li data-rule-phase=${rule.phase}>
              <code>${rule.rule}</code>
              <span class="weight" title=${t('weight')}>${thousandths(rule.weight)}</span>
              <small>${t('rule_speaks', t(PHASE_WORD[rule.phase]), rule.entries.join(', '))}</small>
            </li>
          `,
        )}
      </ul>
    `;
  }
}
