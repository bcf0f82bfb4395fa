/**
 * Which record a page shows, where no profile says so: by a ticket's number in its heading, else by what its address names,
 * else by the name in its heading. It leaves the page as a tag, so that two views of one record agree and no more is said.
 */
import type { TicketId } from '../shared/protocol';
import { normalise } from '../shared/terms';
import { classes, publish, unlisted } from './publish';
import { type PageText, parameters, raw, segments } from './read';
import { type Named, numberForm, numbersIn, recordOf } from './tags';

/** What a page is about. */
export interface About {
  record?: Named;
  /** Other records whose numbers stand in its heading. */
  others: Named[];
  /** What its address calls the record, if that is no mere number: a name to sign in, or of a group. */
  slug?: string;
  /** The classes of the nouns that lead to the record in its address. */
  nouns: Set<string>;
}

/** Parameters that say which record, and those that say of what. Not the ones of sessions, tabs and clients. */
const IDS =
  /^(?!.*(?:sess|token|client|tab|view|trace))(?:_?(?:[gu]u?)?id|oid|pk|dn|key|number|\w+[_-]id|[a-z]+I[dD])$/i;
const OF = /^_?(?:mbox|folder|type|realm|table|class|module)$/i;

const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f-]{4,}$/i;
/** Numbers of pages and versions are no records. */
const COUNTED = /^(?:page|step|offset|v|version|api|year)s?$/i;

const nounsOf = (text: PageText): string[] =>
  [...classes(publish(text, true))].filter((one) => /^noun\.(?!system)/.test(one));

/** What the address says: the nouns before the last part that names something, and all that names something. */
function address(): { nouns: string[]; ids: string[] } {
  const path = segments();
  let nouns: string[] = [];
  let [ids, before]: [string[], string[]] = [[], []];
  for (const [index, segment] of path.entries()) {
    const text = raw(segment);
    const previous = path[index - 1];
    const file = /\.[a-z]{2,5}$/i.test(text) && index === path.length - 1;
    const after = previous ? raw(previous) : '';
    const plain = (/^\d{1,18}$/.test(text) && !COUNTED.test(after)) || UUID.test(text);
    // "admin" says who looks, not at what.
    const named = () =>
      previous && !/^admin/i.test(after) && nounsOf(previous).length > 0 && publish(segment).includes(null);
    if (!file && (plain || numberForm(text) || named())) {
      ids = [...ids, text];
      nouns = before;
    } else if (!file || before.length === 0) before = [...before, ...nounsOf(segment)];
  }
  const given = parameters(IDS).map(raw);
  if (!given[0]) return { nouns, ids };
  const of = parameters(OF);
  return { nouns: [...before, ...of.flatMap(nounsOf)], ids: [...of.map(raw), ...ids, ...given] };
}

/** `ticket` is the one that a profile names; a page's title tells numbers alone, as the product's name stands in it too. */
export function recordHere(heading: PageText | undefined, title: PageText, ticket: TicketId | undefined): About {
  const { nouns, ids } = address();
  const own = ids.at(-1) ?? '';
  const isTicket = nouns.at(-1) === 'noun.ticket' && /^\d+$/.test(own) ? `#${own}` : undefined;
  const here = ids.map((id) => numberForm(id) ?? `#${normalise(id)}`);
  const numbers = heading ? numbersIn(heading) : [];
  const found = numbers[0] ? numbers : numbersIn(title);
  const number =
    (ticket && (numberForm(ticket) ?? `#${ticket}`)) ||
    found.find((each) => here.includes(each)) ||
    found[0] ||
    isTicket ||
    ids.map(numberForm).find(Boolean);
  const place =
    ids.length > 0 ? `${location.origin} ${[...new Set(nouns)].join()} ${ids.map(normalise).join('/')}` : '';
  const forms = number ? [number] : [];
  if (place && (!number || here.includes(number))) forms.push(place);
  if (!forms[0] && heading) {
    const [name, more] = publish(heading).includes(null) ? unlisted(heading) : [];
    const of = nounsOf(heading);
    if (name && !more && /[^\d\s.,:/-]/.test(name) && of.length > 0)
      forms.push(`${location.origin} ${of.join()}: ${name}`);
  }
  return {
    ...(forms[0] && { record: recordOf(forms) }),
    others: found.filter((each) => each !== number).map((each) => recordOf([each])),
    ...(/[a-z]/i.test(own) && !UUID.test(own) && { slug: own.replace(/^\W*\w+=([^,]+),.*$/, '$1') }),
    nouns: new Set(nouns),
  };
}
