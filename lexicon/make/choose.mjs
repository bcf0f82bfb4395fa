// Which of the counted words may be read, and in which order they are worth their bytes. lexicon/README.md has the rules.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from './catalogues.mjs';
import { compounds } from './compounds.mjs';
import { uncovered, unname } from './covered.mjs';
import { calendar, places } from './names.mjs';

/** Abbreviations stand where many products use them: two letters could be initials of a person sooner than three. */
const ABBREVIATED = { 2: 12, 3: 5, 4: 4 };
const LEAST = 2;
/** A word of German that is also a name, and so never stands in lower case to tell, must be needed by so many. */
const NEEDED = 8;
/** So is one that stands with a capital letter only, where the language has no reason for it. */
const CAPITAL = 4;
/** A place has to stand in lower case in so many to be an ordinary word. */
const ORDINARY = 10;
/** Languages that write compounds as one word. */
const COMPOUNDS = new Set(['de', 'nl']);
/** Words of one letter, which hold sentences together. They are taken for names, since an initial is one letter. */
const LETTERS = { en: ['i'], es: ['e', 'o', 'u', 'y'], fr: ['y'], it: ['e', 'i', 'o', 'è'], nl: ['u'], pt: ['e', 'o', 'é'] };
/** Words, among them short forms of months, that are the names of people first. */
const UNLISTED = new Set('jan pierre rossi silva santos martin peter anna marie jean さくら'.split(' '));

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
    Object.entries(of).map(([language, list]) => {
      const words = `(?:${list.replaceAll('*', '.*').replaceAll(' ', '|')})`;
      // Japanese joins words without a space.
      return [language, new RegExp(language === 'ja' ? words : `^${words}$`, 'u')];
    }),
  );
}

/** What the expressions of a language begin with. */
const stems = (text, language) =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${language} `))
    .flatMap((line) => line.split(': ')[1].replaceAll('*', '').split(' '));

/** Words that were chosen by hand, each with whether it is a name too. */
function byHand(root, name) {
  const file = path.join(root, 'lexicon/make', `${name}.txt`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line && !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .map((word) => [word.replace('*', ''), word.endsWith('*')]);
}

/** Chooses, for each language, the words in the order of their use, and which of them are names too. */
export function choose(counts, people, refused, root) {
  const { given, family } = people;
  const place = places();
  const listed = core(root);
  const refusal = refusals(refused);
  const english = counts.en;
  /** What English writes with a capital letter wherever it stands is the name of something. */
  const proper = (word) => {
    const own = english.get(word);
    return own !== undefined && own[0] >= 2 && own[1] === 0;
  };
  const person = (word) => given.has(word) || family.has(word);
  const chosen = {};
  for (const language of LANGUAGES) {
    const capitals = language === 'de';
    const script = language === 'ja';
    const names = new Set();
    const fits = ([word, [n, low, high]]) => {
      const letters = [...word].length;
      if (n < LEAST || letters < 2 || listed.has(word) || UNLISTED.has(word)) return false;
      if (refusal[language].test(word) || refusal.en.test(word)) return false;
      // Some places are ordinary words (Dutch "indien", Italian "salta"), which products then write as such.
      if (place.whole.has(word) && (script || low < ORDINARY)) return false;
      const isName = person(word);
      if (low === 0 && high * 2 > n) return n >= (ABBREVIATED[letters] ?? 3) && !isName && !place.parts.has(word);
      // A name of hiragana would show where it stands alone, and serves for nothing else.
      if (script && /\p{Lo}/u.test(word))
        return !isName || (n >= NEEDED && !/^\p{Script=Hiragana}+$/u.test(word) && names.add(word));
      if (low === 0 && (!capitals || proper(word)))
        return n >= CAPITAL && !isName && !proper(word) && !place.parts.has(word);
      if (!isName) return true;
      // A name is a word only where the language writes it as one, or where so many products need it as no name is.
      const needed =
        low >= (given.has(word) ? 4 : 2) || (capitals && n >= (given.has(word) ? NEEDED * 3 : NEEDED));
      return needed && names.add(word);
    };
    /** What one product alone says is taken where it stands in lower case, which shows that it is a word. */
    const alone = ([word, [, low, , m]]) =>
      low > 0 && word.length >= 5 && !/[-']/.test(word) && !person(word) && fits([word, [LEAST, low, 0, m]]);
    const fit = [...counts[language]].filter((each) => fits(each) || (each[1][0] < LEAST && alone(each)));
    const taken = new Set(fit.map(([word]) => word));
    const must = new Set();
    const hand = (word, isName) => {
      if (listed.has(word) || UNLISTED.has(word) || refusal[language].test(word)) return;
      if (isName || person(word)) names.add(word);
      must.add(word);
      if (!taken.has(word)) fit.push([word, counts[language].get(word) ?? [0, 0, 0, 0]]);
      taken.add(word);
    };
    for (const [word] of byHand(root, 'technical')) hand(word, false);
    for (const word of calendar(language)) if (/^[\p{Ll}\p{Lo}\u30fc'-]+$/u.test(word)) hand(word, false);
    for (const word of LETTERS[language] ?? []) hand(word, true);
    for (const [word, isName] of byHand(root, `hand-${language}`)) {
      if (isName) names.add(word);
      if (!listed.has(word) && !taken.has(word)) fit.push([word, counts[language].get(word) ?? [0, 0, 0, 0]]);
      taken.add(word);
    }
    if (script) unname(taken, names, listed, people);
    const known = (word) => listed.has(word) || taken.has(word);
    const cuts = COMPOUNDS.has(language)
      ? compounds(counts[language], (word) => known(word) && !names.has(word) && !person(word), people, place, stems(refused, language), (head) => taken.has(head) && names.add(head))
      : undefined;
    const parted = (word) => /[-']/.test(word) && word.split(/[-']/).every(known);
    const words = fit
      .filter(([word]) => taken.has(word) && !parted(word) && !cuts?.cut(word))
      .sort(
        ([a, [n, , , m]], [b, [o, , , k]]) =>
          Number(must.has(b)) - Number(must.has(a)) || o - n || k - m || (a < b ? -1 : 1),
      )
      .map(([word, [n]]) => [word, n]);
    chosen[language] = { words: [...(cuts?.tails.filter(([end]) => !names.has(end.slice(1))) ?? []), ...(script ? uncovered(words, names, listed) : words)], names };
  }
  return chosen;
}
