// Japanese as the page side cuts it (extension/src/content/cut.ts): a stretch of one script is covered by listed words from
// end to end or masked. A dictionary cuts finer than that, so what stands between two changes of script is counted too.
import { readFileSync } from 'node:fs';

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const STRETCH =
  /[\u3005\p{Script=Han}]+|\p{Script=Hiragana}+|[\p{Script=Katakana}ー]+|[^\u3005ー\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const core = JSON.parse(readFileSync(new URL('../ja.json', import.meta.url), 'utf8')).words;
/** What may follow a word whose end is written in hiragana: endings that are core words, and those of verbs. */
const ENDINGS = new Set('ます ました ません です でした た て る ない たい れる られる'.split(' '));
const ending = (rest) => rest === '' || rest in core || ENDINGS.has(rest);
const MOST = 12;
const han = (text) => text !== undefined && /^[\u3005\p{Script=Han}]/u.test(text);
const hiragana = (text) => text !== undefined && /^\p{Script=Hiragana}/u.test(text);

/** What may be a word in a piece of Japanese, each once. */
export function stretches(piece) {
  const found = new Set();
  const segments = [...segmenter.segment(piece)].map(({ segment }) => segment);
  for (const [at, segment] of segments.entries()) {
    const next = segments[at + 1];
    // A word of hiragana ends where the hiragana does.
    if (!hiragana(segment) || !hiragana(next)) found.add(segment);
    // A single sign of Han stands with the word beside it only: ホスト名, 再起動.
    const joins = next !== undefined && !hiragana(segment) && !hiragana(next) && !/^[a-z]/i.test(segment + next);
    if (joins && ((han(next) && next.length === 1) || (han(segment) && segment.length === 1))) found.add(segment + next);
  }
  for (const word of whole(piece)) found.add(word);
  return found;
}

/** Stretches of one script, and words of Han with the hiragana that belongs to them (読み込み, 貼り付け). */
function* whole(piece) {
  const all = piece.match(STRETCH) ?? [];
  for (const [at, text] of all.entries()) {
    if (text.length <= MOST) yield text;
    if (!han(text)) continue;
    // Han, hiragana, and so on, as far as the hiragana between is short enough to belong to a word. A particle does not.
    let word = text;
    for (let next = at + 1; word.length <= MOST; next += 2) {
      const kana = all[next];
      if (!hiragana(kana)) break;
      for (let end = 1; end <= kana.length && end <= 4; end++)
        if (ending(kana.slice(end)) && !(kana.slice(0, end) in core)) yield word + kana.slice(0, end);
      if (kana.length > 2 || kana in core || !han(all[next + 1])) break;
      word += kana + all[next + 1];
      yield word;
    }
  }
}
