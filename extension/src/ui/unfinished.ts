/** Sessions that were interrupted or parked: nothing is lost, and nothing goes on by itself. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionSummary, View } from '../shared/messages';
import { dateAndTime } from './format';
import { plural, t } from './i18n';
import { icon } from './icons';

export type UnfinishedAction = 'resume' | 'export' | 'discard';

export function unfinished(
  view: View,
  act: (action: UnfinishedAction, session: SessionSummary) => void,
): TemplateResult | typeof nothing {
  if (!view.unfinished.length || view.state === 'recording' || view.state === 'paused') return nothing;
  return html`
    <section class="unfinished" aria-labelledby="unfinished-title">
      <h2 id="unfinished-title">${t('unfinished')}</h2>
      <ul>
        ${view.unfinished.map((session) => {
          const name = session.ticket ? t('thing_ticket', session.ticket) : t('no_ticket');
          const id = `unfinished-${session.id}`;
          return html`
            <li class="notice" data-session-state=${session.state}>
              ${icon(session.state === 'parked' ? 'park' : 'warning')}
              <div>
                <p id=${id}><strong>${name}</strong> · ${t(session.state === 'parked' ? 'session_parked' : 'session_interrupted')}</p>
                <p class="hint">${dateAndTime(session.ended)} · ${plural('n_steps', session.steps)} · ${plural('n_entries', session.entries)}</p>
                <p class="buttons">
                  ${(['resume', 'export', 'discard'] as const).map(
                    (action) => html`
                      <button
                        type="button"
                        class=${action === 'resume' ? 'plain' : 'quiet'}
                        aria-describedby=${id}
                        @click=${() => act(action, session)}
                      >
                        ${t(action)}
                      </button>
                    `,
                  )}
                </p>
              </div>
            </li>
          `;
        })}
      </ul>
    </section>
  `;
}
