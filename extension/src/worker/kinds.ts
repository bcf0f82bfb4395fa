/**
 * What a page's words and structure say of its system's kind. A sign is a pattern that pages of one kind share whatever
 * product draws them: columns, labels, controls and lists, by the classes of their words. No sign is a host name.
 */

import { nameOf } from '../content/name';
import { classes, publish } from '../content/publish';
import { documentTitle, type PageText, spoken } from '../content/read';
import { closest, find } from '../content/safe';
import type { SystemKind } from '../shared/protocol';

/** The classes of each text of one sort. */
type Said = Set<string>[];

/** A page by what stands where. */
interface Page {
  headings: Said;
  controls: Said;
  labels: Said;
  /** The heads of each table. */
  tables: Said[];
  /** The names of lists that take several of what they hold, and of their parts. */
  lists: Said;
  /** The links of each menu, list of links or folders. */
  menus: Said[];
  writes: boolean;
  addressed: boolean;
  passwords: number;
  links: number;
}

const MOST = 300;
/** A longer text is no name of anything. */
const MAX_WORDS = 8;

const saidIn = (texts: PageText[]): Said =>
  texts
    .map((text) => publish(text))
    .filter((words) => words.length > 0 && words.length <= MAX_WORDS)
    .map(classes)
    .filter((of) => of.size > 0);
const named = (elements: Element[]): Said => saidIn(elements.map(nameOf));
const spokenIn = (elements: Element[]): Said => saidIn(elements.map(spoken));

/** Takes down what stands where. */
export function pageHere(): Page {
  const all = (selector: string, most = MOST) => find(document, selector, most);
  const heads = 'thead th,thead td,[role=columnheader]';
  return {
    headings: [...saidIn([documentTitle()]), ...spokenIn(all('h1,h2,h3,legend,caption,[role=heading]', 60))],
    controls: named(
      all('button,input[type=submit],input[type=button],a,[role=button],[role=menuitem],[role=link]', 600),
    ),
    labels: [
      ...spokenIn(all('label,dt,th:first-child,td:first-child:nth-last-child(2)', 200)),
      ...spokenIn(all('[class*=label i]:not(input,select,button)', 200)),
      ...named(all('input:not([type=submit],[type=button],[type=hidden]),select,textarea', 150)),
    ],
    tables: all('table,[role=grid],[role=treegrid]', 40).map((table) => {
      const own = find(table, heads, 30);
      return spokenIn(own.length > 0 ? own : find(table, 'tr:first-child th,tr:first-child td', 30));
    }),
    lists: all('select[multiple],[role=listbox][aria-multiselectable=true]', 20).flatMap((list) => {
      const around = closest(list, 'fieldset,form,section');
      return [...named([list]), ...(around ? spokenIn(find(around, 'legend,h2,h3,label', 12)) : [])];
    }),
    menus: all('nav,[role=navigation],[role=menubar],[role=toolbar],[role=tree],ul', 80).map((menu) =>
      named(find(menu, 'a,button,[role=menuitem],[role=treeitem]', 40)),
    ),
    writes: all('textarea,[contenteditable]:not([contenteditable=false]),[role=textbox]', 1).length > 0,
    addressed:
      all('input[type=email][multiple],[name=to],[name=_to],[name=cc],[name=_cc],[id=to],[id=cc]', 1).length > 0,
    passwords: all('input[type=password]', 3).length,
    links: all('a[href]', 60).length,
  };
}

const any = (said: Said, ...of: string[]): boolean => said.some((each) => of.some((one) => each.has(one)));
/** One text that has all of these. */
const one = (said: Said, ...of: string[]): boolean => said.some((each) => of.every((each_) => each.has(each_)));
/** How many of these stand there at all. */
const kinds = (said: Said, ...of: string[]): number => of.filter((one) => any(said, one)).length;

const TICKETS = ['noun.ticket', 'noun.queue'];
const RIGHTS = ['noun.role', 'noun.permission'];

/** A menu with several ways to tickets stands on every page of a ticketing system. */
const ticketMenu = ({ menus }: Page): boolean =>
  menus.some((menu) => {
    const ways = menu.filter((each) => TICKETS.some((one) => each.has(one)));
    return new Set(ways.map((each) => [...each].join())).size >= 2;
  });

/** What speaks for a kind, and how loudly. */
const SIGNS: [SystemKind, number, (page: Page) => boolean][] = [
  // A queue: a list with the states of records, and who asked for them or has them.
  [
    'ticketing',
    4,
    ({ tables }) =>
      tables.some(
        (heads) =>
          any(heads, 'label.state') &&
          kinds(heads, 'label.requester', 'label.owner', 'label.ticket', 'noun.ticket', 'noun.queue', 'label.due') >= 2,
      ),
  ],
  // A ticket: its state, who asked or has it, and what is said about it.
  [
    'ticketing',
    4,
    ({ labels, controls, headings, writes }) =>
      any(labels, 'label.state') &&
      any(labels, 'label.requester', 'label.owner', 'label.approver', 'noun.queue') &&
      (writes || any([...controls, ...headings], 'verb.comment', 'noun.comment', 'verb.take', 'verb.resolve')),
  ],
  // A form for a new one.
  [
    'ticketing',
    3,
    ({ headings, controls, labels, writes }) =>
      writes &&
      (one(headings, 'verb.create', 'noun.ticket') || one(headings, 'verb.request') || one(headings, 'noun.request')) &&
      any(
        [...labels, ...controls],
        'verb.submit',
        'verb.request',
        'noun.reason',
        'noun.category',
        'noun.queue',
        'label.requester',
      ),
  ],
  ['ticketing', 2, ({ controls }) => one(controls, 'verb.create', 'noun.ticket')],
  ['ticketing', 2, ({ headings }) => any(headings, ...TICKETS)],
  ['ticketing', 3, ticketMenu],
  ['ticketing', 2, ({ controls }) => one(controls, 'verb.submit', 'noun.request')],
  // An approval: to decide for or against what somebody asked.
  [
    'ticketing',
    2,
    ({ controls, labels }) =>
      any(controls, 'verb.approve') &&
      any(controls, 'verb.reject') &&
      any(labels, 'label.requester', 'label.state', 'noun.request'),
  ],
  // Folders: what came in, and what was sent.
  [
    'email',
    4,
    ({ menus }) =>
      menus.some((menu) => {
        const came = menu.some((each) => each.has('noun.mail') && !each.has('verb.send'));
        return came && menu.some((each) => each.has('verb.send') && !each.has('noun.mail'));
      }),
  ],
  // A message that can be answered and passed on, and has no state.
  [
    'email',
    4,
    (page) =>
      any(page.controls, 'verb.reply') &&
      any(page.controls, 'verb.forward') &&
      !any(page.labels, 'label.state') &&
      !any(page.headings, ...TICKETS) &&
      !ticketMenu(page),
  ],
  // A message that is being written: to whom, and a control that sends it.
  ['email', 4, ({ addressed, writes, controls }) => addressed && writes && any(controls, 'verb.send')],
  [
    'email',
    2,
    ({ tables }) => tables.some((heads) => any(heads, 'label.author') && !any(heads, 'label.state', 'label.owner')),
  ],
  ['email', 2, ({ headings }) => any(headings, 'noun.mail')],
  // Members: lists to move people or groups between, or a group with its members.
  ['directory', 3, ({ lists }) => any(lists, 'noun.member', 'noun.group') && !any(lists, ...RIGHTS)],
  ['directory', 2, ({ headings }) => any(headings, 'noun.group') && any(headings, 'noun.member')],
  [
    'directory',
    3,
    ({ headings, labels, controls, tables }) =>
      any([...headings, ...labels, ...tables.flat()], 'noun.group') &&
      any([...headings, ...labels, ...controls, ...tables.flat()], 'noun.member'),
  ],
  ['directory', 6, ({ headings }) => any(headings, 'noun.directory')],
  ['directory', 2, ({ menus }) => menus.some((menu) => any(menu, 'noun.directory'))],
  // A console: users and what they may do.
  [
    'iam',
    4,
    ({ tables, headings }) =>
      tables.some((heads) => any(heads, 'noun.user', 'noun.account', 'label.subject') && any(heads, ...RIGHTS)) ||
      (any(headings, 'noun.user', 'noun.account') && tables.some((heads) => any(heads, ...RIGHTS))),
  ],
  ['iam', 3, ({ headings }) => any(headings, ...RIGHTS)],
  ['iam', 4, ({ lists }) => any(lists, ...RIGHTS)],
  [
    'iam',
    4,
    ({ tables, controls }) =>
      tables.some((heads) => any(heads, 'noun.user') && heads.length > 2) &&
      (one(controls, 'verb.add', 'noun.user') || one(controls, 'verb.create', 'noun.user')),
  ],
  // An account that is made for somebody else: whoever makes one for himself is not signed in.
  [
    'iam',
    4,
    ({ headings, passwords, controls }) =>
      passwords > 0 &&
      any(controls, 'verb.sign_out') &&
      (one(headings, 'verb.add', 'noun.user') || one(headings, 'verb.create', 'noun.user')),
  ],
  ['iam', 3, ({ controls }) => one(controls, 'verb.assign', 'noun.role') || one(controls, 'verb.add', 'noun.role')],
  [
    'iam',
    2,
    ({ menus }) => menus.some((menu) => any(menu, ...RIGHTS) && any(menu, 'noun.user', 'noun.account', 'noun.group')),
  ],
  [
    'iam',
    2,
    ({ labels, headings }) =>
      any(headings, 'noun.user', 'noun.account') &&
      any(labels, 'noun.password') &&
      any(labels, 'state.active', ...RIGHTS),
  ],
];

/** Less than this is chance, and a lead over the next kind that is smaller decides nothing. */
const ENOUGH = 4;
const LEAD = 2;

/** Whether this is a page to sign in, which looks the same whatever is behind it. */
export const signsIn = ({ passwords, controls, headings, links }: Page): boolean =>
  (passwords === 1 || (passwords === 0 && links < 5)) &&
  any([...headings, ...controls], 'verb.sign_in') &&
  !any(controls, 'verb.sign_out');

/** How loudly the page speaks for each kind. */
export function scores(page: Page): Map<SystemKind, number> {
  const sums = new Map<SystemKind, number>();
  for (const [kind, weight, holds] of SIGNS) if (holds(page)) sums.set(kind, (sums.get(kind) ?? 0) + weight);
  return sums;
}

/** The kind, if the page says enough for one and not nearly as much for another. */
export function kindOf(sums: Map<SystemKind, number>): SystemKind | undefined {
  const [best, next] = [...sums].sort(([, a], [, b]) => b - a);
  return best && best[1] >= ENOUGH && best[1] - (next?.[1] ?? 0) >= LEAD ? best[0] : undefined;
}
