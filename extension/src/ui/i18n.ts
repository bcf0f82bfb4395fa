/** Words for people, from the one catalogue in `_locales/`. */
import type messages from '../../../_locales/en/messages.json';

export type MessageKey = keyof typeof messages;

type Base<Key> = Key extends `${infer Stem}_one` ? Stem : never;
/** A message that has one text for one and another for several: `<key>_one` and `<key>_other`. */
export type PluralKey = Base<MessageKey>;

/** The message in the browser's language; `details` fill `$1`, `$2`, and so on. */
export function t(key: MessageKey, ...details: (string | number)[]): string {
  return chrome.i18n.getMessage(key, details.map(String));
}

/** The catalogue's language that is shown, which need not be the browser's: there are only two. */
export const language = t('language');

/** The browser's own locale where the catalogue has its language, so that dates read as people there write them. */
export const locale = chrome.i18n.getUILanguage().startsWith(language) ? chrome.i18n.getUILanguage() : language;

const rules = new Intl.PluralRules(locale);

/** The message for a count, which is also its `$1`. */
export function plural(key: PluralKey, count: number, ...details: (string | number)[]): string {
  const form = rules.select(count) === 'one' ? 'one' : 'other';
  return t(`${key}_${form}` as MessageKey, count, ...details);
}

/** Names the document and its language, which a page's markup cannot know. */
export function localiseDocument(title: MessageKey): void {
  document.documentElement.lang = language;
  document.title = t(title);
}
