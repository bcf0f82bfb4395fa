/**
 * The organisation's vocabulary as one string. A matrix can have ten thousand rows and a tab fifty frames: a frame must
 * not pay for parsing terms that its page never names, so the list is sorted once, by the worker, and searched in place.
 */
import type { VocabularyTerm } from './messages';

const RUN = /[\p{L}\p{M}\p{N}]+/gu;

/** The longest term that is matched, in words. */
const MOST_WORDS = 12;

/** One spelling for what looks alike: NFKC, lower case, one apostrophe, one hyphen, no soft hyphens. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\u00ad/g, '')
    .replace(/\u2019/g, "'")
    .replace(/[\u2010\u2011]/g, '-');
}

/** What two spellings of one term have in common: their words and numbers in order. */
export function termKey(text: string): string {
  return (normalise(text).match(RUN) ?? []).join(' ');
}

/** Sorts the terms into one string: the number of words of the longest, then `key TAB id` a line, by code unit. */
export function packTerms(terms: readonly VocabularyTerm[]): string {
  const lines = new Map<string, number>();
  let most = 0;
  for (const { id, text } of terms) {
    const key = termKey(text);
    const words = key.split(' ').length;
    if (!key || words > MOST_WORDS || lines.has(key)) continue;
    lines.set(key, id);
    most = Math.max(most, words);
  }
  const sorted = [...lines].map(([key, id]) => `${key}\t${id}`).sort();
  return `${most}\n${sorted.map((line) => `${line}\n`).join('')}`;
}

/** Looks terms up in the packed string, by bisection. */
export class Terms {
  /** Words of the longest term; 0 when there are none. */
  readonly most: number;
  readonly #text: string;
  readonly #start: number;

  constructor(packed: string) {
    this.#text = packed;
    this.#start = packed.indexOf('\n') + 1;
    this.most = Number.parseInt(packed, 10) || 0;
  }

  /** Whether a term begins with this word, so that it is worth looking further. */
  begins(word: string): boolean {
    const at = this.#from(`${word}\t`);
    return this.#text.startsWith(word, at) && /[\t ]/.test(this.#text.charAt(at + word.length));
  }

  /** The id of the term with this key. */
  id(key: string): number | undefined {
    const at = this.#from(`${key}\t`);
    return this.#text.startsWith(`${key}\t`, at)
      ? Number.parseInt(this.#text.slice(at + key.length + 1), 10)
      : undefined;
  }

  /** Where the first line that is not before `key` begins. */
  #from(key: string): number {
    let low = this.#start;
    let high = this.#text.length;
    while (low < high) {
      const line = this.#text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
      const end = this.#text.indexOf('\n', line) + 1;
      if (this.#text.slice(line, end) < key) low = end;
      else high = line;
    }
    return low;
  }
}
