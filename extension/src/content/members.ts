/** What lists of memberships hold now. Two of these snapshots tell what a commit between them granted or took. */

import type { PageEvent } from '../shared/protocol';
import type { Draft } from './draft';
import { nameOf, textBefore } from './name';
import { type About, about, asThing, placeName } from './place';
import { memberLists, placesOfEntry } from './profile';
import { publish, unlisted, type Words } from './publish';
import { blank, choice, type PageText, shown } from './read';
import { attr, find, first, matches, prop } from './safe';
import { entitlement, type Named, person } from './tags';

/** A list, and what it holds. */
export interface Held {
  element: Element;
  event: Draft<Extract<PageEvent, { event: 'members' }>>;
}

const MAX_THINGS = 256;
/** Forms of all members together, so that a record stays below the size that is taken. */
const MAX_FORMS = 400;
/** Words of a list that says all that it holds is assigned, not only what is selected in it. */
const ASSIGNED =
  /^(?:chosen|selected|assigned|current|granted|members?|membership|effective|ausgewählte|gewählte|zugewiesene|mitglieder)$/;

/** The first word of what stands in a list that holds nothing: "No members", "Keine Gruppen". */
const NOTHING = new Set(['no', 'none', 'nobody', 'nothing', 'empty', 'keine', 'keiner', 'niemand', 'nichts', 'leer']);

/** Whether a text only says that there is nothing. A name begins so too, so all of its words must be listed. */
function saysNothing(text: PageText): boolean {
  const words = publish(text);
  return NOTHING.has(`${words[0]}`) && words.every((word) => typeof word === 'string');
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

function guessed(lists: Element[], subject: Named | undefined, title: PageText | undefined): Held[] {
  const found: Held[] = [];
  const several = lists.filter((list) => matches(list, 'select')).length > 1;
  const take = (element: Element, items: (name: Words) => Element[] | undefined) => {
    const given = placeName(element);
    const name = publish(blank(given) && matches(element, 'select') ? textBefore(element) : given);
    const what = about(name) ?? about(publish(nameOf(element)));
    if (!what || name.includes('available')) return;
    const held = items(name);
    if (held) found.push({ element, event: snapshot(name, what, held, subject ?? subjectOf(title, what)) });
  };
  for (const list of lists) {
    if (list instanceof HTMLSelectElement) {
      take(list, (name) => {
        const assigned = name.some((word) => typeof word === 'string' && ASSIGNED.test(word));
        if (assigned) return optionsOf(list);
        // Of two lists side by side, one may hold what could be chosen. Where its name is masked, nothing is known.
        if (several && name.includes(null)) return undefined;
        return Array.prototype.slice.call(prop(list, 'selectedOptions'));
      });
    } else if (matches(list, 'table,[role=grid]')) {
      takeList(list, ':scope>tbody>tr,:scope>tr,[role=row]', take, subject, title);
    } else {
      const boxes = find(list, 'input[type=checkbox],[role=checkbox]', MAX_THINGS + 1);
      if (boxes.length > 1) take(list, () => boxes.filter(isOn));
      else if (matches(list, 'ul,ol,[role=list]'))
        takeList(list, ':scope>li,:scope>[role=listitem]', take, subject, title);
    }
  }
  return found;
}

/** Lists and tables are memberships only on a page that says whose. */
function takeList(
  list: Element,
  rows: string,
  take: (element: Element, items: () => Element[] | undefined) => void,
  subject: Named | undefined,
  title: PageText | undefined,
): void {
  if (!subject && !(title && unlisted(title).length > 0)) return;
  take(list, () => {
    const all = find(list, rows, MAX_THINGS + 1);
    return all.flatMap(
      (row) =>
        first(row, 'th:not([scope=col]),td,[role=gridcell],[role=rowheader],a,strong,span') ??
        (matches(row, 'li,[role=listitem]') ? row : []),
    );
  });
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
