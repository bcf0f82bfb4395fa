// What listed words of Japanese cover from end to end, so that cut.ts lets it through: longer words, which need not be
// listed then, and names, which must not be covered.
const HIRAGANA = /^\p{Script=Hiragana}+$/u;
const KATAKANA = /^[\p{Script=Katakana}ー]+$/u;
const MOST = 12;

/** The words that cover a text, two or more, if they do. `word` says what is listed. */
export function covering(text, word) {
  const ways = [[]];
  const hiragana = (at) => HIRAGANA.test(text[at] ?? '');
  for (let end = 1; end <= text.length; end++)
    for (let at = Math.max(0, end - MOST); at < end; at++) {
      const part = text.slice(at, end);
      if (!ways[at] || part === text || !word(part)) continue;
      // As cut.ts has it: hiragana ends where the hiragana does, and short words of katakana are whole stretches.
      if (HIRAGANA.test(part) ? hiragana(end) : part.length < (KATAKANA.test(part) ? 3 : 2)) continue;
      ways[end] = [...ways[at], part];
      break;
    }
  return ways[text.length];
}

/** Stars words until no name is covered: starred, a word counts only where it is all that stands there. */
export function unname(taken, names, listed, { given, family }) {
  const word = (text) => listed.has(text) || (taken.has(text) && !names.has(text));
  for (const name of [...family, ...given]) {
    if (!/^[\u3005\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{3,}$/u.test(name)) continue;
    for (;;) {
      const worst = covering(name, word)?.find((part) => !listed.has(part));
      if (!worst) break;
      names.add(worst);
    }
  }
}

/** The words, in their order, without those that words before them cover. */
export function uncovered(words, names, listed) {
  const kept = new Set();
  const word = (text) => listed.has(text) || kept.has(text);
  return words.filter(([text]) => {
    if (names.has(text)) return true;
    if (covering(text, word)) return false;
    kept.add(text);
    return true;
  });
}
