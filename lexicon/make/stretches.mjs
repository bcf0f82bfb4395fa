// Japanese as the page side cuts it (extension/src/content/cut.ts): a stretch of one script is covered by listed words from
// end to end or masked. A dictionary cuts finer than that, so what stands between two changes of script is counted too.
import { readFileSync } from 'node:fs';

const core = JSON.parse(readFileSync(new URL('../ja.json', import.meta.url), 'utf8')).words;
/** What may follow a word whose end is written in hiragana: particles and endings that are core words. */
const ending = (rest) => rest === '' || rest in core;
const MOST = 12;

/** Stretches of one script, and words of Han with the hiragana that belongs to them (読み込み, 貼り付け). */
export function* stretches(piece) {
  const all = piece.match(/[\u3005\p{Script=Han}]+|\p{Script=Hiragana}+|[\p{Script=Katakana}ー]+|[^\u3005ー\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu) ?? [];
  const han = (text) => text !== undefined && /^[\u3005\p{Script=Han}]/u.test(text);
  const hiragana = (text) => text !== undefined && /^\p{Script=Hiragana}/u.test(text);
  for (const [at, text] of all.entries()) {
    if (text.length <= MOST) yield text;
    if (!han(text)) continue;
    // Han, hiragana, and so on, as far as the hiragana between is short enough to belong to a word.
    let word = text;
    for (let next = at + 1; word.length <= MOST; next += 2) {
      const kana = all[next];
      if (!hiragana(kana)) break;
      for (let end = 1; end <= kana.length && end <= 4; end++) if (ending(kana.slice(end))) yield word + kana.slice(0, end);
      if (kana.length > 2 || kana in core || !han(all[next + 1])) break;
      word += kana + all[next + 1];
      yield word;
    }
  }
}
