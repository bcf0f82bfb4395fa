/** What is known of one product, as profiles/README.md defines it. It adds places to look at, never words. */
import type { ClaimOf, MentionIn, PersonRole, StateOf, TicketId } from '../shared/protocol';
import { publish, type Words } from './publish';
import { blank, cut, inPath, inQuery, onPath, own, type PageText, said, shown } from './read';
import { find, matches, prop } from './safe';
import { type Form, type Named, person, ticket } from './tags';
import { timeOf, type Zone } from './times';

interface Entry {
  selector: string;
  path?: string;
  attribute?: string;
  own?: boolean;
  pattern?: string;
}

interface StateEntry extends Entry {
  of: StateOf;
  means?: Record<string, string>;
}

interface TimeReading {
  time?: string;
  attribute?: string;
  format?: string;
  zone?: Zone;
}

/** A place where a comment, an entry of a history or a mail stands. */
export interface RecordEntry extends TimeReading {
  selector: string;
  path?: string;
  author?: string;
  author_attribute?: string;
  author_form?: Form;
  says?: StateEntry[];
}

/** A place where a list of memberships stands. */
export interface MembersEntry extends Entry {
  item?: string;
  of: 'groups' | 'roles' | 'members';
}

interface Profile {
  signed_out?: Entry[];
  ticket?: (Entry & { where: 'query' | 'path' | 'text'; name?: string })[];
  states?: StateEntry[];
  people?: (Entry & { role: PersonRole; form: Form })[];
  members?: MembersEntry[];
  times?: (Entry & { what: ClaimOf; format: string; zone: Zone })[];
  records?: RecordEntry[];
  controls?: (Entry & { words: string[] })[];
  fields?: (Entry & { label: string })[];
}

let profile: Profile = {};
/** One selector for every place that the profile names; a part that does not parse is left out. */
let anywhere = '';

/** Takes the profile of this document's system. */
export function useProfile(given: unknown): void {
  profile = (given as Profile | undefined) ?? {};
  const { states, people, members, times, records, fields, ticket } = profile;
  const lists: { selector: string }[][] = [states, people, members, times, records, fields, ticket].map(
    (list) => list ?? [],
  );
  const selectors = lists.flat().flatMap(({ selector }) => selector || []);
  anywhere = selectors.length > 0 ? `:is(${selectors.join()})` : '';
}

/** Whether the profile says where these stand, so that nothing needs to be guessed. */
export const knows = (what: 'people' | 'states' | 'times' | 'ticket'): boolean => !!profile[what];

/** Whether an element that came is, or holds, one of these places. */
export const concerns = (element: Element): boolean =>
  anywhere !== '' && (matches(element, anywhere) || find(element, anywhere, 1).length > 0);

/** All elements in these places. */
export const sources = (): Element[] => (anywhere ? find(document, anywhere, 300) : []);

/** All elements that an entry names on this page. */
export const placesOfEntry = (entry: { selector: string; path?: string }, below: ParentNode = document): Element[] =>
  !onPath(entry.path)
    ? []
    : entry.selector === ':scope' && below instanceof Element
      ? [below]
      : find(below, entry.selector, 200);

function read(element: Element, entry: Omit<Entry, 'selector'>): PageText {
  const text = entry.attribute ? said(element, entry.attribute) : entry.own ? own(element) : shown(element);
  return cut(text, entry.pattern);
}

/** The words that a profile gives a control without a name of its own. */
export function controlWords(element: Element): Words | undefined {
  const named = profile.controls?.find((entry) => onPath(entry.path) && matches(element, entry.selector));
  return named ? [...named.words] : undefined;
}

/** Whether the profile takes this for a page to sign in. */
export const signedOut = (): boolean => !!profile.signed_out?.some((entry) => placesOfEntry(entry).length > 0);

/** The ticket that this page shows. */
export function ticketHere(): TicketId | undefined {
  for (const way of profile.ticket ?? []) {
    let found: PageText[] = [];
    if (way.where === 'path') found = way.pattern ? [inPath(way.pattern)] : [];
    else if (way.where === 'query') found = way.name && onPath(way.path) ? [inQuery(way.name)] : [];
    else found = placesOfEntry(way).map((element) => read(element, way));
    const ids = new Set(found.map(ticket).filter((id) => id !== undefined));
    if (ids.size === 1) return [...ids][0];
  }
  return undefined;
}

/** A state that stands somewhere. */
export interface StateSeen {
  of: StateOf;
  value: Words;
}

function stateOf(element: Element, entry: StateEntry): StateSeen[] {
  const checkbox = element instanceof HTMLInputElement && prop(element, 'type') === 'checkbox';
  const value: Words = checkbox ? [prop(element, 'checked') ? 'enabled' : 'disabled'] : publish(read(element, entry));
  const meant = value.flatMap((word) => (typeof word === 'string' && entry.means?.[word]) || []);
  return value.length > 0 ? [{ of: entry.of, value: [...value, ...meant] }] : [];
}

/** The states that the profile finds. */
export const states = (): StateSeen[] =>
  (profile.states ?? []).flatMap((entry) => placesOfEntry(entry).flatMap((element) => stateOf(element, entry)));

/** The people that the profile finds, with what they are to the record. */
export const people = (): { role: PersonRole; person: Named }[] =>
  (profile.people ?? []).flatMap((entry) =>
    placesOfEntry(entry).flatMap((element) => {
      const found = person(read(element, entry), entry.form);
      return found ? [{ role: entry.role, person: found }] : [];
    }),
  );

/** The times that the profile finds. */
export const times = () =>
  (profile.times ?? []).flatMap((entry) =>
    placesOfEntry(entry).flatMap((element) => {
      const at = timeOf(read(element, entry), entry.format, entry.zone);
      return at ? [{ of: entry.what, at }] : [];
    }),
  );

/** The lists of memberships that the profile knows. */
export const memberLists = (): MembersEntry[] => profile.members ?? [];

/** The fields whose terms count as mentions, with the label that they count under. */
export const fields = (): { element: Element; label: string }[] =>
  (profile.fields ?? []).flatMap((entry) => placesOfEntry(entry).map((element) => ({ element, label: entry.label })));

/** The selectors of records, for what stands in one. */
export const recordEntries = (): RecordEntry[] => (profile.records ?? []).filter((entry) => onPath(entry.path));

/** Author and time of a record. */
export function heading(record: Element, entry: RecordEntry) {
  const inside = (selector: string | undefined) =>
    selector === undefined ? null : selector === ':scope' ? record : (find(record, selector, 1)[0] ?? null);
  const by = inside(entry.author);
  const when = inside(entry.time);
  const author = by
    ? person(read(by, { ...(entry.author_attribute && { attribute: entry.author_attribute }) }), entry.author_form)
    : undefined;
  const at =
    when && entry.format
      ? timeOf(read(when, entry.attribute ? { attribute: entry.attribute } : {}), entry.format, entry.zone ?? 'unknown')
      : undefined;
  return { ...(author && { author }), ...(at && { at }) };
}

/** What the records on this page say about a state, with who said it and when. */
export const statements = () =>
  recordEntries().flatMap((entry) =>
    !entry.says
      ? []
      : placesOfEntry(entry).flatMap((record) =>
          (entry.says ?? []).flatMap((say) =>
            (say.selector ? find(record, say.selector, 8) : [record])
              .filter((element) => !blank(read(element, say)))
              .flatMap((element) => stateOf(element, say))
              .map((state) => ({ ...state, ...heading(record, entry) })),
          ),
        ),
  );

/** Where in a record a text stands. */
export const mentionIn = (element: Element): MentionIn =>
  matches(element, 'h1,h2,h3,h1 *,h2 *,h3 *,[role=heading],[role=heading] *')
    ? 'heading'
    : recordEntries().some((entry) => matches(element, `:is(${entry.selector}) *`))
      ? 'comment'
      : 'body';
