// Interface catalogues out of packages: which product says what in which language. Nothing of them is kept but counts.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

export const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt'];

/** What a catalogue may be called; nothing else is unpacked. */
const MEMBERS = [
  '*.mo',
  '*.po',
  '*.ftl',
  '*.xpi',
  '*/[lL]ocale*',
  '*/locali[sz]ation*',
  '*/[lL]ang*',
  '*/i18n*',
  '*/l10n*',
  '*/translations*',
  '*/[lL]exicon*',
  '*/phrases*',
];

/** Downloads a package with the client of its registry into a folder, once. */
export function download(registry, name, folder) {
  const kept = readdirSync(mkdirp(folder));
  if (kept.length > 0) return kept.map((file) => path.join(folder, file));
  const clients = {
    debian: ['apt-get', 'download', '-qq', name],
    pypi: ['pip', 'download', '-q', '--no-deps', '--no-build-isolation', '-d', '.', name],
    npm: ['npm', 'pack', '--silent', name],
  };
  const [client, ...args] = clients[registry];
  execFileSync(client, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return readdirSync(folder).map((file) => path.join(folder, file));
}

/** Unpacks what may be a catalogue, once. */
export function unpack(archive, folder) {
  if (existsSync(folder)) return;
  const part = mkdirp(`${folder}.part`);
  const wild = MEMBERS.map((each) => `'${each}'`).join(' ');
  const tar = `tar -x -C '${part}' --no-same-owner --wildcards ${wild}`;
  const how = /\.deb$/.test(archive)
    ? `dpkg-deb --fsys-tarfile '${archive}' | ${tar}`
    : /\.(?:whl|zip|xpi)$/.test(archive)
      ? `unzip -qqo '${archive}' ${wild} -d '${part}'`
      : `${tar} -f '${archive}'`;
  // Patterns that match nothing are an error to both tools, and none here.
  execFileSync('bash', ['-c', `(${how}) 2>/dev/null; exit 0`]);
  for (const file of walk(part))
    if (file.endsWith('.xpi')) execFileSync('bash', ['-c', `unzip -qqo '${file}' -d '${file}.d' 2>/dev/null; exit 0`]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
}

function mkdirp(folder) {
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(at);
    else if (entry.isFile()) yield at;
  }
}

/** Messages that name the people who translated a product. */
const CREDITS = /translator|translated by|contributor|your (?:names|emails)|(?:name|email) of translators|credits|copyright/i;
const ADDRESS = /@\w|:\/\/|Launchpad/;

const TAG = /(?:^|[/._-])(de|en|es|fr|it|ja|nl|pt)(?:[_-](?:[A-Za-z]{2}|[0-9]{3}|informal|formal))?(?=[/._-])/g;

/** The language that a path names, looked for from its end. */
export function languageOf(file) {
  const found = [...file.matchAll(TAG)].at(-1)?.[1];
  if (found) return found;
  if (/\.pot$|[/]en(?:glish)?[/.]/i.test(file)) return 'en';
  return undefined;
}

/** Every message below a folder, as [language, text, file]. A gettext catalogue also says what it translates, in English. */
export function* messages(folder) {
  for (const file of walk(folder)) {
    const at = file.slice(folder.length);
    const language = languageOf(at);
    const ending = path.extname(file);
    if (ending === '.mo' || ending === '.po' || ending === '.pot') {
      if (!language && ending !== '.pot') continue;
      for (const [id, text] of ending === '.mo' ? mo(readFileSync(file)) : po(textOf(readFileSync(file)))) {
        if (CREDITS.test(id) || ADDRESS.test(text)) continue;
        // Some products name their messages by keys.
        if (/\s|^[A-Z]?[a-z]+$/.test(id)) yield ['en', id, at];
        if (language && text) yield [language, text, at];
      }
    } else if (language) {
      const parser = PARSERS[ending];
      if (parser) for (const text of parser(textOf(readFileSync(file)))) if (!ADDRESS.test(text)) yield [language, text, at];
    }
  }
}

/** Older catalogues are in Latin-1. */
function textOf(bytes) {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** GNU gettext's binary form. */
function* mo(bytes) {
  if (bytes.length < 28) return;
  const little = bytes.readUInt32LE(0) === 0x950412de;
  const at = (offset) => (little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
  const [count, ids, texts] = [at(8), at(12), at(16)];
  const text = (table, n) => textOf(bytes.subarray(at(table + 8 * n + 4), at(table + 8 * n + 4) + at(table + 8 * n)));
  for (let n = 0; n < count; n++) {
    const id = text(ids, n).split('\u0004').at(-1).split('\0');
    if (id[0] === '') continue;
    const forms = text(texts, n).split('\0');
    for (let k = 0; k < Math.max(id.length, forms.length); k++) yield [id[k] ?? '', forms[k] ?? ''];
  }
}

/** Its text form. */
function* po(text) {
  for (const block of text.split(/\n\s*\n/)) {
    if (/^#,.*fuzzy/m.test(block) || /^#~/m.test(block)) continue;
    const parts = [...block.matchAll(/^(msgid|msgid_plural|msgstr(?:\[\d\])?)\s+((?:"(?:[^"\\]|\\.)*"\s*)+)/gm)];
    const of = (name) => parts.filter(([, key]) => key.startsWith(name)).map(([, , value]) => quoted(value));
    const [id, ...plural] = of('msgid');
    if (!id) continue;
    const forms = of('msgstr');
    yield [id, forms[0] ?? ''];
    for (const [k, one] of plural.entries()) yield [one, forms[k + 1] ?? ''];
  }
}

const quoted = (value) =>
  [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map(([, inner]) => inner.replace(/\\n/g, '\n').replace(/\\t/g, ' ').replace(/\\(.)/g, '$1'))
    .join('');

function* values(json) {
  if (typeof json === 'string') yield json;
  else if (json && typeof json === 'object') for (const each of Object.values(json)) yield* values(each);
}

const literals = (text) =>
  [...text.matchAll(/(?:=>|[:=])\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`\\]*)`)/g)].map(
    ([, double, single, back]) => (double ?? single ?? back).replace(/\\n/g, '\n').replace(/\\(?:u([\da-f]{4})|x([\da-f]{2}))/gi, (_, four, two) =>
        String.fromCharCode(Number.parseInt(four ?? two, 16)),
      ).replace(/\\(.)/g, '$1'),
  );

const PARSERS = {
  '.json': (text) => {
    try {
      return [...values(JSON.parse(text.replace(/^\ufeff/, '')))];
    } catch {
      return [];
    }
  },
  '.yml': (text) => [...text.matchAll(/^\s*[\w."'-]+:\s+(["']?)(\S.*?)\1\s*$/gm)].map(([, , value]) => value),
  '.properties': (text) =>
    [...text.matchAll(/^[^#!=\s][^=]*=\s*(.*)$/gm)].map(([, value]) =>
      value.replace(/\\u([0-9a-fA-F]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    ),
  '.ftl': (text) =>
    [...text.matchAll(/^(?:[\w-]+|\s+\.[\w-]+) =[ ]*(.*(?:\n[ ]{4,}[^.\s].*)*)/gm)].map(([, value]) => value),
  '.dtd': (text) => [...text.matchAll(/<!ENTITY\s+\S+\s+"([^"]*)"/g)].map(([, value]) => value),
  '.php': literals,
  '.inc': literals,
  '.pm': literals,
  '.js': literals,
  '.mjs': literals,
  '.cjs': literals,
  '.yaml': (text) => PARSERS['.yml'](text),
};

const ACCENTS = { acute: '\u0301', grave: '\u0300', circ: '\u0302', uml: '\u0308', tilde: '\u0303', cedil: '\u0327', ring: '\u030a', caron: '\u030c' };

/** What stands for a placeholder while a message is made plain. */
const PLACE = '\ue000';

/** A message as a person sees it: without placeholders, marks for keys, tags and addresses. A placeholder is `%`. */
export function plain(message) {
  return message
    // Which of several forms, by a number: "{1}a year|]1,Inf[:count years".
    .replace(/[[\]{]\d+(?:,\s*(?:\d+|inf|\*))?[[\]}]/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&([a-zA-Z])(acute|grave|circ|uml|tilde|cedil|ring|caron);/g, (_, letter, accent) =>
      (letter + ACCENTS[accent]).normalize('NFC'),
    )
    .replace(/&szlig;/g, 'ß')
    .replace(/%\w+\((?:[^()]|\([^()]*\))*\)|%\d+(?![$\d])/g, PLACE)
    .replace(/&(?:nbsp|#160);/gi, ' ')
    .replace(/&(?:amp|#38);/gi, '&')
    .replace(/&(?:#39|#x27|apos|rsquo);/gi, "'")
    .replace(/&(?:lt|gt|quot|hellip|mdash|ndash|laquo|raquo|#\d+|#x[\da-f]+);/gi, ' ')
    .replace(/\{\{.*?\}\}|\$\{[^}]*\}|\{[^{}]*\}|%\([^)]*\)[-+#0 ]?\d*(?:\.\d+)?[a-z]?|%\{[^}]*\}|#\{[^}]*\}|\[_\d\]|\[quant,_\d+|\[\w+,_\d[^\]]*\]|%%|%\d*\$?[-+#0 ]*\d*(?:\.\d+)?l{0,2}[a-zA-Z]\b|\$\w+|:[a-z_]+\b|__\w+__|@\w+@?/g, PLACE)
    // What is joined to a placeholder is one piece with it (publish.ts), and a sign of number before it says nothing.
    .replace(/(?:\bn[°º]\s*|[\p{Script=Latin}\p{N}'’_.@\\-]*)\ue000+['’_.@\\-]?[\p{Script=Latin}\p{N}]*/gu, ' % ')
    .replace(/\b(?:https?|ldaps?|ftp|file):\S*/gi, ' % ')
    .replace(/[\w.+-]+@[\w.-]+\.\w+/g, ' % ')
    .replace(/(?<=^|[\s\p{L}])[&_~](?=\p{L})/gu, '')
    .replace(/\((?:[&_])?\p{Lu}\)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
