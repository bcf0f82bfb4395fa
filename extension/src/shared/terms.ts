/**
 * The organisation's vocabulary as one string. A matrix can have ten thousand rows and a tab fifty frames: a frame must
 * not pay for parsing terms that its page never names, so the list is sorted once, by the worker, and searched in place.
 */
import type { VocabularyTerm } from './messages';

const RUN = /[\p{L}\p{M}\p{N}]+/gu;
/**
 * Text of the Latin alphabet with punctuation and signs. For this, most of what pages say, a plain expression finds the
 * same runs; to compile the one above costs a document several milliseconds, more than all else that a click needs.
 */
const LATIN = /^[\0-\u02af\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2775\u2794-\u2bff]*$/;
const LATIN_RUN = /[a-z0-9\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af]+/g;

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

/** Runs of letters, marks and digits in a normalised text, with the place where each begins. */
export function runsOf(text: string): { text: string; start: number }[] {
  const run = LATIN.test(text) ? LATIN_RUN : RUN;
  const found: { text: string; start: number }[] = [];
  run.lastIndex = 0;
  for (let match = run.exec(text); match; match = run.exec(text)) found.push({ text: match[0], start: match.index });
  return found;
}

/** The same without their places. */
export const wordsOf = (text: string): string[] => runsOf(text).map((run) => run.text);

/** Whether there is a digit, or another sign for a number, in a run. */
export const hasNumber = (run: string): boolean => /\d/.test(run) || (!LATIN.test(run) && /\p{N}/u.test(run));

/** What two spellings of one term have in common: their words and numbers in order. */
export function termKey(text: string): string {
  return wordsOf(normalise(text)).join(' ');
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
