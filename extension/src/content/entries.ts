/**
 * Mails, comments and entries of a history: where one begins and ends, who wrote it and when. What a profile says goes
 * first; else it is read off the page, or not known.
 */
import { pairs, timeText } from './pairs';
import * as profile from './profile';
import { publish, unlisted } from './publish';
import { own, type PageText, said, shown, tooltip } from './read';
import { above, closest, find, first, matches, parentOf, prop, tag, upward } from './safe';
import { survey } from './survey';
import { type Named, person } from './tags';
import { isTime, timeOf } from './times';

/** What such an entry stands in, where no profile says so; the nearest counts. */
const RECORDS = 'article,[role=article],[role=listitem],[role=row],li,tr,blockquote,section,main,body';
/** What holds more than one entry. */
const ALL = 'body,main,[role=main],form,table,tbody';
/** How far above its text the time of an entry stands, and in how much of it. */
const LEVELS = 6;
const MAX_HEAD = 80;
/** Where a name may stand, the surest first. */
const NAMES = ['[class*=author i]', '[class*=user i],[class*=name i]', 'a,b,strong,h3,h4,h5,h6'];
/** A name: no number in it, up to three words, and more than the letters of a picture. */
const NAME = /^(?=...)[^\s\d]+(?: [^\s\d]+){0,2}$/;

/** The entry that somebody points at. */
export const recordAround = (element: Element): Element => ofProfile(element) ?? closest(element, RECORDS) ?? element;

/** The entry that a text stands in, if it looks like one of many: it has a time of its own, and is not all of the page. */
export function entryAround(text: Element): Element | undefined {
  const known = ofProfile(text);
  if (known) return known;
  for (const at of upward(text, LEVELS)) {
    if (at === text) continue;
    if (matches(at, ALL) || first(at, 'h1,h2')) return undefined;
    const [time, ...more] = timesIn(at).filter((each) => !holds(text, each));
    // A list of entries has times in many places. When one was changed stands beside when it was written.
    if (time) return more.every((each) => holds(parentOf(time), each) || holds(each, time)) ? at : undefined;
  }
  return undefined;
}

/** Whether one stands before the other. */
const stands = (one: Node, other: Node): boolean =>
  !!(prop(one, 'compareDocumentPosition').call(one, other) & Node.DOCUMENT_POSITION_FOLLOWING);

const holds = (outer: Node | null, inner: Element): boolean => !!outer && prop(outer, 'contains').call(outer, inner);

/** What says a time in the first part of an entry. */
const timesIn = (entry: Element): Element[] =>
  find(entry, '*', MAX_HEAD).filter((each) => tag(each) === 'time' || isTime(tooltip(each)) || isTime(own(each)));

function ofProfile(element: Element): Element | undefined {
  for (const { selector } of profile.recordEntries()) {
    const record = closest(element, `:is(${selector})`);
    if (record) return record;
  }
  return undefined;
}

/** Who wrote an entry, and when. `text` is what he wrote, where that is known: his name stands before it. */
export function headOf(record: Element, text?: Element): ReturnType<typeof profile.heading> {
  const entry = profile.recordEntries().find((each) => profile.placesOfEntry(each).includes(record));
  if (entry) return profile.heading(record, entry);
  const around = pairs(survey(record).labels);
  // Of what somebody wrote, the head says who: neither whom it names nor how he signs.
  const says = text ? ['label.author'] : ['label.author', 'label.approver'];
  const by = around.find(({ classes }) => says.some((one) => classes.has(one)));
  const mail = first(record, 'a[href^="mailto:"]', MAX_HEAD, (link) => !text || stands(link, text));
  const author = by ? person(by.text) : mail ? person(said(mail, 'href'), 'mail') : text && named(record, text);
  const time = first(record, 'time[datetime]');
  const stated = around.find(({ classes }) => classes.has('label.created') || classes.has('label.approved_at'));
  const when: PageText | undefined = time ? said(time, 'datetime') : stated && timeText(stated);
  const at = when && timeOf(when, 'iso|rfc2822', 'page-stated');
  return { ...(author && { author }), ...(at && { at }) };
}

/** The only name in the head of an entry: beside its time, or in what looks like the name of a person. */
function named(record: Element, text: Element): Named | undefined {
  const all = find(record, '*', MAX_HEAD);
  const head = all.slice(0, all.indexOf(text));
  const beside = timesIn(record).flatMap((time) => above(time) ?? []);
  const [sure, likely, perhaps] = NAMES.map((kind) => head.filter((each) => matches(each, kind)).map(shown));
  for (const texts of [sure, likely, beside.map(own), perhaps]) {
    const names = new Set(texts?.flatMap(nameIn));
    if (names.size > 0) return names.size === 1 ? person([...names].join()) : undefined;
  }
  return undefined;
}

/** The name that a short text is: no word of it is listed. */
export function nameIn(text: PageText): string[] {
  const [name = ''] = unlisted(text);
  return NAME.test(name) && publish(text, true).length === 1 ? [name] : [];
}
