/** Sorts the few elements of a page that are worth a closer look, so that no look need search all of it. */
import { inverted } from './inverted';
import { attr, find, first, matches } from './safe';

/** Elements by what they may be. */
export interface Survey {
  headings: Element[];
  labels: Element[];
  badges: Element[];
  messages: Element[];
  dialogs: Element[];
  lists: Element[];
  frames: Element[];
  passwords: Element[];
}

type Kind = keyof Survey;

/**
 * Where to look, one plain selector after another: the browser has an index for each of these, and none for a list of
 * them. What is told by role or class is sorted here.
 */
const PLACES: Partial<Record<Kind, string>> = {
  headings: 'h1|h2',
  labels: 'dt|th:first-child|td+th|td:first-child:nth-last-child(2)|label|strong|b',
  messages: 'output',
  dialogs: 'dialog',
  lists: 'select[multiple]|fieldset|ul|ol|table',
  frames: 'iframe[src]|frame[src]',
  passwords: 'input[type=password]',
};
const BY_ROLE = inverted<Kind>({
  headings: 'heading',
  messages: 'alert status',
  dialogs: 'dialog alertdialog',
  lists: 'group list grid',
});
/** What a form says of one of its fields, whatever its words are. */
export const OF_FIELD = /error-?(?:list|note|message|text)|(?:field|form|input)-?error|invalid-feedback|has-error/i;
const BY_CLASS: [RegExp, Kind][] = [
  [OF_FIELD, 'messages'],
  [/label|key|term|caption/i, 'labels'],
  [/badge|status|state|pill|lozenge/i, 'badges'],
  [
    /alert|toast|notif|flash|snackbar|status-?message|messagelist|action-results|(?:^|\s)(?:success|error|confirmation)(?:\s|$)/i,
    'messages',
  ],
];
const ANY_CLASS = new RegExp(BY_CLASS.map(([pattern]) => pattern.source).join('|'), 'i');
const MAX_ELEMENTS = 20_000;
/** Of each kind, at most so many. */
const MOST: Record<Kind, number> = {
  headings: 20,
  labels: 150,
  badges: 40,
  messages: 60,
  dialogs: 20,
  lists: 80,
  frames: 100,
  passwords: 3,
};

/** Told by role or class; a class in a row or item is that of many, and says nothing of the page. */
const MARKED = '[role],[aria-live],[class]:not(tr *,li *,button,a,input,select,option)';

/** Sorts what is below a node. */
export function survey(below: ParentNode): Survey {
  const found = nothing();
  for (const [kind, selectors] of Object.entries(PLACES) as [Kind, string][])
    for (const selector of selectors.split('|'))
      for (const element of find(below, selector, MOST[kind])) put(found, kind, element);
  for (const element of find(below, MARKED, MAX_ELEMENTS)) {
    const role = attr(element, 'role');
    if (role) put(found, BY_ROLE[role], element);
    const classes = attr(element, 'class');
    if (!classes) {
      if (!role) put(found, 'messages', element);
    } else if (ANY_CLASS.test(classes)) {
      for (const [pattern, kind] of BY_CLASS) if (pattern.test(classes)) put(found, kind, element);
    }
  }
  return found;
}

/** Adds what one survey found to another. */
export function merge(into: Survey, from: Survey): void {
  for (const kind of Object.keys(from) as Kind[]) for (const element of from[kind]) put(into, kind, element);
}

/** Whether an element that came, or anything in it, says something about the page. */
export const matters = (element: Element): boolean =>
  matches(element, NEWS) ||
  !!first(element, NEWS, 100) ||
  Object.values(survey(element)).some((list) => list.length > 0);

function put(into: Survey, kind: Kind | undefined, element: Element): void {
  if (kind && into[kind].length < MOST[kind] && !into[kind].includes(element)) into[kind].push(element);
}

/** Whether an element says something by itself, also where it stood there before without its class. */
export const isNews = (node: Node): boolean => node instanceof Element && matches(node, NEWS);

/** What is worth a look wherever it comes. */
const NEWS =
  'h1,h2,dialog,[role=alert],[role=status],[role=dialog],[role=alertdialog],[class*=alert i],[class*=toast i],[class*=notif i],[class*=error i],[class*=invalid i]';

const nothing = (): Survey =>
  Object.fromEntries(Object.keys(MOST).map((kind) => [kind, [] as Element[]])) as Record<Kind, Element[]>;
