// What is a name: of people, by published lists of names, and of places, languages, months and moneys, by the locale
// data of Node. Such words are on no list, or on it as words that are also names.
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

const japanese = (text, into) => {
  for (const [name] of text.matchAll(/\p{Script=Han}+/gu)) into.add(name);
};

/** Words of places, languages, moneys, months and weekdays. */
export function named() {
  const all = new Set();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const language of LANGUAGES) {
    const put = (text) => {
      if (text) for (const part of parts(text)) if (part.length > 2) all.add(part);
    };
    const put1 = (text) => {
      // "United States" makes no name of "united": only names of one word are names as such.
      if (text && parts(text).length === 1) put(text);
    };
    for (const type of ['region', 'language', 'currency']) {
      const names = new Intl.DisplayNames([language], { type, fallback: 'none' });
      const codes =
        type === 'currency'
          ? Intl.supportedValuesOf('currency')
          : [...letters].flatMap((a) => [...letters].map((b) => (type === 'region' ? a + b : fold(a + b))));
      for (const code of codes) put1(names.of(code));
    }
    for (const width of ['long', 'short'])
      for (let n = 0; n < 12; n++) {
        put(new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' }).format(Date.UTC(2024, n, 1)).replace('.', ''));
        if (n < 7) put(new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, n + 1)).replace('.', ''));
      }
  }
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const place = zone.split('/').slice(1).at(-1) ?? '';
    if (!place.includes('_')) all.add(fold(place));
  }
  // Short forms that are words of their own.
  for (const word of 'mar sun sat mon set sex dom die son do di fr mo sa so mi dim sab jeu mer lun ven gen mag giu lug ott nov dic may march second date center central universal real pound won mark day dinar'.split(' ')) all.delete(word);
  return all;
}
