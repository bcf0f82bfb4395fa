/** A failure in words: what happened, what to do next, and what the recorder says about it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../shared/messages';
import { t } from './i18n';
import { icon } from './icons';
import { failureWords } from './words';

const ALTERED_FROM = /^byte (\d+)$/;

/** A file that was altered says from where on in its second detail. */
function wordsOf({ code, details = [] }: Failure): [what: string, next: string] {
  const [, byte = ''] = (code === 'bad_file' && ALTERED_FROM.exec(details[1] ?? '')) || [];
  const [what, next] = failureWords(byte ? 'altered' : code);
  return [t(what, byte), t(next)];
}

/** What can be done about it at once. */
export interface Remedy {
  word: string;
  act: () => void;
}

export function failureText(failure: Failure, dismiss?: () => void, remedy?: Remedy): TemplateResult {
  const [what, next] = wordsOf(failure);
  const details = (failure.details ?? []).filter(Boolean);
  return html`
    <div class="notice failure" role="alert">
      ${icon('warning')}
      <div>
        <p><strong>${what}</strong></p>
        <p>${next}</p>
        ${details.length ? html`<p class="technical">${details.join(' · ')}</p>` : nothing}
        ${remedy ? html`<p class="buttons"><button type="button" @click=${remedy.act}>${remedy.word}</button></p>` : nothing}
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
