/**
 * The published words, as `cargo xtask build` packs lexicon/*.json into extension/build/lexicon.js. That script runs
 * before this one in the same isolated world and leaves them as `globalThis.ledgeriumLexicon`, of this form:
 *
 *     { "classes": ["noun.access", "verb.add"],          every class that is named below, sorted
 *       "words":   [[[], "a about"], [[1], "add added"]], pairs: indexes into `classes`, and all words that have exactly
 *                                                        these, separated by one space
 *       "phrases": [[[1], "put in,put into"]],           the same, separated by a comma; words joined by one space
 *       "names":   "grant mark" }                        words that are also names of people, separated by one space
 *
 * Words and phrases are already normalised: NFKC, lower case, ASCII apostrophe and hyphen. All languages are one list;
 * the classes of a word are the union over its languages. Every class is kept: the page side asks for `label.*` (states,
 * people, times beside values), `state.*`, `verb.*` (approve and reject for `pointed`, sign_in for pages to sign in) and
 * `noun.*` (member, user, group, role, permission for lists of memberships).
 */
interface Packed {
  classes: string[];
  words: [number[], string][];
  phrases: [number[], string][];
  names: string;
}

type Classes = readonly string[];

interface Lexicon {
  words: Map<string, Classes>;
  phrases: Map<string, Classes>;
  names: Set<string>;
}

let loaded: Lexicon | undefined;

/** The lexicon, made ready at the first use. Without one every word is masked. */
export function lexicon(): Lexicon {
  if (!loaded) {
    const packed = (globalThis as { ledgeriumLexicon?: Packed }).ledgeriumLexicon;
    const open = (groups: [number[], string][] = [], separator: string) => {
      const entries = new Map<string, Classes>();
      for (const [indexes, texts] of groups) {
        const classes = indexes.map((index) => packed?.classes[index] ?? '');
        for (const text of texts.split(separator)) entries.set(text, classes);
      }
      return entries;
    };
    loaded = {
      words: open(packed?.words, ' '),
      phrases: open(packed?.phrases, ','),
      names: new Set(packed?.names.split(' ')),
    };
  }
  return loaded;
}
