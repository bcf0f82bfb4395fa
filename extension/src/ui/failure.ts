/** A failure in words: what happened, what to do next, and what the recorder says about it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../shared/messages';
import { t } from './i18n';
import { icon } from './icons';
import { FAILURE_WORDS } from './words';

export function failureText(failure: Failure, dismiss?: () => void): TemplateResult {
  const [what, next] = FAILURE_WORDS[failure.code] ?? FAILURE_WORDS.unknown;
  const details = (failure.details ?? []).filter(Boolean);
  return html`
    <div class="notice failure" role="alert">
      ${icon('warning')}
      <div>
        <p><strong>${t(what)}</strong></p>
        <p>${t(next)}</p>
        ${details.length ? html`<p class="technical">${details.join(' · ')}</p>` : nothing}
      </div>
      ${
        dismiss
          ? html`<button type="button" class="icon-button" aria-label=${t('dismiss')} title=${t('dismiss')} @click=${dismiss}>
              ${icon('cross')}
            </button>`
          : nothing
      }
    </div>
  `;
}
