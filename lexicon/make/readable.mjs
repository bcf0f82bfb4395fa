// How much of the labels of unseen products can be read. The lists are those that `cargo xtask eval --labels` packed, the
// matcher is the page side's own.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { download, LANGUAGES, messages, plain, unpack } from './catalogues.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const root = path.join(here, '../..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const { held, own: ownNames } = JSON.parse(readFileSync(path.join(here, 'sources.json'), 'utf8'));
const lists = JSON.parse(readFileSync(path.join(target, 'labels/lists.json'), 'utf8'));

// The core words first, then the matcher, as a page gets them.
new Function(readFileSync(path.join(root, 'extension/build/lexicon.js'), 'utf8'))();
const { publishName, publish } = await import(path.join(target, 'labels/publish.mjs'));

const MOST_WORDS = 5;
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** The words of a label: what a person would count. */
function wordsOf(label, language) {
  if (language !== 'ja') return label.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return [...segmenter.segment(label)].filter(({ isWordLike, segment }) => isWordLike && /\p{L}/u.test(segment)).map(({ segment }) => segment);
}

/** An expression, a form of dates, or an example of data such as a path or a login: no label, and to be masked. */
const DATA = /\(\?:|^\S*\p{L}[=\\,;@]\S*\p{L}\S*$|^\\\\|^\/\S+$|^(?=.*(?:MM|mm|YY|yy|DD|dd|HH))[DMYHhmsAaLTdyj\s:.,/'[\]-]+$/u;

/** A particle of Japanese between what stands for data is one mark with it. */
const PARTICLE = /(?<=^\s*|%\s*)\p{Script=Hiragana}{1,2}(?=\s*%|\s*$)/gu;

/** The names of a product itself stand for nothing that is said in it: whoever records it has named the system. */
const withoutOwn = (label, name) => {
  const all = (ownNames[name] ?? []).map((own) => own.replaceAll(' ', '\\s+')).join('|');
  return all ? label.replace(new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${all})(?![\\p{L}\\p{N}_-])`, 'giu'), ' ') : label;
};

const labels = Object.fromEntries(LANGUAGES.map((language) => [language, new Map()]));
for (const [registry, names] of Object.entries(held)) {
  for (const name of names) {
    const archives = download(registry, name, path.join(target, 'catalogues/held', name));
    for (const [n, archive] of archives.entries()) {
      const folder = path.join(target, 'catalogues/unpacked', `held-${name}-${n}`);
      unpack(archive, folder);
      for (const [language, message, file] of messages(folder)) {
        // TinyMCE, which Roundcube brings along, has fed the lists. The cities of a list of time zones are what is chosen.
        if (/tinymce|timezones/.test(file) || DATA.test(message)) continue;
        const label = withoutOwn(plain(message), name).replace(PARTICLE, ' ').replaceAll('%', ' ').replace(/\s+/g, ' ').trim();
        const words = wordsOf(label, language);
        if (words.length === 0 || words.length > MOST_WORDS || label.length > 80) continue;
        const own = labels[language];
        if (!own.has(name)) own.set(name, new Map());
        own.get(name).set(label, words);
      }
    }
  }
}

/** Words and whole labels that can be read, and the words that cannot. */
function measure(own, read) {
  const sum = { words: 0, readable: 0, labels: 0, whole: 0 };
  const missing = new Map();
  const failing = [];
  for (const [label, words] of own) {
    const published = read(label);
    sum.labels++;
    // A label of numbers and signs alone says nothing to be masked.
    if (!published.includes(null) || words.every((word) => read(word).length === 0)) sum.whole++;
    else failing.push([label, words.filter((word) => read(word).includes(null))]);
    for (const word of words) {
      sum.words++;
      if (read(word).includes(null)) missing.set(word, (missing.get(word) ?? 0) + 1);
      else sum.readable++;
    }
  }
  return { ...sum, missing, failing };
}

const percent = (part, all) => (all ? `${((100 * part) / all).toFixed(1)} %` : '-').padStart(7);
const missed = {};
const failing = {};
for (const language of LANGUAGES) {
  console.log(`\n${language}: ${[...labels[language]].map(([name, own]) => `${name} ${own.size}`).join(', ')} labels`);
  for (const list of lists.filter((each) => each.language === language)) {
    globalThis.ledgeriumWords = {};
    publishName('');
    if (list.words > 0) globalThis.ledgeriumWords[`${language}-${list.name}`] = list.text;
    const read = list.words > 0 ? publishName : publish;
    const all = new Map([...labels[language]].flatMap(([name, own]) => [...own].map(([label, words]) => [`${label}`, words])));
    const sum = measure(all, read);
    missed[language] = sum.missing;
    failing[language] = sum.failing;
    const size = list.words > 0 ? Buffer.byteLength(list.text) : 0;
    console.log(
      `  ${list.name.padEnd(16)} ${String(list.words).padStart(6)} words ${String(size).padStart(7)} bytes   words ${percent(sum.readable, sum.words)}   whole labels ${percent(sum.whole, sum.labels)}`,
    );
    if (list.name !== 'core alone' && list.name !== 'published') continue;
    for (const [name, own] of labels[language]) {
      const one = measure(own, read);
      console.log(`      ${name.padEnd(44)} words ${percent(one.readable, one.words)}   whole labels ${percent(one.whole, one.labels)}`);
    }
  }
}
// What fails with the published list, to look at.
writeFileSync(path.join(target, 'labels/failing.json'), JSON.stringify(failing, undefined, 1));
if (process.argv.includes('--missing')) {
  for (const [language, words] of Object.entries(missed))
    console.log(`\n${language}: ${[...words].sort(([, a], [, b]) => b - a).slice(0, 400).map(([word, n]) => `${word} ${n}`).join(', ')}`);
}
