/** What follows on a page: messages, dialogs, rows that come and go. */
import type { DraftEvent } from './draft';
import { activated } from './gestures';
import { placeName, rowThings } from './place';
import { classes, hasClass, publish, termsIn } from './publish';
import { blank, shown } from './read';
import { attr, closest, find, has, matches, parentOf, prop } from './safe';
import { OF_FIELD, type Survey } from './survey';

const DIALOGS = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]';
/** Lists that open to offer something. */
const OFFERS = 'nav,select,[role=listbox],[role=menu],[class*=dropdown i],[class*=menu i],[class*=complete i]';
const ROWS = 'tr,li,[role=row],[role=listitem]';
/** A longer text is no message. */
const MAX_WORDS = 20;

/** Texts that a message element showed before, so that each is said once. */
let shownBefore = new WeakMap<Element, string>();
let open = new Map<Element, DraftEvent>();

/** Forgets what was there before. */
export function resetOutcomes(): void {
  shownBefore = new WeakMap();
  open = new Map();
  wrong = new WeakSet();
}

/** Messages that appeared, and dialogs that opened or closed, since the last call. */
export function outcomesHere({ messages, dialogs }: Survey): DraftEvent[] {
  const said = spokenOf(messages);
  if (refusedHere() && !said.some((event) => 'outcome' in event && event.outcome === 'error'))
    said.push({ event: 'outcome', outcome: 'error' });
  return [...said, ...openOf(dialogs)];
}

/** Fields that are marked as wrong. */
let wrong = new WeakSet<Element>();

/** Whether fields were marked as wrong after something was activated, and not while they were filled in. */
function refusedHere(): boolean {
  const marked = find(document, '[aria-invalid=true]', 50).filter(isSeen);
  const fresh = marked.some((field) => !wrong.has(field));
  wrong = new WeakSet(marked);
  return fresh && activated();
}

function spokenOf(messages: Element[]): DraftEvent[] {
  const said = new Set<Element>();
  return messages.flatMap((element) => {
    // A part of a message is said with the whole; a cell is part of a list.
    if (within(element, said) || closest(element, 'td+td,select,nav') || !isSeen(element)) return [];
    const text = shown(element);
    const words = publish(text);
    if (blank(text) || words.length > MAX_WORDS) return [];
    said.add(element);
    const now = JSON.stringify(words);
    if (shownBefore.get(element) === now) return [];
    shownBefore.set(element, now);
    const of = classes(words);
    const states = hasClass(of, 'state.');
    const marks = attr(element, 'class');
    const alarms = OF_FIELD.test(marks) || (!states && matches(element, 'form [role=alert]'));
    if (!states && !alarms && !(matches(element, '[role=alert],[role=status]') && hasClass(of, 'verb.'))) return [];
    const error = alarms || of.has('state.failure') || /error|danger|fail|invalid/i.test(marks);
    const things = termsIn(text).map((term) => ({ term }));
    return [{ event: 'outcome', outcome: error ? 'error' : 'message', words, things }];
  });
}

function openOf(dialogs: Element[]): DraftEvent[] {
  const now = new Map<Element, DraftEvent>();
  const events: DraftEvent[] = [];
  for (const element of dialogs) {
    if (!isSeen(element) || (element instanceof HTMLDialogElement && !has(element, 'open'))) continue;
    const before = open.get(element);
    const words = before && 'words' in before ? before.words : publish(placeName(element));
    now.set(element, { event: 'outcome', outcome: 'dialog_closed', ...(words && { words }) });
    if (!before) events.push({ event: 'outcome', outcome: 'dialog_opened', ...(words && { words }) });
  }
  for (const [element, closed] of open)
    if (!now.has(element)) events.push(activated(element) ? closed : dismissed(closed));
  open = now;
  return events;
}

/** Whether one of these elements is around an element. */
export function within(element: Node, set: { has(node: Node): boolean }): boolean {
  for (let at = parentOf(element), steps = 40; at && steps-- > 0; at = parentOf(at)) if (set.has(at)) return true;
  return false;
}

/** Whether an element belongs to a dialog and not to the page's own view. */
export const inDialog = (element: Element): boolean => closest(element, DIALOGS) !== null;

/** Whether an element is rendered. This may compute style, never layout, and is asked when the page is idle. */
export const isSeen = (element: Element): boolean =>
  prop(element, 'isConnected') && prop(element, 'checkVisibility').call(element, { visibilityProperty: true });

/** Rows of a list that is looked at whole. */
const MAX_ROWS = 100;

/** Rows that came or went. Many at once are another list, and say nothing. */
export function rowsOf(records: MutationRecord[]): DraftEvent[] {
  const lists = records.filter(({ type }) => type === 'childList').slice(0, 100);
  const tops = new Set<Element>();
  const rows = (kind: 'addedNodes' | 'removedNodes') =>
    lists
      .filter(({ target }) => !(target instanceof Element && closest(target, OFFERS)))
      .flatMap((record) => Array.prototype.slice.call(prop(record, kind), 0, 10))
      .filter((node): node is Element => node instanceof Element)
      .flatMap((node) => {
        tops.add(node);
        return matches(node, ROWS) ? node : find(node, ROWS, MAX_ROWS);
      })
      .filter((row) => !closest(row, OFFERS));
  // What is drawn anew comes and goes with the same texts. A list that has none in common with the one before is another:
  // then only rows count that came or went by themselves.
  const differ = (some: Element[], others: Element[]) => {
    const texts = new Set(others.map(shown));
    const rest = some.filter((row) => !texts.has(shown(row)));
    return rest.length < some.length ? rest : some.filter((row) => tops.has(row));
  };
  const [came, gone] = [rows('addedNodes'), rows('removedNodes')];
  const added = differ(came, gone).filter((row) => prop(row, 'isConnected'));
  const removed = differ(gone, came).filter((row) => !prop(row, 'isConnected'));
  if (added.length + removed.length > 6) return [];
  const say =
    (outcome: 'row_added' | 'row_removed') =>
    (row: Element): DraftEvent => ({
      event: 'outcome',
      outcome,
      words: publish(shown(row)),
      things: rowThings(row),
    });
  return [...added.map(say('row_added')), ...removed.map(say('row_removed'))];
}

/** Closed with Escape, or by a click beside it. */
const dismissed = (closed: DraftEvent): DraftEvent =>
  'outcome' in closed ? { ...closed, outcome: 'dialog_dismissed' } : closed;
