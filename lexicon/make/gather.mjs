// Counts in how many products a word stands, and writes which may be read, the most used first, for `cargo xtask lexicon`,
// which takes as many as fit.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { download, LANGUAGES, messages, plain, unpack } from './catalogues.mjs';
import { choose } from './choose.mjs';
import { people } from './names.mjs';
import { stretches } from './stretches.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const root = path.join(here, '../..');
const work = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'catalogues');
const sources = JSON.parse(readFileSync(path.join(here, 'sources.json'), 'utf8'));

const WORD = /^[\p{Ll}\p{Lo}\u30fc]+(?:[-'][\p{Ll}\p{Lo}\u30fc]+)*$/u;
const ELIDED = /^(?:[cdjlmnst]|qu|un|(?:[ads]|de|ne|su|qua)ll)'/i;

/** Packages of one product count once. */
function productOf(name) {
  for (const [start, product] of Object.entries(sources.one)) if (name.startsWith(start)) return product;
  return name;
}

/** The pieces of a message that may be words, as publish.ts cuts them; `low` says that it stands in lower case. */
function* pieces(text, language) {
  const whole = text
    .normalize('NFKC')
    .replaceAll('\u00ad', '')
    .replaceAll('\u2019', "'")
    .replace(/[\u2010\u2011]/g, '-');
  for (const [piece] of whole.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-'_.@\\][\p{L}\p{M}\p{N}]+)*/gu)) {
    if (/[\p{N}_.@\\]/u.test(piece)) continue;
    if (language === 'ja' && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(piece)) {
      yield* stretches(piece);
      continue;
    }
    // What was elided is cut off, as publish.ts does.
    const rest = piece.replace(ELIDED, '');
    yield rest;
    if (rest === piece && /[-']/.test(piece)) yield* piece.split(/[-']/);
  }
}

/** language -> word -> [products, products where it stands in lower case, products where all of it is capitals, messages] */
const counts = Object.fromEntries(LANGUAGES.map((language) => [language, new Map()]));
const products = Object.fromEntries(LANGUAGES.map((language) => [language, new Set()]));

const kept = path.join(work, 'counts.json');
if (process.argv.includes('--counted') && existsSync(kept)) {
  const before = JSON.parse(readFileSync(kept, 'utf8'));
  for (const language of LANGUAGES) {
    counts[language] = new Map(before.counts[language]);
    products[language] = new Set(before.products[language]);
  }
} else {
  count();
  const lists = (all) => Object.fromEntries(LANGUAGES.map((language) => [language, [...all[language]]]));
  writeFileSync(kept, JSON.stringify({ counts: lists(counts), products: lists(products) }));
}

/** Reads every catalogue. */
function count() {
const found = new Map();
for (const registry of ['debian', 'pypi', 'npm']) {
  for (const name of sources[registry]) {
    let archives = [];
    try {
      archives = download(registry, name, path.join(work, registry, name.replaceAll('/', '+')));
    } catch {
      console.log(`  ${name} is not to be had and left out`);
    }
    for (const [n, archive] of archives.entries()) {
      const folder = path.join(work, 'unpacked', `${registry}-${name.replaceAll('/', '+')}-${n}`);
      unpack(archive, folder);
      const product = productOf(name);
      found.set(product, [...(found.get(product) ?? []), folder]);
    }
  }
}
for (const [product, folders] of found) {
  const seen = Object.fromEntries(LANGUAGES.map((language) => [language, new Map()]));
  const read = new Set();
  for (const folder of folders) {
    for (const [language, message] of messages(folder)) {
      if (message.length > 2000) continue;
      const key = language + message;
      if (read.has(key)) continue;
      read.add(key);
      const text = plain(message);
      for (const piece of pieces(text, language)) {
        const word = piece.toLowerCase();
        if (word.length > 30 || !WORD.test(word)) continue;
        let own = seen[language].get(word);
        if (!own) seen[language].set(word, (own = [0, 0, 0, 0]));
        own[0] = 1;
        if (piece === word) own[1] = 1;
        else if (piece.length > 1 && piece === piece.toUpperCase()) own[2] = 1;
        own[3]++;
      }
    }
  }
  for (const language of LANGUAGES) {
    if (seen[language].size < 20) continue;
    products[language].add(product);
    for (const [word, own] of seen[language]) {
      const all = counts[language].get(word);
      if (!all) counts[language].set(word, own);
      else for (let n = 0; n < 4; n++) all[n] += own[n];
    }
  }
}
}

const archives = sources.names.flatMap((name) => download('pypi', name, path.join(work, 'names', name)));
const refused = readFileSync(path.join(here, 'refused.txt'), 'utf8');
const chosen = choose(counts, people(archives, path.join(work, 'names-unpacked')), refused, root);
const out = path.join(work, 'candidates');
mkdirSync(out, { recursive: true });
for (const language of LANGUAGES) {
  const { words, names } = chosen[language];
  const lines = words.map(([word, n]) => `${word}${names.has(word) ? '*' : ''} ${n}\n`);
  writeFileSync(path.join(out, `${language}.txt`), lines.join(''));
  writeFileSync(path.join(out, `${language}.products`), `${products[language].size}\n`);
  console.log(`  ${language}: ${words.length} words in two or more of ${products[language].size} products, ${names.size} also names`);
}
