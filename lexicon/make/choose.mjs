// Which of the counted words may be read, and in which order they are worth their bytes. lexicon/README.md has the rules.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from './catalogues.mjs';

/** Abbreviations stand where many products use them: two letters could be initials of a person sooner than three. */
const ABBREVIATED = { 2: 12, 3: 5, 4: 4 };
const LEAST = 2;
/** A word of German that is also a name, and so never stands in lower case to tell, must be needed by so many. */
const NEEDED = 8;

/** The words of the core lists, which are always there. */
function core(root) {
  const words = new Set();
  for (const language of LANGUAGES) {
    const file = path.join(root, 'lexicon', `${language}.json`);
    if (existsSync(file)) for (const word of Object.keys(JSON.parse(readFileSync(file, 'utf8')).words)) words.add(word);
  }
  return words;
}

/** The expressions of refused.txt by language. */
function refusals(text) {
  const of = {};
  for (const line of text.split('\n')) {
    const [, language, list] = /^(\w\w) \w+: (.*)$/.exec(line) ?? [];
    if (language) of[language] = [of[language], ...list.split(' ')].filter(Boolean).join(' ');
  }
  return Object.fromEntries(
    Object.entries(of).map(([language, list]) => [language, new RegExp(`^(?:${list.replaceAll('*', '.*').replaceAll(' ', '|')})$`, 'u')]),
  );
}

/** Whether a word is one listed word after another, with or without what German and Dutch put between them. */
function compound(word, known) {
  for (let at = 4; at <= word.length - 4; at++) {
    if (!known.has(word.slice(at))) continue;
    const head = word.slice(0, at);
    if (known.has(head) || (/(?:s|n|en|es)$/.test(head) && known.has(head.replace(/(?:en|es|s|n)$/, '')))) return true;
  }
  return false;
}

/** Words that were chosen by hand. */
function byHand(root, language) {
  const file = path.join(root, 'lexicon/make', `hand-${language}.txt`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => [line.replace('*', ''), line.endsWith('*')]);
}

/** Chooses, for each language, the words in the order of their use, and which of them are names too. */
export function choose(counts, { given, family }, named, refused, root) {
  const listed = core(root);
  const refusal = refusals(refused);
  const english = counts.en;
  /** What English writes with a capital letter wherever it stands is the name of something. */
  const proper = (word) => {
    const own = english.get(word);
    return own !== undefined && own[0] >= 2 && own[1] === 0;
  };
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const capitals = language === 'de';
      const script = language === 'ja';
      const names = new Set();
      const fits = ([word, [n, low, high]]) => {
        const letters = [...word].length;
        if (n < LEAST || letters < 2 || listed.has(word)) return false;
        if (refusal[language].test(word) || refusal.en.test(word)) return false;
        const isName = given.has(word) || family.has(word);
        if (low === 0 && high * 2 > n) return letters > 1 && n >= (ABBREVIATED[letters] ?? 3) && !isName && !named.has(word);
        if (named.has(word) && !(low > 2 && word.length < 4)) return false;
        if (script && /\p{Lo}/u.test(word)) return !isName || (n >= NEEDED && names.add(word));
        if (low === 0 && (!capitals || proper(word))) return n >= NEEDED * 2 && !isName && !proper(word);
        if (!isName) return true;
        // A given name is a word only where the language writes it as one.
        const needed = low >= (given.has(word) ? 4 : 2) || (capitals && !given.has(word) && n >= NEEDED);
        return needed && names.add(word);
      };
      /** What one product alone says is taken where the language itself shows that it is a word: it stands in lower case,
       * or is made of words that several products use. */
      const alone = (each, known) => {
        const [word, [, low, , m]] = each;
        if (/[-']/.test(word) || word.length < 5 || given.has(word) || family.has(word) || named.has(word)) return false;
        if (!fits([word, [LEAST, low, 0, m]])) return false;
        return capitals || language === 'nl' ? compound(word, known) : low > 0;
      };
      const fit = [...counts[language]].filter(fits);
      const known = new Set(fit.map(([word]) => word));
      const single = [...counts[language]].filter((each) => each[1][0] < LEAST && alone(each, known));
      fit.push(...single);
      const taken = new Set(fit.map(([word]) => word));
      for (const [word, isName] of byHand(root, language)) {
        if (listed.has(word)) continue;
        if (isName) names.add(word);
        if (!taken.has(word)) fit.push([word, counts[language].get(word) ?? [0, 0, 0, 0]]);
        known.add(word);
      }
      const parted = (word) => /[-']/.test(word) && word.split(/[-']/).every((part) => known.has(part) || listed.has(part));
      const words = fit
        .filter(([word]) => !parted(word))
        .sort(([a, [n, , , m]], [b, [o, , , k]]) => o - n || k - m || (a < b ? -1 : 1))
        .map(([word, [n]]) => [word, n]);
      return [language, { words, names }];
    }),
  );
}
