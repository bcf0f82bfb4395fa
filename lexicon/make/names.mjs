// What is a name: of people, by published lists of names, and of places, by the locale data of Node (Unicode CLDR). Such
// words are on no list, or on it as words that are also names. Months, weekdays, languages, units and currencies are of
// the same data, and listed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, walk } from './catalogues.mjs';

const fold = (text) => text.normalize('NFKC').toLowerCase();
const parts = (text) =>
  fold(text)
    .split(/[^\p{L}'-]+/u)
    .filter(Boolean);

function unzipped(folder, archive) {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    const how = archive.endsWith('.whl') ? ['unzip', '-qqo', archive, '-d', folder] : ['tar', '-xf', archive, '-C', folder];
    execFileSync(how[0], how.slice(1));
  }
  return folder;
}

/** Given names and family names, in lower case: of Faker in all its locales, gender-guesser, and for Japanese of a list of names. */
export function people(archives, work) {
  const given = new Set();
  const family = new Set();
  for (const archive of archives) {
    const folder = unzipped(path.join(work, path.basename(archive)), archive);
    for (const file of walk(folder)) {
      if (/providers\/person\/[^/]+\/__init__\.py$/.test(file)) faker(readFileSync(file, 'utf8'), given, family);
      else if (/nam_dict\.txt$/.test(file)) guesser(readFileSync(file, 'utf8'), given);
      else if (/dataset\/(?:first|last)_name_\w+\.csv$/.test(file)) japanese(readFileSync(file, 'utf8'), file.includes('last') ? family : given);
    }
  }
  return { given, family };
}

/** Its files are lists of names under what they are: first_names_male = (...), last_names = (...). */
function faker(text, given, family) {
  let into;
  for (const line of text.split('\n')) {
    const begins = /^\s*(\w*name\w*|\w*prefix\w*|\w*suffix\w*|\w*format\w*)\s*(?::[^=]*)?=\s/.exec(line)?.[1];
    if (begins) into = /prefix|suffix|format/.test(begins) ? undefined : /last|family|sur/.test(begins) ? family : given;
    if (/formats?\b.*=/.test(line)) into = undefined;
    if (!into) continue;
    for (const [, one, other] of line.matchAll(/"([^"{}]+)"|'([^'{}]+)'/g)) for (const part of parts(one ?? other)) into.add(part);
  }
}

function guesser(text, given) {
  for (const line of text.split('\n')) {
    if (!/^[MF1?]/.test(line)) continue;
    for (const part of parts(line.slice(3, 29).replaceAll('+', '-'))) given.add(part);
  }
}

/** As they are written, and as they are read, in both syllabaries. */
const japanese = (text, into) => {
  for (const [name] of text.matchAll(/[\u3005\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu)) {
    into.add(name);
    if (/^\p{Script=Hiragana}+$/u.test(name)) into.add(katakana(name));
  }
};
const katakana = (text) => text.replace(/[ぁ-ゖ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60));

const UPPER = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = UPPER.flatMap((a) => UPPER.map((b) => a + b));

/** Words of places, which are on no list: `whole` are names of one word, `parts` are words of longer ones ("York"). */
export function places() {
  const whole = new Set();
  const words = new Set();
  const put = (text = '') => {
    const all = parts(text).filter((part) => part.length > 2);
    // "United States" makes no name of "united".
    for (const word of all) (parts(text).length === 1 ? whole : words).add(word);
  };
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of pairs) put(names.of(code));
  }
  for (const zone of Intl.supportedValuesOf('timeZone')) put((zone.split('/').slice(1).at(-1) ?? '').replaceAll('_', ' '));
  return { whole, parts: words };
}

/** What every calendar and every choice of a language says: months, weekdays, languages and currencies of a language. */
export function calendar(language) {
  const all = new Set();
  const put = (text = '') => {
    const own = parts(text.replaceAll('.', ''));
    if (own.length === 1 && [...own[0]].length > 2 - Number(language === 'ja')) all.add(own[0]);
  };
  const names = (type) => new Intl.DisplayNames([language], { type, fallback: 'none' });
  for (const code of pairs) put(names('language').of(fold(code)));
  for (const code of Intl.supportedValuesOf('currency')) put(names('currency').of(code));
  for (const unit of Intl.supportedValuesOf('unit'))
    for (const value of [1, 2])
      for (const part of new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).formatToParts(value))
        if (part.type === 'unit') put(part.value);
  for (const width of ['long', 'short'])
    for (let n = 0; n < 12; n++) {
      const date = (options, day) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(day);
      put(date({ month: width }, Date.UTC(2024, n, 1)));
      if (n < 7) put(date({ weekday: width }, Date.UTC(2024, 0, n + 1)));
    }
  return all;
}
