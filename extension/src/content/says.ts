/** What stands on a page besides its heading: states, times, what its comments say, and the terms of a request. */
import type { ClaimOf, StateOf, SystemKind } from '../shared/protocol';
import type { DraftEvent } from './draft';
import { CLAIMS, type Pair, timeText } from './pairs';
import * as profile from './profile';
import { classes, deciding, hasClass, hinted, publish, termsIn, type Words } from './publish';
import { shown, texts } from './read';
import { closest, first, matches } from './safe';
import { changeIn, type Head, type Statement, statementIn } from './statement';
import { timeOf } from './times';

const MAX_MENTION_CHARS = 20_000;
const MAX_STATEMENTS = 8;
const DECIDED = ['state.approved', 'state.rejected'];

/** Labels of a record that a request is described on. */
const MENTIONED_BESIDE = ['label.state', 'label.requester', 'label.approver', 'label.subject', 'label.author'];

/** One look at a page. `say` says something unless the same was said under this name before. */
export interface Look {
  kind: SystemKind;
  roots: ParentNode[];
  badges: Element[];
  around: Pair[];
  say: (slot: string, event: DraftEvent) => void;
}

/** States, and what entries of a record state. */
export function sayStates(look: Look): void {
  const { kind, around, say } = look;
  const found = profile.states();
  for (const [index, state] of found.entries()) say(`state ${state.of} ${index}`, { event: 'state', ...state });
  for (const { of, value, ...head } of profile.statements()) sayStatement(say, of, value, head);
  if (profile.knows('states')) return;
  for (const pair of around) {
    // What a field holds is not yet so, but may be.
    const field = matches(pair.element, 'select') || !!first(pair.element, 'select,[role=combobox]');
    const value = publish(pair.text);
    const said = pair.classes.has('label.topic') ? deciding(pair.text) : [];
    // A message in a ticket whose subject says what was decided.
    if (said.length > 0 && kind === 'ticketing')
      say(`state ${said}`, { event: 'state', of: 'approval', label: pair.label, value: said });
    if (!pair.classes.has('label.state') && !pair.classes.has('noun.approval')) continue;
    if (value.length > 4 || !hasClass(classes(value), 'state.')) continue;
    const decided = DECIDED.some((one) => classes(value).has(one));
    if (field && !decided) continue;
    const of = field ? 'unknown' : stateOf(kind, pair.label);
    say(`state ${pair.label}`, { event: 'state', of, label: pair.label, value });
  }
  for (const [index, value] of badges(look).entries()) {
    say(`badge ${index}`, { event: 'state', of: stateOf(kind, value), value });
  }
}

const when = ({ head: { at } }: Statement): string => at?.local ?? '';

/** A decision, who wrote it and when. */
function sayStatement(say: Look['say'], of: StateOf, value: Words, { author, at }: Head): void {
  const key = JSON.stringify([author, at, of, value]);
  say(key, { event: 'state', of, value });
  if (author) say(`${key} by`, { event: 'person', role: 'author', person: author });
  const what = DECIDED.find((one) => classes(value).has(one));
  if (at && what) say(`${key} at`, { event: 'claim', of: what.slice('state.'.length) as ClaimOf, at });
}

function stateOf(kind: SystemKind, label: Words): StateOf {
  if (classes(label).has('noun.approval')) return 'approval';
  return kind === 'ticketing' ? 'ticket' : kind === 'iam' || kind === 'directory' ? 'access' : 'unknown';
}

/** States that stand alone, outside of lists, as a coloured word. */
function badges({ badges }: Look): Words[] {
  return badges
    .filter((element) => !closest(element, 'form'))
    .map((element) => publish(shown(element)))
    .filter(
      (words) => words.length > 0 && words.length < 4 && !words.includes(null) && hasClass(classes(words), 'state.'),
    )
    .slice(0, 3);
}

/** Times that stand beside their labels. */
export function sayTimes({ around, say }: Look): void {
  const found = profile.times();
  if (!profile.knows('times')) {
    for (const pair of around) {
      const of = CLAIMS.find(([name]) => pair.classes.has(name))?.[1];
      const at = of && timeOf(timeText(pair), 'iso|rfc2822', 'page-stated');
      if (of && at) found.push({ of, at });
    }
  }
  for (const [index, each] of found.slice(0, 20).entries())
    say(`claim ${each.of} ${index}`, { event: 'claim', ...each });
}

/** Terms count where a request is described: on a ticket, an approval or a mail, not in a list of them. */
export function sayMentions({ kind, roots, around, say }: Look, isTicket: boolean, isRecord: boolean): void {
  // A list says of many records what was decided.
  const isRead = kind === 'ticketing' && isRecord;
  if (kind !== 'ticketing' && kind !== 'email') return;
  const describes = (pair: Pair) => MENTIONED_BESIDE.some((name) => pair.classes.has(name));
  const describesOne =
    isTicket ||
    profile.recordEntries().some((entry) => profile.placesOfEntry(entry).length > 0) ||
    (!profile.knows('ticket') && around.some(describes));
  if (!describesOne) return;
  const found = new Map<
    string,
    { place: 'heading' | 'field' | 'body' | 'comment'; label?: Words; terms: Set<number> }
  >();
  const add = (place: 'heading' | 'field' | 'body' | 'comment', terms: number[], label?: Words) => {
    if (terms.length === 0) return;
    const slot = `mention ${place} ${label ?? ''}`;
    const entry = found.get(slot) ?? { place, ...(label && { label }), terms: new Set() };
    for (const term of terms) entry.terms.add(term);
    found.set(slot, entry);
  };
  for (const { element, label } of profile.fields()) add('field', termsIn(shown(element)), [label]);
  for (const pair of around) add('field', termsIn(pair.text), pair.label);
  const says = new Map<string, Words>();
  const statements = new Map<Element, Statement>();
  for (const root of roots) {
    for (const { text, around: element } of texts(root, MAX_MENTION_CHARS)) {
      const terms = termsIn(text);
      if (terms.length > 0) add(profile.mentionIn(element), terms);
      // Approvals are often no more than a comment. Where it says nothing else, it decides; else that is not for us to say.
      const said = isRead && !matches(element, 'th,option,dt') ? deciding(text) : [];
      if (!DECIDED.some((one) => classes(said).has(one))) continue;
      const statement = changeIn(element) ?? statementIn(element, around);
      const hint = statement || matches(element, 'a') ? [] : hinted(text);
      if (statement) statements.set(statement.text, statement);
      else if (hint.length > 0) says.set(hint.join(' '), hint);
    }
  }
  // In the order of their times where all have one, whichever comes first on the page.
  const stated = [...statements.values()];
  if (stated.every(when)) stated.sort((a, b) => (when(a) < when(b) ? -1 : 1));
  for (const { value, head } of stated.slice(-MAX_STATEMENTS)) sayStatement(say, 'statement', value, head);
  for (const value of [...says.values()].slice(0, 4)) say(`said ${value}`, { event: 'state', of: 'comment', value });
  const elsewhere = new Set([...found.values()].flatMap(({ place, terms }) => (place === 'body' ? [] : [...terms])));
  for (const [slot, { terms, ...rest }] of found) {
    if (rest.place === 'body' && [...terms].every((term) => elsewhere.has(term))) continue;
    const things = [...terms]
      .slice(0, 64)
      .sort((a, b) => a - b)
      .map((term) => ({ term }));
    say(slot, { event: 'mention', ...rest, things });
  }
}
