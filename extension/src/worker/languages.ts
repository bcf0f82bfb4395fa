/** The languages that have a reading list, and which of them a page is in. */

export const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The file of a language's list. */
export const listOf = (language: Language): string => `extension/build/words-${language}.js`;

/** The language that a page says it is in, by its primary tag; English where it says none, or one without a list. */
export function languageOf(tag: unknown): Language {
  const primary = typeof tag === 'string' ? tag.toLowerCase().split(/[-_]/, 1)[0] : '';
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}
