/** What a person does: clicks, keys that click, choices and submits. Nothing here listens to typing. */
import type { Activation, Choice, Control, Role } from '../shared/protocol';
import type { Draft } from './draft';
import { isWriting, write } from './journal';
import { nameOf, textBefore } from './name';
import { isPicking } from './pick';
import { about, asThing, inData, placesOf, rowOf, rowThings, speaks } from './place';
import { controlWords } from './profile';
import { publish, publishName, type Words } from './publish';
import { blank, chosen, codeName, editable, NOTHING, own, type PageText, spoken } from './read';
import { isActive, madeActive, roleOf, submits } from './role';
import { after, attr, before, closest, first, listen, matches, prop, shadowOf, tag } from './safe';

type ControlWords = Draft<Control>;

/** The elements that can have a shadow tree. */
const HOST = /-|^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

/** What was pressed last, and is not yet known to have been clicked. */
interface Press {
  /** What the window sees: inside a closed shadow tree, its host. */
  outer: EventTarget | null;
  path: Element[];
  control: ControlWords | undefined;
  at: number;
}

let press: Press | undefined;
/** The last gesture, until a submit has used it up. */
let last: { path: Element[]; at: number } | undefined;
/** What was activated last of what does something, and when. */
let acted: { path: Element[]; at: number } = { path: [], at: Number.NEGATIVE_INFINITY };
const ACTS = /^(?:submit|button|link|menu_item|disclosure|image|generic|checkbox|switch)$/;
/** The activation whose form was refused last. */
let refused: typeof acted | undefined;
/** How long after it something counts as what followed. */
const FOLLOWS_MS = 10_000;

/** Whether a control was activated a while ago; in this element, if one is given. */
export const activated = (within?: Element): boolean =>
  performance.now() - acted.at < FOLLOWS_MS && (!within || acted.path.includes(within));

/** When the last click was, and the how manieth of one place. */
let clicked = -1;
let detail = 0;
let watched = new WeakSet<ShadowRoot>();
/** What an event entered last, where that can have no shadow tree: a press is followed by the focus at the same place. */
let entered: EventTarget | null = null;

/** Called with a form, right before its submit is written down. */
type Settle = (form: EventTarget | null) => void;

/** Called right before a gesture is written down. */
let prepare: (() => void) | undefined;

/** Begins to listen. */
export function watchGestures(signal: AbortSignal, settle: Settle, ready: () => void): void {
  prepare = ready;
  watched = new WeakSet();
  press = last = undefined;
  entered = null;
  listen(window, 'pointerdown focusin', signal, (event) => {
    enter(event, signal, settle);
    if (event.type !== 'pointerdown' || (event as PointerEvent).button !== 0) return;
    const path = pathOf(event);
    press = { outer: event.target, path, control: describe(path), at: event.timeStamp };
  });
  // Where the press took away what was pressed, there may be no click; if there is one, it has the time of this event.
  listen(window, 'pointerup', signal, (event) => {
    const inner = press?.path[0];
    if (!press?.control || !inner || prop(inner, 'isConnected')) return;
    clicked = event.timeStamp;
    detail = Number.POSITIVE_INFINITY;
    commit(press.path, press.control, 'pointer');
    press = undefined;
  });
  listen(window, 'click', signal, (event) => onClick(event as PointerEvent));
  listen(window, 'auxclick', signal, (event) => {
    if ((event as MouseEvent).button === 1) gesture(pathOf(event), 'auxiliary');
  });
  listen(window, 'dblclick', signal, (event) => gesture(pathOf(event), 'double'));
  listen(window, 'contextmenu', signal, (event) => gesture(pathOf(event), 'context_menu'));
  listenWithin(window, signal, settle);
  // A page may go at the press already, so that no click ever comes.
  listen(window, 'pagehide', signal, (event) => {
    if (press?.control && event.timeStamp - press.at < 1000)
      write({ event: 'gesture', by: 'pointer', control: press.control });
    press = undefined;
  });
}

/** Choices and submits do not leave the shadow tree that they happen in. */
function listenWithin(target: EventTarget, signal: AbortSignal, settle: Settle): void {
  listen(target, 'change', signal, (event) => onChange(pathOf(event)[0]));
  // The browser refuses the form: it says so of each field, and of the form this is said once.
  listen(target, 'invalid', signal, () => {
    if (refused === acted || performance.now() - acted.at > 1000) return;
    refused = acted;
    write({ event: 'outcome', outcome: 'error' });
  });
  listen(target, 'submit', signal, (event) => {
    settle(event.target);
    onSubmit(event as SubmitEvent);
  });
}

/** Listens in every shadow tree that an event passes; a closed one shows its inside to nobody else. */
function enter(event: Event, signal: AbortSignal, settle: Settle): void {
  const { target } = event;
  if (target === entered) return;
  entered = target instanceof Element && !HOST.test(tag(target)) ? target : null;
  const path = prop(event, 'composedPath').call(event);
  const inner = path[0] instanceof HTMLElement && closedRoot(path[0]);
  for (const root of inner ? [...path, inner] : path) {
    if (!(root instanceof ShadowRoot) || watched.has(root)) continue;
    watched.add(root);
    listenWithin(root, signal, settle);
    if (root !== inner) continue;
    listen(root, 'pointerdown focusin', signal, (event) => {
      enter(event, signal, settle);
      if (press && event.type === 'pointerdown') {
        press.path = pathOf(event);
        press.control = describe(press.path);
      }
    });
  }
}

function closedRoot(host: HTMLElement): ShadowRoot | null {
  return HOST.test(tag(host)) && !prop(host, 'shadowRoot') ? shadowOf(host) : null;
}

/** The elements that an event passes, the innermost first. */
function pathOf(event: Event): Element[] {
  return prop(event, 'composedPath').call(event).filter(isElement);
}

const isElement = (node: EventTarget): node is Element => node instanceof Element;

function onClick(event: PointerEvent): void {
  // The click on a label comes a second time, from the browser, on what it labels; two clicks at once are counted.
  if (event.timeStamp === clicked && event.detail <= detail) return;
  ({ timeStamp: clicked, detail } = event);
  const keyboard = event.detail === 0;
  const pressed = press && event.timeStamp - press.at < 2000 ? press : undefined;
  press = undefined;
  // A click is that on what was pressed, also where that lies in a closed shadow tree.
  if (!keyboard && pressed?.control && pressed.outer === event.target) {
    commit(pressed.path, pressed.control, 'pointer');
    return;
  }
  const path = pathOf(event);
  if (keyboard) gesture(inside(path), 'keyboard');
  else if (pressed?.control && pressed.path[0] === path[0]) commit(pressed.path, pressed.control, 'pointer');
  else gesture(path, 'pointer');
}

/** A key acts on what has the focus, also inside closed shadow trees. */
function inside(path: Element[]): Element[] {
  const root = path[0] instanceof HTMLElement ? closedRoot(path[0]) : null;
  const focused = root && prop(root, 'activeElement');
  return focused ? inside([focused, ...path]) : path;
}

function gesture(path: Element[], by: Activation): void {
  const control = describe(path);
  if (control) commit(path, control, by);
}

function commit(path: Element[], control: ControlWords, by: Activation): void {
  last = { path, at: performance.now() };
  if (ACTS.test(control.role)) acted = last;
  prepare?.();
  write({ event: 'gesture', by, control });
}

/** The control that a click on this path means; nothing where it means no control. */
function describe(path: Element[]): ControlWords | undefined {
  if (!isWriting() || isPicking()) return undefined;
  const near = path.slice(0, 12);
  for (const element of near) {
    if (tag(element) === 'label') {
      const labelled = prop(element as HTMLLabelElement, 'control');
      if (labelled) return control(labelled);
    }
    if (isActive(element)) return control(element);
  }
  const made = near.slice(0, 5).find(madeActive);
  if (made) return control(made);
  const target = path[0];
  if (!target) return undefined;
  // Whatever else is clicked counts where it stands in a row, has a picture, or says something short.
  const row = rowOf(target);
  if (row) return control(closest(target, 'td,th,[role=gridcell],[role=cell]') ?? row);
  const named = near.slice(0, 3).find((element) => matches(element, 'img,svg,i,[title],[aria-label]'));
  if (named) return control(named);
  // Around an empty editor that fills a frame, the page itself takes the click.
  const body = prop(document, 'body');
  if (tag(target) === 'html' && body && editable(body)) return control(body);
  const text = own(target);
  return !blank(text) && publish(text).length <= 8 ? control(target, publish(text)) : undefined;
}

/** Describes one control in published words. */
export function control(element: Element, name?: Words): ControlWords {
  try {
    const row = rowOf(element);
    const within = placesOf(element);
    const role = roleOf(element);
    const called = name ?? controlName(element, DATA.has(role) || inData(element) ? publish : publishName);
    const things = row ? rowThings(row, within.find((place) => place.name?.length)?.name ?? pageName()) : [];
    return {
      role,
      ...(called.length > 0 && { name: called }),
      ...(submits(element) && { submits: true }),
      ...(within.length > 0 && { within }),
      ...(things.length > 0 && { row: things }),
    };
  } catch {
    return { role: 'generic', unreadable: true };
  }
}

let heading: { words: Words; at: number } | undefined;

/** What a page is about, for a table that has no name of its own; kept for a moment. */
function pageName(): Words {
  const now = performance.now();
  if (!heading || now - heading.at > 2000) {
    const found = first(prop(document, 'body') ?? document, 'h1', 1000);
    heading = { words: found ? publish(spoken(found)) : [], at: now };
  }
  return heading.words;
}

/** Roles whose names are data: they pass the core words alone, as does whatever stands in data. */
const DATA: ReadonlySet<Role> = new Set<Role>(['row', 'cell', 'option', 'tree_item', 'heading']);

function controlName(element: Element, published: (text: PageText) => Words): Words {
  const given = controlWords(element);
  if (given) return given;
  const name = published(nameOf(element));
  if (name.length > 0) return name;
  if (matches(element, 'input,select,textarea')) {
    const beside = published(textBefore(element));
    if (beside.length > 0 && beside.length <= 8) return beside;
  }
  const column = publish(columnOf(element));
  if (column.length > 0 && column.length <= 8) return column;
  const code = publish(codeName(element), true);
  return speaks(code, 'verb.') || speaks(code, 'noun.') ? code.filter((word) => word !== null) : [];
}

/** The head of the column that a box without a name stands in, as in a table of who may do what. */
function columnOf(element: Element): PageText {
  const cell = matches(element, BOXES) ? closest(element, 'td,[role=gridcell]') : null;
  const table = cell && closest(cell, 'table,[role=grid]');
  let head = table && first(table, 'tr,[role=row]', 20);
  head = head && prop(head, 'firstElementChild');
  for (let at = cell && before(cell), steps = 40; at && head && steps-- > 0; at = before(at)) head = after(head);
  return head && matches(head, 'th,[role=columnheader]') ? spoken(head) : NOTHING;
}

/** A switch that the page draws itself: no field that changes, but a state that does. */
export function onToggle(element: Element): void {
  if (!activated() || tag(element) === 'input' || !matches(element, TOGGLES)) return;
  write({
    event: 'choice',
    control: control(element),
    choice: { did: attr(element, 'aria-checked') === 'true' ? 'on' : 'off' },
  });
}

const TOGGLES = '[role=checkbox],[role=switch],[role=menuitemcheckbox]';
const BOXES = `input[type=checkbox],input[type=radio],${TOGGLES}`;

function onChange(element: Element | undefined): void {
  if (!element) return;
  const field = control(element);
  const what = controlChoice(element, field.name ?? []);
  write({ event: 'choice', control: field, choice: what }, what.did === 'edited');
}

function controlChoice(element: Element, name: Words): Draft<Choice> {
  if (tag(element) === 'select') {
    const texts = chosen(element as HTMLSelectElement).slice(0, 32);
    const things = texts.map((text) => asThing(text, about(name))).filter((thing) => !!thing);
    return { did: 'chose', items: texts.map((text) => publish(text)), things };
  }
  if (tag(element) !== 'input') return { did: 'edited' };
  const input = element as HTMLInputElement;
  const type = prop(input, 'type');
  if (type === 'file') return { did: 'file' };
  if (type !== 'checkbox' && type !== 'radio') return { did: 'edited' };
  return { did: prop(input, 'checked') ? 'on' : 'off' };
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const submitter = event.submitter;
  const by = last && performance.now() - last.at < 1000 ? last.path : [];
  // One gesture explains one submit.
  last = undefined;
  const explained = by.some((element) => element === form || element === submitter || formOf(element) === form);
  const method = attr(submitter ?? form, submitter ? 'formmethod' : 'method') || attr(form, 'method');
  write({
    event: 'submit',
    origin: explained ? 'gesture' : 'unknown',
    method: /^post$/i.test(method) ? 'post' : /^dialog$/i.test(method) ? 'dialog' : 'get',
    ...(submitter && { control: control(submitter) }),
    within: placesOf(form, true),
  });
}

const formOf = (element: Element): Element | null | undefined => prop(element as HTMLButtonElement, 'form');
