/** What lists of memberships hold now. Two of these snapshots tell what a commit between them granted or took. */

import type { PageEvent } from '../shared/protocol';
import type { Draft } from './draft';
import { nameOf, textBefore } from './name';
import { type About, about, asThing, placeName } from './place';
import { memberLists, placesOfEntry } from './profile';
import { classes, publish, unlisted, type Words } from './publish';
import { blank, choice, type PageText, shown } from './read';
import { attr, byId, find, first, matches, prop } from './safe';
import { entitlement, type Named, person } from './tags';

/** A list, and what it holds. */
export interface Held {
  element: Element;
  event: Draft<Extract<PageEvent, { event: 'members' }>>;
}

const MAX_THINGS = 256;
/** Forms of all members together, so that a record stays below the size that is taken. */
const MAX_FORMS = 400;
/** Small words, which have no class, that begin what stands in a list that holds nothing: "No members", "Geen groepen". */
const NO = /^(?:no|geen|pas)$/;

/** Whether a text only says that there is nothing. A name begins so too, so all of its words must be listed. */
function saysNothing(text: PageText): boolean {
  const words = publish(text);
  return (
    words.every((word) => typeof word === 'string') && (NO.test(`${words[0]}`) || classes(words).has('list.empty'))
  );
}

/** Snapshots of all lists on this page. `subject` is whose memberships they are, if that is known already. */
export function membersHere(lists: Element[], subject: Named | undefined, title: PageText | undefined): Held[] {
  const known = memberLists().flatMap((entry) =>
    placesOfEntry(entry).map((list) => {
      const name = publish(nameOf(list));
      const items = entry.item ? find(list, entry.item, MAX_THINGS + 1) : optionsOf(list);
      const what = entry.of === 'members' ? 'person' : 'entitlement';
      return { element: list, event: snapshot(name.length > 0 ? name : [entry.of], what, items, subject) };
    }),
  );
  return known.length > 0 ? known : guessed(lists, subject, title);
}

/** A list, its name, what it is about, and whether it holds what is assigned or what could be. */
interface Side {
  list: Element;
  name: Words;
  what: About;
  holds: 'assigned' | 'offered' | undefined;
}

function guessed(lists: Element[], subject: Named | undefined, title: PageText | undefined): Held[] {
  const found: Held[] = [];
  const sides = lists.map(sideOf);
  const selects = sides.filter(({ list }) => list instanceof HTMLSelectElement);
  const put = ({ list, name, what }: Side, items: Element[] | undefined) => {
    if (items) found.push({ element: list, event: snapshot(name, what, items, subject ?? subjectOf(title, what)) });
  };
  for (const side of sides) {
    const { list, what, holds } = side;
    if (!what || holds === 'offered') continue;
    if (list instanceof HTMLSelectElement) put(side, heldIn(list, side, selects));
    else if (matches(list, 'table,[role=grid]'))
      put(side, rowsOf(list, ':scope>tbody>tr,:scope>tr,[role=row]', subject, title));
    else {
      const boxes = find(list, 'input[type=checkbox],[role=checkbox]', MAX_THINGS + 1);
      if (boxes.length > 1) put(side, boxes.filter(isOn));
      else if (matches(list, 'ul,ol,[role=list]'))
        put(side, rowsOf(list, ':scope>li,:scope>[role=listitem]', subject, title));
    }
  }
  return found;
}

function sideOf(list: Element): Side {
  const given = placeName(list);
  const name = publish(blank(given) && matches(list, 'select') ? textBefore(list) : given);
  const of = classes(name);
  // Two lists of one field, as its code calls them, where "from" and "to" are in no language.
  const [, field, end] = /^(.+_)(from|to)$/.exec(attr(list, 'id')) ?? [];
  const twin = end && byId(list, `${field}${end === 'to' ? 'from' : 'to'}`);
  const says = of.has('list.offered') ? 'offered' : of.has('list.assigned') ? 'assigned' : undefined;
  return {
    list,
    name,
    what: about(name) ?? about(publish(nameOf(list))),
    holds: twin ? (end === 'to' ? 'assigned' : 'offered') : says,
  };
}

/** What a list to select in holds: all of it where it shows what is assigned, else what is selected, if even that is known. */
function heldIn(list: HTMLSelectElement, { name, holds }: Side, selects: Side[]): Element[] | undefined {
  const nouns = (of: Words) => [...classes(of)].filter((one) => one.startsWith('noun.'));
  const own = nouns(name);
  const others = selects.filter((other) => other.list !== list && nouns(other.name).some((noun) => own.includes(noun)));
  const [other, more] = others;
  // Of two lists of the same things, one holds what could be chosen. That it is not this one, this or the other must say.
  if (holds === 'assigned' || (other?.holds === 'offered' && !more)) return optionsOf(list);
  if (other || (selects.length > 1 && name.includes(null))) return undefined;
  return own.includes('noun.member') ? optionsOf(list) : Array.prototype.slice.call(prop(list, 'selectedOptions'));
}

/** Lists and tables are memberships only on a page that says whose. */
function rowsOf(
  list: Element,
  rows: string,
  subject: Named | undefined,
  title: PageText | undefined,
): Element[] | undefined {
  if (!subject && !(title && unlisted(title).length > 0)) return undefined;
  return find(list, rows, MAX_THINGS + 1).flatMap(
    (row) =>
      first(row, 'th:not([scope=col]),td,[role=gridcell],[role=rowheader],a,strong,span') ??
      (matches(row, 'li,[role=listitem]') ? row : []),
  );
}

/** Whose list it is, by the part of the page's heading that is no word: a person's groups, a group's people. */
function subjectOf(title: PageText | undefined, what: About): Named | undefined {
  const name = title && unlisted(title).join(' ');
  return name ? (what === 'person' ? entitlement(name) : person(name)) : undefined;
}

const isOn = (box: Element): boolean =>
  box instanceof HTMLInputElement ? prop(box, 'checked') : attr(box, 'aria-checked') === 'true';

const optionsOf = (list: Element): Element[] => find(list, 'option,[role=option]', MAX_THINGS + 1);

function snapshot(list: Words, what: About, items: Element[], of: Named | undefined): Held['event'] {
  let forms = 0;
  const things = new Map<string, Named>();
  let truncated = items.length > MAX_THINGS;
  for (const item of items) {
    const text = matches(item, 'input,[role=checkbox]')
      ? nameOf(item)
      : matches(item, 'option')
        ? choice(item)
        : shown(item);
    const thing = blank(text) || saysNothing(text) ? undefined : asThing(text, what);
    if (!thing) continue;
    const [tags] = Object.values(thing);
    forms += Array.isArray(tags) ? tags.length : 1;
    if (forms > MAX_FORMS || things.size >= MAX_THINGS) {
      truncated = true;
      break;
    }
    things.set(JSON.stringify(thing), thing);
  }
  const sorted = [...things].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
  return { event: 'members', list, ...(of && { of }), things: sorted, truncated };
}
