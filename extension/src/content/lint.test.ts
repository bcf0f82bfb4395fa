/**
 * Holds the promise that one file alone reads text of a page, and that nothing listens to typing: over the sources, so
 * that a new line cannot break it unseen.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

const FOLDER = path.resolve('extension/src/content');

/** Properties and functions that give text of a page, or what a person typed. */
const READS =
  /(?<!\.)\.(?:value|innerText|outerText|textContent|innerHTML|outerHTML|title|data|key|code|clipboardData|dataTransfer|files|search|hash|href|pathname|referrer|nodeValue|wholeText|defaultValue|selectionStart|cookie)\b|\bgetSelection\b|\bexecCommand\b|\binsertAdjacent|\bgetComputedStyle\b|\binnerText\b|\b(?:prop|said|attr|has)\([^()]*,\s*'(?:value|textContent|innerText|innerHTML|outerHTML|title|data|href|nodeValue|files|defaultValue)'/;
/** The same in other ways: taken apart, by a name in brackets, by way of the safe functions, or all of the page at once. */
const TEXT =
  'value|innerText|outerText|textContent|innerHTML|outerHTML|title|data|href|files|search|hash|nodeValue|wholeText|defaultValue|valueAsNumber|valueAsDate|placeholder|alt|content|label|text|aria-label|aria-description|aria-placeholder|aria-valuetext|aria-roledescription';
const AROUND = new RegExp(
  `\\{[^{}]*\\b(?:${TEXT})\\b[^{}]*\\}\\s*=(?![=>])|[\\w\\])]\\[\\s*['"\`](?:${TEXT})['"\`]|\\b(?:attr|prop|getter)\\(.*,\\s*'(?:${TEXT})'|\\bReflect\\b|\\bXMLSerializer\\b|\\bcaretPositionFromPoint\\b`,
);
/** A call of a safe function, and the name that it looks up. */
const LOOKUP = /\b(?:attr|prop|getter)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
/** Where one of these is needed after all, and nothing else on that line. */
const ALLOWED: Record<string, RegExp> = {
  'entries.ts': /^ {2}const author = .*said\(mail, 'href'\)/,
  // An adapter reads which ticket the address names, and what its system asks for along with a file.
  'attach/jira.ts': /location\.(?:search|pathname)|attr\(said, 'content'\)|\$\{this\.key\}/,
  'attach/servicenow.ts': /location\.pathname|'X-UserToken': attr\(field, 'value'\)/,
  'attach/request-tracker.ts': /location\.pathname/,
  'attach/zendesk.ts': /location\.pathname/,
  'attach/main.ts': /ticketHere\(\) \?\? location\.href|error\.code/,
  // Files that the agent chose before stay beside the one that is added.
  'attach/page.ts': /\bfield\.files\b/,
  'safe.ts': /^ {2}return Reflect\.get\(Object\.getPrototypeOf\(of\), key, of\);$/,
  'outcomes.ts': /prop\(record, kind\)/,
  'gestures.ts': /attr\(submitter \?\? form, submitter \? 'formmethod' : 'method'\)/,
};
/** Who may open text of a page, to turn it into words, tags, times, ids, or the agent's own pick. */
const OPENERS = ['publish.ts', 'tags.ts', 'record.ts', 'times.ts', 'pick.ts'];
/** All that is listened to. No keys, no input, no clipboard, no drag and drop, no composition. */
const EVENTS = new Set(
  'pointerdown focusin click auxclick dblclick contextmenu change submit pagehide pageshow currententrychange visibilitychange DOMContentLoaded prerenderingchange pointermove pointerup mousedown mouseup invalid'.split(
    ' ',
  ),
);

function faults(file: string, source: string): string[] {
  const found: string[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (/^\s*(?:\/\/|\/?\*)/.test(line)) continue;
    const say = (what: string) => found.push(`${file}:${index + 1} ${what}: ${line.trim()}`);
    if (file !== 'read.ts' && READS.test(line) && !ALLOWED[file]?.test(line)) say('reads text of the page');
    if (file !== 'read.ts' && AROUND.test(line) && !ALLOWED[file]?.test(line)) say('reads text of the page');
    for (const [, given] of file === 'read.ts' ? [] : line.matchAll(LOOKUP))
      if (!/,\s*'[\w-]+'$/.test(given ?? '') && !ALLOWED[file]?.test(line))
        say('looks up a name that is not written here');
    if (/import \* as \w+ from '[./]*(?:content\/)?read'/.test(line)) say('opens text of the page');
    if (/\baddEventListener\b/.test(line) && !(file === 'safe.ts' || /signal\.addEventListener\('abort'/.test(line)))
      say('listens outside of the wrapper');
    if (/\bon(?:click|key\w*|input|change|paste|copy|cut|drop|message)\s*=/.test(line))
      say('listens outside of the wrapper');
    if (/\bdocument\.\w/.test(line)) say('asks the document for what the page may have put there');
    if (/\bpostMessage\b/.test(line)) say('talks to the page');
    if (/\bconsole\b/.test(line)) say('logs');
  }
  if (file !== 'read.ts' && !OPENERS.includes(file) && /import \{[^}]*\braw\b[^}]*\} from '\.\/read'/s.test(source)) {
    found.push(`${file} opens text of the page`);
  }
  for (const [, given = ''] of source.matchAll(
    /(?<!function )\blisten\(\s*(?:[^(),]|\([^()]*\))+,\s*('[^']*'|[^\s,]+)/g,
  )) {
    if (given === 'BLOCKED') continue;
    const types = /^'(.*)'$/.exec(given)?.[1];
    for (const type of types?.split(' ') ?? [given]) if (!EVENTS.has(type)) found.push(`${file} listens to ${type}`);
  }
  for (const [, types] of source.matchAll(/const BLOCKED = '([^']*)'/g)) {
    for (const type of types?.split(' ') ?? []) if (!EVENTS.has(type)) found.push(`${file} listens to ${type}`);
  }
  return found;
}

const sourcesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name): [string, string] => [name, readFileSync(path.join(folder, name), 'utf8')]);
const sources = sourcesIn(FOLDER);

test('one file reads text of the page, and nothing listens to typing', () => {
  assert.ok(sources.length > 15);
  assert.deepEqual(
    sources.flatMap(([name, source]) => faults(name, source)),
    [],
  );
});

test('what is put into a page on a click alone reads no more than it says', () => {
  const attach = sourcesIn(path.resolve('extension/src/attach')).map(([name, source]): [string, string] => [
    `attach/${name}`,
    source,
  ]);
  const probe = ['worker/probe.ts', 'worker/kinds.ts'].map((name): [string, string] => [
    name,
    readFileSync(path.resolve('extension/src', name), 'utf8'),
  ]);
  const all = [...attach, ...probe];
  assert.ok(all.length > 7);
  assert.deepEqual(
    all.flatMap(([name, source]) => faults(name, source)),
    [],
  );
});

test('planted leaks are found', () => {
  const planted: [string, string][] = [
    ['gestures.ts', 'const typed = input.value;'],
    ['gestures.ts', "const typed = prop(input, 'value');"],
    ['gestures.ts', "listen(window, 'click keydown', signal, (event) => onKey(event));"],
    ['gestures.ts', "listen(window, 'paste', signal, take);"],
    ['gestures.ts', "window.addEventListener('click', take);"],
    ['observe.ts', 'const name = document.title;'],
    ['observe.ts', 'const name = element.textContent;'],
    ['observe.ts', "import { raw, shown } from './read';"],
    ['navigate.ts', 'write({ route: location.href });'],
    ['navigate.ts', 'write({ route: location.pathname });'],
    ['name.ts', "const text = said(element, 'value');"],
    ['journal.ts', 'console.log(record);'],
    ['journal.ts', "window.postMessage(record, '*');"],
    ['main.ts', "listen(window, 'message', always, take);"],
    ['gestures.ts', 'const { textContent } = element;'],
    ['gestures.ts', 'const { value } = input;'],
    ['gestures.ts', "const name = attr(element, 'aria-label');"],
    ['gestures.ts', "const name = attr(above(element) ?? element, 'placeholder');"],
    ['gestures.ts', "const typed = element['value'];"],
    ['gestures.ts', "const typed = Reflect.get(element, 'value');"],
    ['gestures.ts', "const textOf = getter(() => Node, 'textContent');"],
    ['gestures.ts', 'const typed = prop(input, name);'],
    ['gestures.ts', 'const all = new XMLSerializer().serializeToString(element);'],
    ['gestures.ts', 'listen(within, TYPES, signal, onKey);'],
    ['gestures.ts', "listen(root as Node, 'keydown', signal, onKey);"],
    ['gestures.ts', "import * as read from './read';"],
    ['navigate.ts', "const shown = document.visibilityState === 'visible';"],
  ];
  for (const [name, source] of planted) assert.equal(faults(name, source).length > 0, true, `${name}: ${source}`);
});
