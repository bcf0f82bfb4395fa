/** Where a control stands: up to three places around it, and what its row names. */
import type { Place, PlaceKind } from '../shared/protocol';
import { inverted } from './inverted';
import { nameOf } from './name';
import { classes, hasClass, publish, type Words } from './publish';
import { blank, NOTHING, type PageText, same, shown, spoken } from './read';
import { above, after, attr, before, child, closest, find, first, matches, one, prop, tag, upward } from './safe';
import { addressed, anything, entitlement, type Named, person } from './tags';

/** A place before the terms in its name are numbered. */
export type PlaceWords = Omit<Place, 'name'> & { name?: Words };

const BY_ROLE = inverted<PlaceKind>({
  dialog: 'dialog alertdialog',
  form: 'form search',
  table: 'table grid treegrid',
  list: 'list listbox tree',
  section: 'group radiogroup region tabpanel',
  toolbar: 'toolbar',
  menu: 'menu menubar',
  navigation: 'navigation',
});

const BY_TAG = inverted<PlaceKind>({
  dialog: 'dialog',
  form: 'form',
  table: 'table',
  list: 'ul ol select',
  section: 'fieldset section article details',
  menu: 'menu',
  navigation: 'nav',
});

/** A heading stands at the head: further down it is that of a part. */
const MAX_HEADING = 80;
const HEADING = 'h1,h2,h3,h4,h5,h6,legend,caption,summary,[role=heading]';

const UNSEEN = '[class*=modal i],[class*=dialog i],[hidden],[aria-hidden=true]';

/** Boxes with a title that no element of HTML says to be one. */
const BOX = '[class*=card i],[class*=panel i],[class*=titlebox i],[class*=widget i],[class*=portlet i]';
const BOX_TITLE = '[class*=title i],[class*=header i],[class*=heading i]';

const kindOf = (element: Element): PlaceKind | undefined =>
  BY_ROLE[attr(element, 'role')] ??
  BY_TAG[tag(element)] ??
  (matches(element, BOX) && child(element, BOX_TITLE) ? 'section' : undefined);

/** The places around an element, the nearest first: those with a name, and dialogs. `self` counts it among them. */
export function placesOf(element: Element, self = false): PlaceWords[] {
  const from = self ? element : above(element);
  return from ? placesFrom(from, performance.now(), 40) : [];
}

/** Places and their names, kept for a moment: the clicks of one piece of work meet the same places again and again. */
const remembered = new WeakMap<Element, { places: PlaceWords[]; at: number }>();
const names = new WeakMap<Element, { name: Words; at: number }>();
const REMEMBER_MS = 2000;
const MAX_PLACES = 3;

/** The element's own place, and those around it, as far as a dialog. */
function placesFrom(element: Element, now: number, steps: number): PlaceWords[] {
  const known = remembered.get(element);
  if (known && now - known.at < REMEMBER_MS) return known.places;
  const kind = kindOf(element);
  // A dialog is often filled anew, so what is in one is looked at each time.
  if (kind === 'dialog') return [{ kind, name: publish(placeName(element)) }];
  const around = steps > 1 ? above(element) : null;
  let places = around ? placesFrom(around, now, steps - 1) : [];
  const name = kind ? rememberedName(element, now) : [];
  if (kind && name.length > 0) places = [{ kind, name }, ...places].slice(0, MAX_PLACES);
  if (places.at(-1)?.kind !== 'dialog') remembered.set(element, { places, at: now });
  return places;
}

function rememberedName(element: Element, now: number): Words {
  const known = names.get(element);
  if (known && now - known.at < REMEMBER_MS) return known.name;
  const name = publish(placeName(element));
  names.set(element, { name, at: now });
  return name;
}

/** What a part of the page is called: by its label, or by a heading in it or right before it. */
export function placeName(element: Element): PageText {
  const text = nameOf(element);
  if (!blank(text) && !matches(element, 'li,tr')) return text;
  // A heading within belongs to the innermost place around it, and one of a dialog that waits unseen to nobody else.
  const own = (each: Element) => placeAround(each) === element && closest(each, UNSEEN) === closest(element, UNSEEN);
  const heading = first(element, HEADING, MAX_HEADING, own) ?? child(element, BOX_TITLE) ?? headingBefore(element);
  return heading ? spoken(heading) : NOTHING;
}

function placeAround(element: Element): Element | undefined {
  for (const at of upward(element)) if (at !== element && kindOf(at)) return at;
  return undefined;
}

function headingBefore(element: Element): Element | null {
  let at = before(element);
  for (let steps = 4; at && steps-- > 0; at = before(at)) {
    if (matches(at, HEADING)) return at;
    const inner = first(at, HEADING);
    if (inner && !closest(inner, UNSEEN) && same(spoken(inner), spoken(at))) return inner;
  }
  return null;
}

const ROW = 'tr,li,[role=row],[role=listitem],[role=option],[role=treeitem],article';

/** What was put into a field piece by piece: people, groups. */
const CHIP = '[class*=chip i],[class*=token i],[class*=selection__choice i]';

/** Whether an element stands in a row, an item of a list or the like: what it is called may be what a record says. */
export function inData(element: Element): boolean {
  if (closest(element, CHIP)) return true;
  const row = closest(element, `${ROW},td,th,[role=cell],[role=gridcell]`);
  if (!row || closest(row, NO_ROWS)) return false;
  const line = closest(row, 'tr');
  return !(line && /^t[rdh]$/.test(tag(row)) && laysOut(line));
}

/** The row or list item around an element; not where tables only lay out a form, nor an item that is the element. */
export function rowOf(element: Element): Element | null {
  const row = closest(element, ROW);
  if (row && row !== element && tag(row) === 'li' && same(shown(row), shown(element))) return null;
  if (!row || closest(row, NO_ROWS)) return null;
  return tag(row) === 'tr' && laysOut(row) ? null : row;
}

/** A row of one cell, or of a label and its field, is there for the layout. */
function laysOut(row: Element): boolean {
  return prop(row, 'childElementCount') < 2 || !!one(row, 'table,form') || (!one(row, 'a[href]') && !!one(row, FIELDS));
}

const NO_ROWS = 'nav,[role=navigation],[role=menu],[role=menubar],[role=toolbar],ul[class*=menu i],ul[class*=nav i]';
const FIELDS =
  'select,textarea,input:not([type=checkbox],[type=radio],[type=hidden],[type=submit],[type=button],[type=image])';

/** What a list is about, by the words of its name. */
export type About = 'person' | 'entitlement' | undefined;

/** Whether a list with such a name holds people or entitlements. */
export function about(name: Words): About {
  const of = classes(name);
  const memberOf = name.some(
    (word, index) => word === 'member' && (name[index + 1] === 'of' || name[index + 1] === 'in'),
  );
  if (!memberOf && (of.has('noun.member') || of.has('noun.user'))) return 'person';
  return memberOf || ['noun.group', 'noun.role', 'noun.permission'].some((noun) => of.has(noun))
    ? 'entitlement'
    : undefined;
}

/** A text as the thing that such a list holds. */
export const asThing = (text: PageText, what: About): Named | undefined =>
  what === 'person' ? person(text) : what === 'entitlement' ? entitlement(text) : anything(text);

/** What a cell after the first names: a term, and where it is not known what the row is about, whatever is no word. */
function beside(text: PageText, what: About): Named | undefined {
  const words = publish(text);
  const [word] = words;
  if (words.length === 1 && typeof word === 'number') return { term: word };
  return what || words.every((each) => typeof each === 'string') ? undefined : anything(text);
}

function cellsOf(row: Element): Element[] {
  const cells: Element[] = [];
  for (let at = prop(row, 'firstElementChild'); at && cells.length < 8; at = after(at)) {
    if (/^t[hd]$/.test(tag(at)) || /cell|rowheader/.test(attr(at, 'role'))) cells.push(at);
  }
  return cells;
}

/** Cells of a row that are read: what it is about stands in the first. */
const MAX_TEXTS = 4;

/** What a row names: its first cells with text, at most three. Of a row about a person, only what names persons. */
export function rowThings(row: Element, list: Words = []): Named[] {
  const cells = cellsOf(row);
  const parts = cells.length > 0 ? cells : [one(row, 'a,h1,h2,h3,h4,b,strong') ?? row];
  const what = about(list);
  const things = new Map<string, Named>();
  let texts = 0;
  for (const part of parts) {
    const text = shown(part);
    // A cell of buttons names nothing.
    const acts = find(part, 'a,button,[role=button]', 2).length > 1 && !publish(text).includes(null);
    if (blank(text) || acts) continue;
    const head = texts++ === 0;
    const thing = head ? asThing(text, what) : (addressed(text) ?? beside(text, what));
    if (thing) things.set(JSON.stringify(thing), thing);
    if (texts === MAX_TEXTS || things.size === 3) break;
  }
  return [...things.values()];
}

/** Whether the name says that something is a state, a verb and so on. */
export const speaks = (name: Words, prefix: string): boolean => hasClass(classes(name), prefix);
