/** Labels and what stands beside them, on pages that no profile knows: lists of terms, rows of two, fields, captions. */
import type { ClaimOf, PersonRole } from '../shared/protocol';
import { nameOf } from './name';
import { classes, publish, type Words } from './publish';
import { blank, own, type PageText, said, shown } from './read';
import { after, attr, byId, first, has, matches, prop, tag } from './safe';

/** A label and the element that it labels. */
export interface Pair {
  label: Words;
  classes: Set<string>;
  /** What stands beside the label. */
  text: PageText;
  element: Element;
}

/** Pairs whose label the lexicon knows as one. */
export function pairs(labels: Element[]): Pair[] {
  const found: Pair[] = [];
  for (const element of labels) {
    const beside = besideOf(element);
    if (!beside) continue;
    const head = tag(element) === 'label' ? shown(element) : own(element);
    const label = publish(blank(head) ? shown(element) : head);
    if (label.length === 0 || label.length > 5) continue;
    const of = classes(label);
    if (![...of].some((one) => one.startsWith('label.'))) continue;
    const text = textOf(beside);
    if (!blank(text)) found.push({ label, classes: of, text, element: beside });
  }
  return found;
}

/** What a label stands for: the field that it names, or what comes after it. */
function besideOf(label: Element): Element | null {
  const target = attr(label, 'for');
  if (target) return byId(label, target);
  if (matches(label, 'th,td,dt')) {
    const cell = after(label);
    return cell && matches(cell, 'td,dd') ? cell : null;
  }
  return after(label) ?? (has(label, 'class') ? null : parentSibling(label));
}

const parentSibling = (element: Element): Element | null => {
  const parent = prop(element, 'parentElement');
  return parent && prop(parent, 'childElementCount') === 1 ? after(parent) : null;
};

/** The text of a value; of a field only what is chosen in it, never what is typed. */
function textOf(element: Element): PageText {
  if (tag(element) === 'img') return nameOf(element);
  const text = shown(element);
  const field = blank(text) && first(element, 'select');
  return field ? shown(field) : text;
}

/** The people among the pairs' labels. */
export const ROLES: [string, PersonRole][] = [
  ['label.requester', 'requester'],
  ['label.approver', 'approver'],
  ['label.subject', 'subject'],
  ['label.owner', 'owner'],
  ['label.author', 'author'],
];

/** The times among the pairs' labels. */
export const CLAIMS: [string, ClaimOf][] = [
  ['label.approved_at', 'approved'],
  ['label.resolved_at', 'resolved'],
  ['label.updated', 'updated'],
  ['label.created', 'created'],
];

/** The machine-readable time of a value, or its text. */
export function timeText(pair: Pair): PageText {
  const time = tag(pair.element) === 'time' ? pair.element : first(pair.element, 'time[datetime]');
  return time ? said(time, 'datetime') : pair.text;
}
