/**
 * Japanese writes no spaces, so a run of it is cut into listed words; so are German and Dutch compounds in names of controls.
 * What stands between two changes of script, and a compound, is covered by listed words as a whole or masked as a whole.
 */
import { endsCompound, isName, wordClasses } from './lexicon';

/** A word, the id of a term, or null for what is masked, and where it begins and ends. */
export type Piece = [word: string | number | null, start: number, end: number];

const MAX_WORD = 12;
/** What a masked sign costs: more than any number of words. And what a place costs where no cut can begin. */
const MASKED = 1e3;
const NEVER = 1e9;

const HIRAGANA = /^[\u3041-\u309f]+$/;
/** Too short to be told from a part of a name. */
const SHORT_KATAKANA = /^[\u30a0-\u30ff]{2}$/;

/** 3 for what is not Japanese, 2 for katakana, 1 for hiragana, 0 for Han. The first is not parted within. */
const script = (sign: string) =>
  sign < '\u3005' ? 3 : sign < '\u3041' || sign > '\u30ff' ? 0 : sign < '\u30a0' ? 1 : 2;

/** The listed words, from four letters, that a compound of German or Dutch is made of. */
function compound(run: string): string[] | undefined {
  for (let at = 4; at < run.length - 3; at++) {
    const end = run.slice(at);
    if (!endsCompound(end)) continue;
    for (const link of ['', 's', 'n', 'es', 'en']) {
      const head = run.slice(0, at - link.length);
      if (!head[3] || head + link + end !== run) continue;
      const words = wordClasses(head) && !isName(head) ? [head] : compound(head);
      if (words) return [...words, end];
    }
  }
  return undefined;
}

/** Cuts a run into words and masks: as few signs masked as can be, then as few words as can be. */
export function cut({ text: run, start: from }: { text: string; start: number }): Piece[] {
  if (!/[\u3005-\uffff]/.test(run))
    return (wordClasses(run) ? [run] : (compound(run) ?? [null])).map((word) => [word, from, from + run.length]);
  const scripts = run.split('').map(script);
  const changes = (at: number) => scripts[at] !== scripts[at - 1];
  const parts = (at: number) => changes(at) || (scripts[at] ?? 3) < 3;
  // A word of hiragana ends where the hiragana ends: two such words in a row are as likely a name. A word that is also
  // a name is one unless it is all that stands there.
  const stands = (word: string, end: number) =>
    (HIRAGANA.test(word)
      ? changes(end)
      : word[1] && parts(end) && (!SHORT_KATAKANA.test(word) || (changes(end) && changes(end - 2)))) &&
    wordClasses(word) &&
    (word === run || !isName(word));
  // From the end to the beginning: the cost of the best cut of the rest, and the first piece of it.
  const costs = [...scripts, 0];
  const firsts: Piece[] = [];
  let next = run.length;
  for (let start = next; start-- > 0; ) {
    const consider = (word: string | null, end: number, price: number) => {
      const cost = (costs[end] ?? 0) + price;
      if (cost >= (costs[start] ?? 0) || (word && !stands(word, end))) return;
      costs[start] = cost;
      firsts[start] = [word, start, end];
    };
    costs[start] = NEVER;
    if (changes(start)) {
      consider(null, next, MASKED * (next - start));
      next = start;
    }
    for (let end = start + MAX_WORD; parts(start) && end > start; end--)
      if (end <= run.length) consider(run.slice(start, end), end, 1);
  }
  const pieces: Piece[] = [];
  for (let piece = firsts[0]; piece; piece = firsts[piece[2]]) pieces.push(piece);
  // Particles belong to the words beside them. Alone or between masks, one could be part of a name.
  const alone = (at: number) => !pieces[at - 1]?.[0] && !pieces[at + 1]?.[0] && (pieces[1] || !run[1]);
  return pieces.map(([word, start, end], at) => [
    HIRAGANA.test(`${word}`) && alone(at) ? null : word,
    from + start,
    from + end,
  ]);
}
