/**
 * The published words, as `cargo xtask build` packs lexicon/*.json into extension/build/lexicon.js. That script runs
 * before this one in the same isolated world and leaves `globalThis.ledgeriumLexicon`, a string of JSON of this form:
 *
 *     { "classes": ["noun.access", "verb.add"],  every class that is named below, sorted
 *       "sets": [[], [1]],                       sets of classes, as indexes into `classes`; the most frequent first
 *       "words": ["AaAadd1DedDs0"],               blocks of words in the order of their code points
 *       "phrases": ["Aput in1"],                 blocks of phrases, their words joined by one space
 *       "names": "grant mark" }                  words that are also names of people, separated by one space
 *
 * In a block a capital letter says how much a word shares with the one before (A is nothing), letters are the rest, and a
 * number after them is the index of its set, where it is not the set of the word before: "Aadd1DedDs0" is add and added
 * with set 1, adds with set 0, as is what comes first. A page names few words, so only the blocks of these are ever opened.
 *
 * Words and phrases are already normalised: NFKC, lower case, ASCII apostrophe and hyphen. All languages are one list;
 * the classes of a word are the union over its languages. Every class is kept: the page side asks for `label.*` (states,
 * people, times beside values), `state.*`, `verb.*` (approve and reject for `pointed`, sign_in for pages to sign in) and
 * `noun.*` (member, user, group, role, permission for lists of memberships).
 *
 * The names of controls may say the words of the reading lists (reading.ts) as well, which have no classes.
 */
import { reading } from './reading';

interface Packed {
  classes: string[];
  sets: number[][];
  words: string[];
  phrases: string[];
  names: string;
}

/** The classes of one word or phrase. */
export type Classes = readonly string[];

/** One sorted list in blocks, of which only those are opened that are asked for. */
class Blocks {
  readonly #blocks: string[];
  readonly #sets: Classes[];
  readonly #heads: string[] = [];
  readonly #opened = new Map<number, Map<string, Classes>>();

  constructor(blocks: string[], sets: Classes[]) {
    this.#blocks = blocks;
    this.#sets = sets;
  }

  get(text: string): Classes | undefined {
    return this.#open(this.#at(text)).get(text);
  }

  /** Whether an entry begins so. */
  begins(start: string): boolean {
    const at = this.#at(start);
    for (const text of this.#open(at).keys()) if (text.startsWith(start)) return true;
    return this.#head(at + 1).startsWith(start);
  }

  /** The first entry of a block. */
  #head(index: number): string {
    this.#heads[index] ??= /^A([^A-Z\d]*)/.exec(this.#blocks[index] ?? '')?.[1] ?? '';
    return this.#heads[index];
  }

  /** The block that a text would stand in. */
  #at(text: string): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#head(middle) <= text) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #open(index: number): Map<string, Classes> {
    let entries = this.#opened.get(index);
    if (!entries) {
      entries = new Map();
      let last = '';
      let same = 0;
      for (const [, shared = 'A', rest, set] of (this.#blocks[index] ?? '').matchAll(/([A-Z])([^A-Z\d]*)(\d*)/g)) {
        last = last.slice(0, shared.charCodeAt(0) - 65) + rest;
        if (set) same = Number(set);
        entries.set(last, this.#sets[same] ?? []);
      }
      this.#opened.set(index, entries);
    }
    return entries;
  }
}

let loaded: { words: Blocks; phrases: Blocks; names: Set<string> } | undefined;

/** The lists, made ready at their first use. Without them every word is masked. */
function lists() {
  if (!loaded) {
    const given = (globalThis as { ledgeriumLexicon?: string }).ledgeriumLexicon;
    const packed: Packed = given ? JSON.parse(given) : { classes: [], sets: [], words: [], phrases: [], names: '' };
    const sets = packed.sets.map((set) => set.map((index) => packed.classes[index] ?? ''));
    loaded = {
      words: new Blocks(packed.words, sets),
      phrases: new Blocks(packed.phrases, sets),
      names: new Set(packed.names.split(' ')),
    };
  }
  return loaded;
}

/** Whether the words of the reading lists count too. */
let wide = false;

/** Does work for which the words of the reading lists are listed as well: the name of a control. */
export function reads<T>(work: () => T): T {
  wide = true;
  try {
    return work();
  } finally {
    wide = false;
  }
}

/** The classes of a word; nothing for a word that is not listed. */
export const wordClasses = (word: string): Classes | undefined =>
  lists().words.get(word) ?? (wide && reading(word) ? [] : undefined);

/** Whether a phrase begins with this word. */
export const beginsPhrase = (word: string): boolean => lists().phrases.begins(`${word} `);

/** The classes of a phrase; nothing for words that are no phrase. */
export const phraseClasses = (phrase: string): Classes | undefined => lists().phrases.get(phrase);

/** Whether a word is also the name of people. */
export const isName = (word: string): boolean => lists().names.has(word) || (wide && reading(word) === 'name');

/** Whether a word may be the last of a compound: a reading list has it once more, after a hyphen. */
export const endsCompound = (word: string): boolean => wide && !!reading(`-${word}`);
