/**
 * The reading lists: general words of one language, which the worker puts beside this script when a page is in that
 * language. Each leaves a text in `globalThis.ledgeriumWords`, in the form that crates/recorder/build/reading.rs says.
 * It is searched as it stands: nothing is parsed, and of a text of a hundred kilobytes a lookup reads about one.
 */

const given = (): Record<string, string> =>
  (globalThis as { ledgeriumWords?: Record<string, string> }).ledgeriumWords ?? {};

/** How many lists there are now; what was masked without one may be readable with it. */
export const readingLists = (): number => Object.keys(given()).length;

/** Whether a word is on a list, and if so, whether it is also the name of people. */
export function reading(word: string): 'word' | 'name' | undefined {
  for (const [language, list] of Object.entries(given())) {
    const found = search(language, list, word);
    if (found) return found;
  }
  return undefined;
}

/** What the codes of a list stand for, from its first line. */
const codes = new Map<string, Map<string, string>>();

function codesOf(language: string, list: string): Map<string, string> {
  let known = codes.get(language);
  if (!known) {
    const line = list.slice(0, list.indexOf('\n')).split(' ');
    known = new Map(line.map((each) => [each.charAt(0), each.slice(1)]));
    codes.set(language, known);
  }
  return known;
}

/** Not a letter, nor a mark of the list: a code. */
const CODE = /[!-&(-,.-@Q-Z[-_{-~]/g;

function search(language: string, list: string, word: string): 'word' | 'name' | undefined {
  const means = codesOf(language, list);
  const spell = (text: string) => text.replace(CODE, (code) => means.get(code) ?? '');
  // Blocks begin after a line feed; between `low` and `high` stands the one that the word would be in.
  let low = list.indexOf('\n');
  let high = list.length;
  for (;;) {
    const middle = list.lastIndexOf('\n', (low + high) >> 1);
    const begin = middle > low ? middle : list.indexOf('\n', low + 1);
    if (begin < 0 || begin >= high) break;
    const [head = ''] = /^[^A-P*\n]*/.exec(list.slice(begin + 1, begin + 64)) ?? [];
    if (spell(head) <= word) low = begin;
    else high = begin;
  }
  if (low < 0) return undefined;
  const end = list.indexOf('\n', low + 1);
  let last = '';
  for (const [, shared = '', rest = '', star] of list
    .slice(low + 1, end < 0 ? undefined : end)
    .matchAll(/([A-P]?)([^A-P*]+)(\*?)/g)) {
    last = last.slice(0, shared ? shared.charCodeAt(0) - 65 : 0) + spell(rest);
    if (last === word) return star ? 'name' : 'word';
  }
  return undefined;
}
