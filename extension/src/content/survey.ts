/** One walk over a page that sorts the few elements worth a closer look, so that each look need not search all of it. */
import { attr, before, closest, find, has, tag } from './safe';

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

/** Everything that may be sorted below. */
const CANDIDATES =
  'h1,h2,dt,th,td:first-child:nth-last-child(2),label,strong,b,select[multiple],fieldset,ul,ol,table,dialog,output,' +
  'iframe[src],frame[src],input[type=password],[class],[role],[aria-live],[aria-modal=true]';
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

const BY_TAG: Record<string, Kind> = {
  h1: 'headings',
  h2: 'headings',
  dt: 'labels',
  label: 'labels',
  strong: 'labels',
  b: 'labels',
  select: 'lists',
  fieldset: 'lists',
  ul: 'lists',
  ol: 'lists',
  table: 'lists',
  dialog: 'dialogs',
  output: 'messages',
  iframe: 'frames',
  frame: 'frames',
};
const BY_ROLE: Record<string, Kind> = {
  heading: 'headings',
  alert: 'messages',
  status: 'messages',
  dialog: 'dialogs',
  alertdialog: 'dialogs',
  group: 'lists',
  list: 'lists',
  grid: 'lists',
};
const BY_CLASS: [RegExp, Kind][] = [
  [/label|key|term|caption/i, 'labels'],
  [/badge|status|state|pill|lozenge/i, 'badges'],
  [
    /alert|toast|notif|flash|snackbar|status-?message|messagelist|action-results|(?:^|\s)(?:success|error|confirmation)(?:\s|$)/i,
    'messages',
  ],
];
const ANY_CLASS = new RegExp(BY_CLASS.map(([pattern]) => pattern.source).join('|'), 'i');

/** Sorts what is below a node. */
export function survey(below: ParentNode, into: Survey = nothing()): Survey {
  for (const element of find(below, CANDIDATES, MAX_ELEMENTS)) sort(element, into);
  return into;
}

/** Whether an element, or anything in it, is of a kind that says something about the page. */
export function matters(element: Element): boolean {
  const found = nothing();
  sort(element, found);
  return Object.values(survey(element, found)).some((list: Element[]) => list.length > 0);
}

const nothing = (): Survey => ({
  headings: [],
  labels: [],
  badges: [],
  messages: [],
  dialogs: [],
  lists: [],
  frames: [],
  passwords: [],
});

function sort(element: Element, into: Survey): void {
  const name = tag(element);
  const put = (kind: Kind | undefined) => {
    if (kind && into[kind].length < MOST[kind] && into[kind].at(-1) !== element) into[kind].push(element);
  };
  if (name === 'input') put(attr(element, 'type') === 'password' ? 'passwords' : undefined);
  // Only the first cell of a row can be a label.
  else if (name === 'th' || name === 'td') put(before(element) ? undefined : 'labels');
  else if (name !== 'select' || has(element, 'multiple')) put(BY_TAG[name]);
  const role = attr(element, 'role');
  if (role) put(BY_ROLE[role]);
  if (attr(element, 'aria-live') || attr(element, 'aria-modal'))
    put(attr(element, 'aria-live') ? 'messages' : 'dialogs');
  const classes = attr(element, 'class');
  if (!classes || !ANY_CLASS.test(classes)) return;
  for (const [pattern, kind] of BY_CLASS) {
    // A state in a list is that of a row, not of the page.
    if (pattern.test(classes) && (kind !== 'badges' || !closest(element, 'tr,li,form,button,select'))) put(kind);
  }
}
