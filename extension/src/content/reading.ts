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
  for (const list of Object.values(given())) {
    const found = search(list, word);
    if (found) return found;
  }
  return undefined;
}

/** A code: what is neither a letter nor a mark of the list. */
const CODE = /[!-&(-,.-@Q-Z[-_{-~]/g;

/** What the codes of the list that was searched last stand for, from its first line. */
let means: Record<string, string> = {};
let searched = '';

const spell = (text: string): string => text.replace(CODE, (code) => means[code] ?? '');

function search(list: string, word: string): 'word' | 'name' | undefined {
  // Blocks begin after a line feed; between `low` and `high` stands the one that the word would be in.
  let low = list.indexOf('\n');
  let high = list.length;
  if (searched !== list) {
    const codes = list.slice(0, low).split(' ');
    means = Object.fromEntries(codes.map((code) => [code.charAt(0), code.slice(1)]));
    searched = list;
  }
  for (;;) {
    const back = list.lastIndexOf('\n', (low + high) >> 1);
    const begin = back > low ? back : list.indexOf('\n', low + 1);
    if (begin < 0 || begin >= high) break;
    if (spell(list.slice(begin + 1, begin + 64).split(/[A-P*\n]/, 1)[0] ?? '') > word) high = begin;
    else low = begin;
  }
  let last = '';
  for (const [, shared = '', rest = '', star] of list.slice(low + 1, high).matchAll(/([A-P]?)([^A-P*\n]+)(\*?)/g)) {
    last = last.slice(0, (shared || 'A').charCodeAt(0) - 65) + spell(rest);
    if (last === word) return star ? 'name' : 'word';
  }
  return undefined;
}
