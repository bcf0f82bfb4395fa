/** What is recorded and what is not, before the first recording and whenever it is asked for. */
import { html, type TemplateResult } from 'lit';
import { type MessageKey, t } from './i18n';
import { icon } from './icons';

const KEY = 'informed';

const RECORDED: readonly MessageKey[] = [
  'privacy_recorded_1',
  'privacy_recorded_2',
  'privacy_recorded_3',
  'privacy_recorded_4',
];
const HOW: readonly MessageKey[] = ['how_1', 'how_2', 'how_3'];

const NOT_RECORDED: readonly MessageKey[] = ['privacy_not_1', 'privacy_not_2', 'privacy_not_3', 'privacy_not_4'];

/** Whether the text was read, or a recording was begun under it. */
export const informed = (): boolean => localStorage.getItem(KEY) === 'yes';

export const setInformed = (): void => localStorage.setItem(KEY, 'yes');

export const privacyText = (): TemplateResult => html`
  <h3 class="yes">${t('privacy_recorded')}</h3>
  <ul class="yes">${RECORDED.map((key) => html`<li>${t(key)}</li>`)}</ul>
  <h3 class="no">${t('privacy_not')}</h3>
  <ul class="no">${NOT_RECORDED.map((key) => html`<li>${t(key)}</li>`)}</ul>
  <p>${t('privacy_where')}</p>
  <p>${t('privacy_limits')}</p>
`;

/** What to do, where there is nothing else to show. */
export const howItWorks = (): TemplateResult => html`
  <section class="how" aria-labelledby="how-title">
    <h2 id="how-title">${t('how_title')}</h2>
    <ol>
      ${HOW.map((key) => html`<li>${t(key)}</li>`)}
    </ol>
  </section>
`;

/** The card on the first run. Nothing records before Record is pressed, so it blocks nothing. */
export const consentCard = (done: () => void): TemplateResult => html`
  <section class="card consent" aria-labelledby="consent-title">
    <h2 id="consent-title">${icon('shield')}${t('consent_title')}</h2>
    ${privacyText()}
    <p><strong>${t('consent_record')}</strong></p>
    <p class="buttons"><button type="button" @click=${done}>${t('understood')}</button></p>
  </section>
`;
