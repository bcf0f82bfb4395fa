/** A failure in words: what happened, what to do next, and what the recorder says about it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../shared/messages';
import { t } from './i18n';
import { icon } from './icons';
import { FAILURE_WORDS } from './words';

const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ALTERED_FROM = /^byte (\d+)$/;

/** A file that is not taken says why in its second detail: the session that is here already, or where it was altered. */
function wordsOf({ code, details = [] }: Failure): [what: string, next: string] {
  const why = code === 'bad_file' ? (details[1] ?? '') : '';
  const [, byte = ''] = ALTERED_FROM.exec(why) ?? [];
  const word = byte ? 'altered' : SESSION_ID.test(why) ? 'already_there' : code;
  const [what, next] = FAILURE_WORDS[word] ?? FAILURE_WORDS.unknown;
  return [t(what, byte), t(next)];
}

export function failureText(failure: Failure, dismiss?: () => void): TemplateResult {
  const [what, next] = wordsOf(failure);
  const details = (failure.details ?? []).filter(Boolean);
  return html`
    <div class="notice failure" role="alert">
      ${icon('warning')}
      <div>
        <p><strong>${what}</strong></p>
        <p>${next}</p>
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
