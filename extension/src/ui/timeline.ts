/** The steps as they happen, with notes and gaps in their place. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { View } from '../shared/messages';
import type { Authored, GapCause, Phase, Step } from '../shared/protocol';
import { authoredText, gapText } from './entries';
import { timeOfDay } from './format';
import { plural, t } from './i18n';
import { icon } from './icons';
import { LightElement } from './light';
import { railHead, railPart } from './rail';
import './entry-line';
import './step';

type Item =
  | { at: number; step: Step }
  | { at: number; gap: { cause: GapCause; count: number; wall: number }; gaps: number }
  | { at: number; authored: Authored; wall: number };

/** What is authored about a step stands in the step, as does an attested approval; this is what stands between steps. */
const standsAlone = (authored: Authored): boolean =>
  (authored.authored === 'note' && authored.step === undefined) || authored.authored === 'approval_pointed_at';

/** Gaps of one cause with nothing between them are one gap to a reader; the log keeps each. */
function joinGaps(items: Item[]): Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    if ('gap' in item && last && 'gap' in last && last.gap.cause === item.gap.cause) {
      const gap = { ...last.gap, count: last.gap.count + item.gap.count };
      joined[joined.length - 1] = { at: last.at, gap, gaps: last.gaps + item.gaps };
    } else joined.push(item);
  }
  return joined;
}

@customElement('ledgerium-timeline')
export class Timeline extends LightElement {
  @property({ attribute: false }) view!: View;
  @state() private opened = new Set<number>();
  private wasAtEnd = true;

  protected override willUpdate(): void {
    const scroller = document.scrollingElement;
    this.wasAtEnd = !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  }

  /** New steps come in at the end; whoever reads there keeps reading there, and nobody else is moved. */
  protected override updated(changed: PropertyValues): void {
    const before = (changed.get('view') as View | undefined)?.steps.length;
    if (before === undefined || before >= this.view.steps.length || !this.wasAtEnd) return;
    this.querySelector('.timeline > li:last-child')?.scrollIntoView({ block: 'end' });
  }

  private items(): Item[] {
    const session = this.view.session;
    const items: Item[] = this.view.steps.map((step) => ({ at: step.first, step }));
    for (const gap of session?.gaps ?? []) items.push({ at: gap.entry, gap, gaps: 1 });
    for (const { entry, authored, wall } of session?.notes ?? []) {
      if (standsAlone(authored)) items.push({ at: entry, authored, wall });
    }
    return joinGaps(items.sort((a, b) => a.at - b.at));
  }

  protected override render(): TemplateResult {
    const items = this.items();
    const counts = new Map<Phase, number>();
    for (const step of this.view.steps) counts.set(step.phase, (counts.get(step.phase) ?? 0) + 1);
    const lastStep = items.findLastIndex((item) => 'step' in item);
    const firstGap = items.find((item) => 'gap' in item);
    let lane: Phase | undefined;
    return html`
      <div class="steps-head">
        ${railHead(counts)}
        <h2 id="steps-title">${t('steps')}</h2>
      </div>
      ${items.length ? nothing : html`<p class="empty">${this.emptyText()}</p>`}
      <ol class="timeline" aria-label=${t('steps')}>
        ${repeat(
          items,
          (item) => `${'step' in item ? 's' : 'e'}${item.at}`,
          (item, at) => {
            const from = lane;
            if ('step' in item) lane = item.step.phase;
            return this.item(item, from, lane, at < lastStep, item === firstGap);
          },
        )}
      </ol>
    `;
  }

  private item(
    item: Item,
    from: Phase | undefined,
    to: Phase | undefined,
    goesOn: boolean,
    firstGap: boolean,
  ): TemplateResult {
    if ('step' in item) {
      const { step } = item;
      const next = this.view.steps[this.view.steps.indexOf(step) + 1];
      return html`
        <li class="item step" data-phase=${step.phase} data-first=${step.first}>
          ${railPart({ from, to, step: true, goesOn })}
          <ledgerium-step
            .step=${step}
            .next=${next}
            .view=${this.view}
            .open=${this.opened.has(step.first)}
            @toggle-step=${() => this.toggle(step.first)}
          ></ledgerium-step>
        </li>
      `;
    }
    const rail = railPart({ from, to, step: false, goesOn, broken: 'gap' in item });
    if ('gap' in item) {
      const { cause, count, wall } = item.gap;
      return html`
        <li class="item gap" data-gap=${cause} id=${firstGap ? 'first-gap' : nothing} tabindex="-1">
          ${rail}
          <p>${icon('gap')}<span>${gapText(cause, count)} ${item.gaps > 1 ? `${plural('n_gaps', item.gaps)} · ` : ''}<time>${timeOfDay(wall)}</time></span></p>
        </li>
      `;
    }
    return html`
      <li class="item authored" data-authored=${item.authored.authored}>
        ${rail}
        <div class="note">${icon(item.authored.authored === 'note' ? 'note' : 'approval')}
          <p>${this.authored(item.authored)} <time>${timeOfDay(item.wall)}</time></p>
        </div>
      </li>
    `;
  }

  /** Of an approval that was pointed at, what was taken is shown: the agent must see that it is the right one. */
  private authored(authored: Authored): TemplateResult | string {
    const session = this.view.session?.id;
    if (authored.authored !== 'approval_pointed_at' || !session) return authoredText(authored);
    return html`<strong>${t('approval_taken')}</strong>
      <ledgerium-entry .session=${session} .entry=${authored.entry} .names=${this.view}></ledgerium-entry>`;
  }

  private emptyText(): string {
    if (this.view.state === 'stopped') return t('no_steps');
    return t(this.view.systems.length ? 'no_steps_yet' : 'no_systems_yet');
  }

  private toggle(first: number): void {
    const opened = new Set(this.opened);
    if (!opened.delete(first)) opened.add(first);
    this.opened = opened;
  }
}
