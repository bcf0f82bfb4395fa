/**
 * A comment that is a decision and nothing else: "Approved." It is told from one that quotes, asks or names a decision by
 * its words alone and by where it stands; all that is not sure is none.
 */
import { entryAround, headOf, nameIn } from './entries';
import { isSeen } from './outcomes';
import type { Pair } from './pairs';
import { changedTo, publish, stated, type Words } from './publish';
import { lines, shown } from './read';
import { above, attr, before, closest, find, first, matches, tag, upward } from './safe';
import { person } from './tags';
import { timeOf } from './times';

/** Who wrote an entry, and when. */
export type Head = ReturnType<typeof headOf>;

/** A decision that somebody wrote. */
export interface Statement {
  text: Element;
  value: Words;
  head: Head;
}

/** What only sets off words in a line. */
const BLOCK = ':not(b,i,em,strong,span)';
/** What somebody else said, what is offered or about to be sent. */
const NOT_SAID = 'form,blockquote,q,del,s,[class*=quote i]';
/** What names, leads somewhere or shows a value instead of saying it; buttons and labels are no text of a page anyway. */
const NO_TEXT = 'a,th,td,dt,dd,h1,h2,h3,h4,h5,h6,summary,caption,[role]:not([role=listitem],[role=article])';
const NO_TEXT_BY_CLASS = /badge|stat(?:us|e)|label|pill|tag|chip/i;
/** So many listed words before it are its label. */
const MAX_LABEL = 4;

/** The statement that a text is, by the element around it. */
export function statementIn(element: Element, around: Pair[]): Statement | undefined {
  const text = closest(element, BLOCK);
  if (!text || closest(text, NOT_SAID) || !isSeen(text)) return undefined;
  const value = stated(lines(text));
  const entry = value[0] && entryAround(text);
  if (!entry) return undefined;
  for (const at of upward(element)) {
    if (at === entry) break;
    if (matches(at, NO_TEXT) || NO_TEXT_BY_CLASS.test(attr(at, 'class')) || around.some((pair) => pair.element === at))
      return undefined;
  }
  return labelled(text, entry) ? undefined : { text, value, head: headOf(entry, text) };
}

/** Whether what stands right before a text is nothing but listed words, as a label is. */
function labelled(text: Element, entry: Element): boolean {
  let at: Element | null = text;
  while (at && at !== entry && !before(at)) at = above(at);
  const label = at && at !== entry ? before(at) : null;
  if (!label || tag(label) === 'time' || first(label, 'time')) return false;
  const words = publish(shown(label));
  return words.length > 0 && words.length <= MAX_LABEL && !words.includes(null);
}

const MAX_CELLS = 8;

/** What a row of a history says that somebody changed, with who did and when: such rows the system writes itself. */
export function changeIn(element: Element): Statement | undefined {
  const cell = closest(element, 'td');
  const row = cell && closest(cell, 'tr');
  if (!row) return undefined;
  const others = find(row, ':scope>td', MAX_CELLS)
    .filter((each) => each !== cell)
    .map(shown);
  const at = others.map((text) => timeOf(text, 'iso|rfc2822', 'page-stated')).find((time) => time);
  const value = at ? changedTo(lines(cell)) : [];
  const names = others.flatMap(nameIn);
  const author = names.length === 1 ? person(`${names}`) : undefined;
  return at && value.length > 0 ? { text: row, value, head: { at, ...(author && { author }) } } : undefined;
}
