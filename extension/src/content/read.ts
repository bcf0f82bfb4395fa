/**
 * The one file that reads text of a page. It hands text out as `PageText`, which nothing but `raw` opens; who may call
 * `raw` is on a list that a test holds (lint.test.ts). What a person typed is never read here: no value of a field, no
 * content of an editable part, no selection, no clipboard.
 */
import { attr, closest, firstOf, getter, has, matches, nextOf, prop, tag } from './safe';

declare const sealed: unique symbol;

/** Text of a page, not yet published. It is no string, so that it cannot be written down by mistake. */
export interface PageText {
  readonly [sealed]: true;
}

const hold = (text: string): PageText => text as unknown as PageText;

/** Opens the text, for the few files that turn it into words, tags, times and ids. */
export const raw = (text: PageText): string => text as unknown as string;

/** No text. */
export const NOTHING = hold('');

/** Whether there is nothing to read in it. */
export const blank = (text: PageText): boolean => !/\S/.test(raw(text));

/** Whether two texts are the same. */
export const same = (one: PageText, other: PageText): boolean => one === other;

/** Several texts as one. */
export const join = (texts: PageText[]): PageText => hold(texts.map(raw).join(' '));

/** The part of the text that the first group of the pattern matches; nothing where it does not match or parse. */
export function cut(text: PageText, pattern: string | undefined): PageText {
  return pattern ? hold(expression(pattern)?.exec(raw(text).slice(0, 512))?.[1] ?? '') : text;
}

const EDITABLE = 'textarea,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=searchbox]';
/** Parts of a text that are not read: what a person writes, and what a list offers. */
const UNREAD = `${EDITABLE},[role=listbox],[role=menu]`;
/** Elements whose content is no text of the page, or is what a person put in. */
const SKIPPED = new Set(
  'script style noscript template textarea select datalist iframe object embed canvas audio video input head'.split(
    ' ',
  ),
);
/** Elements that only change the look of letters: "<u>S</u>ave" is one word. */
const FORMATS = new Set('b u i em strong mark font sub sup small'.split(' '));

/** Classes of explanations that stand inside of labels. */
const HELP = /(?:^|[\s_-])(?:help|hint|tooltip)/i;

const dataOf = getter(() => CharacterData, 'data');

const MAX_CHARS = 2000;
const MAX_NODES = 400;

/** Whether a person writes here, or somewhere around it. */
export function editable(element: Element): boolean {
  if (prop(document, 'designMode') === 'on') return true;
  for (let at: Element | null = element; at; ) {
    if (closest(at, EDITABLE)) return true;
    const root: Node = prop(at, 'getRootNode').call(at);
    at = root instanceof ShadowRoot ? prop(root, 'host') : null;
  }
  return false;
}

/** The text of an element as its name would be read out: with labels and alternatives, without hidden parts. */
export const spoken = (element: Element): PageText => contents(element, true);

/** The text of an element as it stands there. */
export const shown = (element: Element): PageText => contents(element, false);

/** The element's own text, without that of elements in it. */
export const own = (element: Element): PageText => contents(element, false, true);

/** The same with its lines apart, as `br` and `pre` make them. */
export const lines = (element: Element): PageText => contents(element, false, false, true);

function contents(element: Element, naming: boolean, onlyOwn = false, apart = false): PageText {
  if (element instanceof HTMLSelectElement) return join(chosen(element));
  if (SKIPPED.has(tag(element)) || editable(element)) return NOTHING;
  let text = '';
  let nodes = MAX_NODES;
  const flow = (data: string) => (apart && !closest(element, 'pre') ? data.replace(/\s+/gu, ' ') : data);
  const gather = (around: Node, depth: number) => {
    let node = firstOf(around);
    for (; node && nodes-- > 0 && text.length < MAX_CHARS; node = nextOf(node)) {
      if (node instanceof Text) text += flow(dataOf(node).slice(0, MAX_CHARS));
      else if (node instanceof Element && !onlyOwn) enter(node, depth);
    }
  };
  const enter = (inner: Element, depth: number) => {
    const name = tag(inner);
    if (depth > 50 || SKIPPED.has(name) || matches(inner, UNREAD)) return;
    const space = FORMATS.has(name) ? '' : apart && name === 'br' ? '\n' : ' ';
    text += space;
    if (naming && (attr(inner, 'aria-hidden') === 'true' || has(inner, 'hidden') || HELP.test(attr(inner, 'class'))))
      return;
    const label = naming && (attr(inner, 'aria-label') || (name === 'img' && attr(inner, 'alt')));
    if (label) text += label.slice(0, MAX_CHARS);
    else gather(inner, depth + 1);
    text += space;
  };
  gather(element, 0);
  return hold(
    text
      .slice(0, MAX_CHARS)
      .replace(apart ? /[^\S\n]+/gu : /\s+/gu, ' ')
      .trim(),
  );
}

/** What an element says when it is pointed at: often the whole of a time that it shows short. */
export const tooltip = (element: Element): PageText => hold(attr(element, 'title'));

/** The text of an attribute, except of `value`, which may be what a person typed. */
export function said(element: Element, attribute: string): PageText {
  return attribute === 'value' ? NOTHING : hold(attr(element, attribute).slice(0, MAX_CHARS).trim());
}

/** What stands on an input that is a button; nothing for every other input. */
export function caption(input: HTMLInputElement): PageText {
  const type = prop(input, 'type');
  if (type === 'image') return said(input, 'alt');
  if (type !== 'submit' && type !== 'button' && type !== 'reset') return NOTHING;
  return hold(attr(input, 'value').slice(0, MAX_CHARS) || (has(input, 'value') || type === 'button' ? '' : type));
}

/** The text of an option, or of an element that stands for one. */
export const choice = (option: Element): PageText => (has(option, 'label') ? said(option, 'label') : shown(option));

/** The texts of the options that are selected. */
export const chosen = (select: HTMLSelectElement): PageText[] =>
  Array.prototype.slice.call(prop(select, 'selectedOptions'), 0, 33).map(choice);

/** The language that the document says it is in, as a tag of BCP 47: a sign of the page's code, and no text of it. */
export const pageLanguage = (): string => attr(prop(document, 'documentElement'), 'lang').slice(0, 16);

/** The title of the document. */
export const documentTitle = (): PageText => hold(prop(document, 'title'));

/** The texts of a part of the page, one a text node, with the element around each; at most `most` characters. */
export function* texts(below: Node, most: number): Generator<{ text: PageText; around: Element }> {
  const walker = prop(document, 'createTreeWalker').call(
    document,
    below,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    {
      acceptNode: (node) =>
        node instanceof Element && (SKIPPED.has(tag(node)) || matches(node, NO_BODY))
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    },
  );
  for (let nodes = 4000; most > 0 && nodes-- > 0 && walker.nextNode(); ) {
    const node = walker.currentNode;
    const around = prop(node, 'parentElement');
    if (!(node instanceof Text) || !around) continue;
    const text = dataOf(node).slice(0, MAX_CHARS);
    most -= text.length;
    if (/\S/.test(text)) yield { text: hold(text), around };
  }
}

/** Parts that hold what a page offers, not what it says. */
const APART =
  'nav,header,footer,aside,button,label,[role=navigation],[role=menu],[role=menubar],[role=listbox],[role=banner],[role=contentinfo],[role=search]';
const NO_BODY = `${EDITABLE},${APART}`;

/** The path of the address, made ready to be published: no endings, words apart. Query and fragment are not read. */
export function route(): PageText {
  return apart(decoded(location.pathname).replace(/\.[a-z]{2,5}$/i, ''));
}

/** A path that is no UTF-8 is read as it stands. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What the page's code calls an element that has no name for people. */
export const codeName = (element: Element): PageText => apart(attr(element, 'name') || attr(element, 'id'));

/** Words that code has joined, apart. */
const apart = (code: string): PageText => hold(code.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[/_-]+/g, ' '));

let before = '';

/** Whether the address differs from the last call's: not at all, only in its fragment, or otherwise. */
export function moved(): 'same' | 'fragment' | 'other' {
  const [was, now] = [before, location.href];
  before = now;
  if (was === now) return 'same';
  return was.split('#')[0] === now.split('#')[0] ? 'fragment' : 'other';
}

/** Whether the path of the address matches; a pattern that is not given always does. */
export const onPath = (pattern: string | undefined): boolean =>
  !pattern || !!expression(pattern)?.test(location.pathname);

/** The part of the path that the first group of the pattern matches. */
export const inPath = (pattern: string): PageText => cut(hold(location.pathname), pattern);

/** A parameter of the query, by the name that a profile gives. */
export const inQuery = (name: string): PageText => hold(new URLSearchParams(location.search).get(name) ?? '');

/** The path, and the one in the fragment where a page keeps its route there, each with its query. */
function routes(): [string, string][] {
  const { protocol, pathname, search, hash } = location;
  const [, inner, query = ''] = /^#!?(\/[^?]*)(.*)/.exec(hash) ?? [];
  if (!protocol.startsWith('http')) return [];
  return inner
    ? [
        [pathname, search],
        [inner, query],
      ]
    : [[pathname, search]];
}

/** The parts of the address, whole: to be made into a tag, not to be published. */
export const segments = (): PageText[] =>
  routes().flatMap(([path]) =>
    path
      .split('/', 40)
      .filter(Boolean)
      .map((segment) => hold(decoded(segment))),
  );

/** The parameters whose names match, for the same use. */
export const parameters = (names: RegExp): PageText[] =>
  routes().flatMap(([, query]) =>
    [...new URLSearchParams(query)]
      .filter(([name, value]) => value && names.test(name))
      .map(([, value]) => hold(value.slice(0, MAX_CHARS))),
  );

/** Origins of these frames, as their addresses say. */
export function frameOrigins(frames: Element[]): string[] {
  return frames.map((frame) => {
    try {
      return new URL(attr(frame, 'src'), prop(document, 'baseURI')).origin;
    } catch {
      return 'null';
    }
  });
}

const expressions = new Map<string, RegExp | undefined>();

function expression(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) {
    let made: RegExp | undefined;
    try {
      made = new RegExp(pattern, 'u');
    } catch {
      // A pattern that does not parse disables its entry, not the profile.
    }
    expressions.set(pattern, made);
  }
  return expressions.get(pattern);
}
