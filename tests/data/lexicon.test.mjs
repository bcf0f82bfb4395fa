// What lexicon/README.md promises, held against the lists.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../lexicon/', import.meta.url);
const load = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const classes = [
  ...readFileSync(new URL('README.md', folder), 'utf8').matchAll(
    /^\| `((?:verb|noun|state|label|list)\.[a-z_]+)` \|/gm,
  ),
].map(([, name]) => name);

/** Never listed: they would say something about a person where they stand in data. */
const unwanted = [
  ...'january february march april june july august september october november december'.split(' '),
  ...'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag'.split(' '),
  ...'januar februar märz mai juni juli oktober dezember freitag samstag sonntag'.split(' '),
  ...'john jane smith anna peter müller schmidt mary james michael thomas'.split(' '),
  ...'sick pregnant religion salary disciplinary union krank schwanger gehalt gewerkschaft kündigung'.split(' '),
  ...'janvier février avril juin juillet août enero febrero abril junio agosto janeiro março junho gennaio'.split(' '),
  ...'marzo maggio giugno luglio januari maart mei augustus lundi mardi lunes martes segunda lunedì maandag'.split(' '),
  ...'marie pierre jean martin dupont maría josé garcía fernández joão silva santos giuseppe rossi jan'.split(' '),
  ...'jansen vries 田中 佐藤 鈴木 高橋 太郎 花子 さくら 月曜日 一月'.split(' '),
  ...'malade enceinte syndicat salaire enfermo embarazada sindicato salario doente grávida salário malato'.split(' '),
  ...'stipendio ziek zwanger salaris ontslag 病気 妊娠 給与 組合 宗教'.split(' '),
];

/** Of these, what calendars say: on no core list, as those show anywhere, but on reading lists. */
const calendar = [
  ...unwanted.slice(0, unwanted.indexOf('john')),
  ...'janvier février avril juin juillet août enero febrero abril junio agosto janeiro março junho gennaio'.split(' '),
  ...'marzo maggio giugno luglio januari maart mei augustus lundi mardi lunes martes segunda lunedì maandag'.split(' '),
  ...'月曜日 一月'.split(' '),
];

/** Months that are given names too. */
const monthsOfPeople = 'april june august mai abril'.split(' ');

/** Family names and places that are compounds, as words of interfaces are. */
const familyNames = [
  ...'bergmann neumann zimmermann steinbach hofmann kaufmann baumgarten rosenberg schönfeld neuhaus althaus'.split(' '),
  ...'mühlhausen lindemann wasserfall sommerfeld winterhalter kirchhoff steinmeier schumacher waldhof grünwald'.split(
    ' ',
  ),
  ...'feldkamp rosenthal weingartner kellermann buchholz eisenhauer morgenstern sonnenschein goldschmidt'.split(' '),
  ...'rothschild vandenberg hoogeveen zonneveld nieuwenhuis groenewoud oosterhuis bloemendaal middelkoop'.split(' '),
  ...'veldkamp waterman timmerman sommerville wintersberger'.split(' '),
];

/** Names of people that are listed because interfaces need the word. */
const names = 'grant mark nouveau droit nuevo alta nova corso posta gast'.split(' ');

/** What holds sentences together in one language must mean nothing in the others, since all are matched together. */
const small = [
  ...'the a an and or not no to of in on at by for with is are was as it be'.split(' '),
  ...'der die das den dem des ein eine und oder nicht zu im am auf mit ist war bin wir los als bei'.split(' '),
  ...'le la les un une des du de et ou au aux pour par sur dans sans ne pas plus ce son'.split(' '),
  ...'el los las del al con sin para por se su que es en como más ya'.split(' '),
  ...'os as um uma do da dos das no na em nos nas ao com sem seu mais já'.split(' '),
  ...'il lo gli i di dal della nel nella per che tra non ed al alla come più'.split(' '),
  ...'het een van voor met aan te om op door bij naar uit over niet geen dit deze er'.split(' '),
  ...'を に の は が と で へ も から まで する です'.split(' '),
];

for (const file of files) {
  const lexicon = load(file);
  const words = Object.keys(lexicon.words);
  const listed = new Set(words);

  test(`${file} has the form that the README gives`, () => {
    deepEqual(Object.keys(lexicon), ['language', 'licence', 'source', 'also_names', 'phrases', 'words']);
    equal(`${lexicon.language}.json`, file);
    equal(lexicon.licence, 'Apache-2.0');
    deepEqual(words, [...words].sort(), 'words are sorted, so that a change shows as what it is');
    deepEqual(lexicon.also_names, [...lexicon.also_names].sort());
  });

  test(`${file} lists single words in their normal form, without digits`, () => {
    const bad = words.filter(
      (word) =>
        !/^[\p{Ll}\p{Lo}ー]+(?:[-'][\p{Ll}\p{Lo}]+)*$/u.test(word) ||
        word !== word.normalize('NFKC').toLowerCase() ||
        word.length > 40,
    );
    deepEqual(bad, []);
  });

  test(`${file} lists no single letters but articles, prepositions and particles, and nothing that speaks of a person`, () => {
    deepEqual(
      words.filter((word) => word.length === 1 && !/[aàぁ-ゟ]/.test(word)),
      [],
    );
    deepEqual(
      unwanted.filter((word) => listed.has(word)),
      [],
    );
  });

  test(`${file} uses the classes of the README, in their order`, () => {
    const rank = new Map(classes.map((name, index) => [name, index]));
    for (const [text, own] of [...Object.entries(lexicon.words), ...Object.entries(lexicon.phrases)]) {
      ok(
        own.every((name) => rank.has(name)),
        `${text}: ${own}`,
      );
      const sorted = [...new Set(own)].sort((a, b) => rank.get(a) - rank.get(b));
      deepEqual(own, sorted, text);
    }
  });

  test(`${file} makes phrases and names of listed words`, () => {
    const parts = Object.keys(lexicon.phrases).flatMap((phrase) => phrase.split(' '));
    deepEqual(
      [...parts, ...lexicon.also_names].filter((word) => !listed.has(word)),
      [],
    );
  });

  test(`${file} has no phrase that is longer than five words, the most that are looked at`, () => {
    deepEqual(
      Object.keys(lexicon.phrases).filter((phrase) => phrase.split(' ').length > 5),
      [],
    );
  });

  test(`${file} says of words that are names that they are`, () => {
    deepEqual(
      names.filter((word) => listed.has(word) && !lexicon.also_names.includes(word)),
      [],
    );
  });

  test(`${file} has words for every class`, () => {
    const used = new Set([...Object.values(lexicon.words), ...Object.values(lexicon.phrases)].flat());
    deepEqual(
      classes.filter((name) => !used.has(name)),
      [],
    );
  });
}

test('Japanese words are long enough to be no name, and short enough to be found in a run', () => {
  const words = Object.keys(load('ja.json').words);
  deepEqual(
    words.filter((word) => !/^[ぁ-ゟ]+$/.test(word) && word.length < 2),
    [],
  );
  deepEqual(
    words.filter((word) => word.length > 12),
    [],
  );
});

test('the small words of a language mean nothing in any other', () => {
  const meaning = files.flatMap((file) =>
    Object.entries(load(file).words)
      .filter(([word, own]) => small.includes(word) && own.length > 0)
      .map(([word, own]) => `${file} ${word}: ${own}`),
  );
  deepEqual(meaning, []);
});

test('no phrase says just what its words say without it', () => {
  const union = { words: new Map(), phrases: new Map() };
  for (const file of files) {
    const lexicon = load(file);
    for (const [kind, all] of Object.entries(union)) {
      for (const [text, own] of Object.entries(lexicon[kind]))
        all.set(text, new Set([...(all.get(text) ?? []), ...own]));
    }
  }
  const without = (phrase) => {
    const words = phrase.split(' ');
    const found = new Set();
    for (let at = 0; at < words.length; ) {
      let end = words.length;
      const text = () => words.slice(at, end).join(' ');
      while (end > at + 1 && (text() === phrase || !union.phrases.has(text()))) end--;
      for (const name of (end > at + 1 ? union.phrases : union.words).get(text())) found.add(name);
      at = end;
    }
    return found;
  };
  const idle = [...union.phrases].filter(([phrase, own]) => {
    const others = without(phrase);
    return own.size === others.size && [...own].every((name) => others.has(name));
  });
  deepEqual(
    idle.map(([phrase]) => phrase),
    [],
  );
});

test('words that mean opposite things share no class but the noun', () => {
  const classesOf = new Map();
  for (const file of files) {
    for (const [word, own] of Object.entries(load(file).words)) {
      classesOf.set(word, new Set([...(classesOf.get(word) ?? []), ...own]));
    }
  }
  const opposites = [
    ['verb.approve', 'verb.reject'],
    ['verb.grant', 'verb.revoke'],
    ['verb.add', 'verb.remove'],
    ['verb.enable', 'verb.disable'],
    ['state.approved', 'state.rejected'],
    ['state.success', 'state.failure'],
    ['state.active', 'state.disabled'],
    ['list.assigned', 'list.offered'],
  ];
  const torn = [...classesOf].filter(([, own]) => opposites.some(([one, other]) => own.has(one) && own.has(other)));
  deepEqual(
    torn.map(([word]) => word),
    [],
  );
});

for (const file of readdirSync(new URL('reading/', folder))) {
  const lines = readFileSync(new URL(`reading/${file}`, folder), 'utf8')
    .trimEnd()
    .split('\n');
  const head = lines.filter((line) => line.startsWith('#'));
  const words = lines.filter((line) => !line.startsWith('#')).map((line) => line.split(/[ *]/)[0]);
  const starred = new Set(lines.filter((line) => line.includes('*')).map((line) => line.split('*')[0]));
  /** Words that end compounds stand after a hyphen. */
  const ends = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1));
  const core = new Set(files.flatMap((name) => Object.keys(load(name).words)));

  test(`reading/${file} says what it is, and is sorted`, () => {
    equal(head[0], `# language: ${file.replace('.txt', '')}`);
    equal(head[1], '# licence: Apache-2.0');
    ok(/^# source: /.test(head[2]));
    for (const line of lines.slice(head.length)) ok(/^\S+ \d+$/.test(line), line);
    const sorted = [...words].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    deepEqual(words, [...new Set(sorted)]);
  });

  test(`reading/${file} lists single words in their normal form, none of them a core word or a word of a person`, () => {
    const bad = words.filter(
      (word) =>
        !/^-?[\p{Ll}\p{Lo}\u30fc]+(?:[-'][\p{Ll}\p{Lo}\u30fc]+)*$/u.test(word) ||
        word !== word.normalize('NFKC').toLowerCase() ||
        word.length > 40 ||
        core.has(word) ||
        (unwanted.includes(word) && !calendar.includes(word)),
    );
    deepEqual(bad, []);
  });

  test(`reading/${file} takes a letter, and a month that is a name, for the names of people`, () => {
    const bare = words.filter((word) => (word.length === 1 || monthsOfPeople.includes(word)) && !starred.has(word));
    deepEqual(bare, []);
  });

  test(`reading/${file} ends no compound with what ends a family name`, () => {
    const compounds = ['de.txt', 'nl.txt'].includes(file);
    equal(ends.length > 0, compounds, 'only German and Dutch are cut so');
    const listed = new Set([...words, ...core]);
    deepEqual(
      ends.filter((end) => end.length < 4 || !listed.has(end) || starred.has(end)),
      [],
    );
    deepEqual(
      familyNames.filter((name) => ends.some((end) => name.endsWith(end))),
      [],
    );
  });
}
