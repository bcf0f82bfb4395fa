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
/** Where one of these is needed after all, and nothing else on that line. */
const ALLOWED: Record<string, RegExp> = {
  'pick.ts': /^ {2}const author = .*said\(mail, 'href'\)/,
};
/** Who may open text of a page, to turn it into words, tags, times, ids, or the agent's own pick. */
const OPENERS = ['publish.ts', 'tags.ts', 'times.ts', 'pick.ts'];
/** All that is listened to. No keys, no input, no clipboard, no drag and drop, no composition. */
const EVENTS = new Set(
  'pointerdown focusin click auxclick dblclick contextmenu change submit pagehide pageshow currententrychange visibilitychange DOMContentLoaded prerenderingchange pointermove pointerup mousedown mouseup'.split(
    ' ',
  ),
);

function faults(file: string, source: string): string[] {
  const found: string[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (/^\s*(?:\/\/|\/?\*)/.test(line)) continue;
    const say = (what: string) => found.push(`${file}:${index + 1} ${what}: ${line.trim()}`);
    if (file !== 'read.ts' && READS.test(line) && !ALLOWED[file]?.test(line)) say('reads text of the page');
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
  for (const [, types] of source.matchAll(/\blisten(?:Within)?\(\s*[\w.]+,\s*(?:'([^']*)'|(?=BLOCKED))/g)) {
    for (const type of types?.split(' ') ?? []) if (!EVENTS.has(type)) found.push(`${file} listens to ${type}`);
  }
  for (const [, types] of source.matchAll(/const BLOCKED = '([^']*)'/g)) {
    for (const type of types?.split(' ') ?? []) if (!EVENTS.has(type)) found.push(`${file} listens to ${type}`);
  }
  return found;
}

const sources = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name): [string, string] => [name, readFileSync(path.join(FOLDER, name), 'utf8')]);

test('one file reads text of the page, and nothing listens to typing', () => {
  assert.ok(sources.length > 15);
  assert.deepEqual(
    sources.flatMap(([name, source]) => faults(name, source)),
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
    ['navigate.ts', "const shown = document.visibilityState === 'visible';"],
  ];
  for (const [name, source] of planted) assert.equal(faults(name, source).length > 0, true, `${name}: ${source}`);
});
