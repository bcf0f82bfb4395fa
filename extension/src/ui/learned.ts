/** What corrections taught of one system: the rules that weigh otherwise there. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LearnedRule, RememberedSystem } from '../shared/messages';
import { RULES, type RuleId } from '../shared/rules';
import { thousandths } from './format';
import { plural, t } from './i18n';
import { icon } from './icons';
import { PHASE_WORD } from './phases';
import { ruleSentence } from './rules';

export function learnedRules({ name, learned }: RememberedSystem, reset: () => void): TemplateResult {
  return html`
    <details class="learned">
      <summary>${icon('chevron')}${plural('n_rules_differ', learned.length)}</summary>
      <ul class="rules">
        ${learned.map(line)}
      </ul>
      <button type="button" class="plain" aria-label=${t('reset_learned_named', name)} @click=${reset}>${t('reset_learned')}</button>
    </details>
  `;
}

function line({ rule, weight, published }: LearnedRule): TemplateResult {
  const sentence = ruleSentence(rule);
  const phase = published === undefined ? undefined : RULES[rule as RuleId].phase;
  return html`
    <li data-rule-phase=${phase ?? nothing}>
      <span>${sentence ?? html`<code>${rule}</code>`}</span>
      <span class="weight">
        ${published === undefined ? nothing : html`<span class="before" title=${t('weight_published')}>${thousandths(published)}</span><span aria-hidden="true"> → </span>`}<span title=${t('weight_here')}>${thousandths(weight)}</span>
      </span>
      <small>
        ${phase && sentence ? html`<code>${rule}</code> · ${t(PHASE_WORD[phase])}` : t('no_such_rule')}
      </small>
    </li>
  `;
}
