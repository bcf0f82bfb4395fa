/**
 * The published words, as `cargo xtask build` packs lexicon/*.json into extension/build/lexicon.js. That script runs
 * before this one in the same isolated world and leaves `globalThis.ledgeriumLexicon`, a string of JSON of this form:
 *
 *     { "classes": ["noun.access", "verb.add"],  every class that is named below, sorted
 *       "sets": [[], [1]],                       sets of classes, as indexes into `classes`; the most frequent first
 *       "words": ["AaAadd1DedDs"],               blocks of words in the order of their code points
 *       "phrases": ["Aput in1"],                 blocks of phrases, their words joined by one space
 *       "names": "grant mark" }                  words that are also names of people, separated by one space
 *
 * In a block a capital letter says how much a word shares with the one before (A is nothing), letters are the rest, and a
 * number after them is the index of its set, 0 where there is none: "Aadd1DedDs" is add with set 1, added and adds with
 * set 0. A page names few words, so only the blocks of these are ever opened.
 *
 * Words and phrases are already normalised: NFKC, lower case, ASCII apostrophe and hyphen. All languages are one list;
 * the classes of a word are the union over its languages. Every class is kept: the page side asks for `label.*` (states,
 * people, times beside values), `state.*`, `verb.*` (approve and reject for `pointed`, sign_in for pages to sign in) and
 * `noun.*` (member, user, group, role, permission for lists of memberships).
 */
interface Packed {
  classes: string[];
  sets: number[][];
  words: string[];
  phrases: string[];
  names: string;
}

/** The classes of one word or phrase. */
export type Classes = readonly string[];

const NOTHING: Packed = { classes: [], sets: [], words: [], phrases: [], names: '' };

let packed: Packed | undefined;
let sets: Classes[] = [];
let names = new Set<string>();
let heads: string[] = [];
let begins = new Set<string>();
let phrases = new Map<string, Classes>();
const opened = new Map<number, Map<string, Classes>>();

/** Makes the lists ready at their first use. Without them every word is masked. */
function load(): Packed {
  if (!packed) {
    const given = (globalThis as { ledgeriumLexicon?: string }).ledgeriumLexicon;
    packed = given ? (JSON.parse(given) as Packed) : NOTHING;
    const { classes } = packed;
    sets = packed.sets.map((set) => set.map((index) => classes[index] ?? ''));
    names = new Set(packed.names.split(' '));
    heads = packed.words.map((block) => /^A([^A-Z\d]*)/.exec(block)?.[1] ?? '');
    phrases = new Map(packed.phrases.flatMap((block) => [...open(block)]));
    begins = new Set([...phrases.keys()].map((phrase) => phrase.slice(0, phrase.indexOf(' '))));
  }
  return packed;
}

function open(block: string): Map<string, Classes> {
  const entries = new Map<string, Classes>();
  let last = '';
  for (const [, shared = 'A', rest, set] of block.matchAll(/([A-Z])([^A-Z\d]*)(\d*)/g)) {
    last = last.slice(0, shared.charCodeAt(0) - 65) + rest;
    entries.set(last, sets[Number(set)] ?? []);
  }
  return entries;
}

/** The classes of a word; nothing for a word that is not listed. */
export function wordClasses(word: string): Classes | undefined {
  const { words } = load();
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle] ?? '') <= word) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return undefined;
  let block = opened.get(low);
  if (!block) {
    block = open(words[low - 1] ?? '');
    opened.set(low, block);
  }
  return block.get(word);
}

/** Whether a phrase begins with this word. */
export const beginsPhrase = (word: string): boolean => {
  load();
  return begins.has(word);
};

/** The classes of a phrase; nothing for words that are no phrase. */
export const phraseClasses = (phrase: string): Classes | undefined => phrases.get(phrase);

/** Whether a word is also the name of people. */
export function isName(word: string): boolean {
  load();
  return names.has(word);
}
