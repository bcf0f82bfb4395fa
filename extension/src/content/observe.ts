/**
 * What stands on a page, and when to look: its heading and ticket, people, memberships, and what follows a gesture; for the
 * rest see says.ts. Looked at when the page is idle, and once more right before a form is sent.
 */
import type { Capture } from '../shared/messages';
import type { PersonRole } from '../shared/protocol';
import type { DraftEvent } from './draft';
import { onToggle } from './gestures';
import { frameKind, write } from './journal';
import { membersHere } from './members';
import { inDialog, isSeen, outcomesHere, resetOutcomes, rowsOf, within } from './outcomes';
import { type Pair, pairs, ROLES } from './pairs';
import { signedInHere, subjectOf } from './people';
import * as profile from './profile';
import { classes, publish } from './publish';
import { blank, documentTitle, editable, frameOrigins, type PageText, spoken } from './read';
import { recordHere } from './record';
import { closest, find, first, listen, parentOf, prop, safely, shadowOf, tag } from './safe';
import { sayMentions, sayStates, sayTimes } from './says';
import { isNews, matters, merge, type Survey, survey } from './survey';
import { addressIn, type Named, person } from './tags';
import { typing } from './typing';

/** After the last change, and at most after the first. */
const QUIET_MS = 150;
const LATEST_MS = 1000;
/** How long after a gesture a row that comes or goes counts as its outcome. */
const FOLLOWS_MS = 10_000;
/** Changes of one moment that are looked at one by one. */
const MAX_CHANGES = 200;
const MAX_ELEMENTS = 20_000;
const ATTRIBUTES = [
  'open',
  'hidden',
  'role',
  'aria-hidden',
  'aria-modal',
  'aria-checked',
  'aria-selected',
  'aria-invalid',
];

/** Components have a hyphen in their names. An expression, since to hand all these elements to us costs four times as much. */
const COMPONENTS = "boolean(descendant::*[position()<=300][contains(local-name(),'-')])";

/** Whether one of the first elements of a page is a component. */
const hasComponents = (body: Element): boolean =>
  prop(document, 'evaluate').call(document, COMPONENTS, body, null, XPathResult.BOOLEAN_TYPE, null).booleanValue;

/** Whether a change happened where a person writes. */
function written(target: Node): boolean {
  const element = target instanceof Element ? target : prop(target, 'parentElement');
  return !!element && editable(element);
}

/** Watches a page. */
export class Observer {
  readonly #system: Capture['systems'][number];
  readonly #origins: Set<string>;
  readonly #mutations: MutationObserver;
  readonly #signal: AbortSignal;
  readonly #said = new Map<string, string>();
  #roots: ParentNode[] = [document];
  #seen: Survey = survey(new DocumentFragment());
  /** Elements that something was read from, and those right around them: a change there is worth another look. */
  #sources = new WeakSet<Node>();
  #timer = 0;
  #idle = 0;
  #since = 0;
  #last = 0;
  #stale = true;
  #began = false;
  #acted = Number.NEGATIVE_INFINITY;
  /** Whose record this is, where no profile says so. */
  #shown: Named | undefined;
  /** Forms in which something was done: what a list in one holds then is so once the form is sent, not before. */
  #touched = new WeakSet<EventTarget>();
  /** What may be said once although somebody is writing: what stands, or also rows that come and go. */
  #due: '' | 'look' | 'rows' = '';

  constructor(system: Capture['systems'][number], capture: Capture, signal: AbortSignal) {
    this.#system = system;
    this.#origins = new Set(capture.systems.map(({ origin }) => origin));
    this.#signal = signal;
    resetOutcomes();
    this.#mutations = new MutationObserver(safely((records: MutationRecord[]) => this.#changed(records)));
    listen(window, 'change click focusin', signal, (event) => this.#did(event));
    // While a page is being read by the browser, its parts are not yet in place.
    if (prop(document, 'readyState') === 'loading') listen(document, 'DOMContentLoaded', signal, () => this.#start());
    else this.#start();
    signal.addEventListener('abort', () => {
      this.#mutations.disconnect();
      clearTimeout(this.#timer);
      cancelIdleCallback(this.#idle);
    });
  }

  /** Looks again, when the page is idle. */
  look(): void {
    this.#soon(true);
  }

  /** Another view of the same document: what was said of the one before does not stand for it. */
  renew(): void {
    this.#said.clear();
    this.#touched = new WeakSet();
    this.#began = false;
    this.#soon(true);
  }

  /** Takes down what is not known yet, right before the page may go, or this form is sent. */
  settle(sent?: EventTarget | null): void {
    this.#changed(this.#mutations.takeRecords());
    if (!this.#began) this.#scan();
    else if (this.#stale || sent) this.#members(sent);
  }

  /** What stood on the page when somebody acted there goes before the act, however soon that came. */
  before(): void {
    if (!this.#began && prop(document, 'readyState') !== 'loading') this.#scan();
  }

  /** A gesture: what the page shows from now on follows it, and is not what a key did. */
  #did(event: Event): void {
    const { type } = event;
    const path = prop(event, 'composedPath').call(event);
    const field = typing();
    // Whoever goes to a field writes there next. A change, or a click beside it, is the end of what was written so far.
    const ends = type === 'change' || (type === 'click' && field && !path.includes(field));
    this.#due = ends ? 'rows' : 'look';
    if (type !== 'focusin') {
      this.#acted = performance.now();
      for (const node of path) if (node instanceof HTMLFormElement) this.#touched.add(node);
    }
    // While the focus stays, what follows the end of writing is awaited.
    if (field && ends) this.#stale = true;
    else this.#soon(type === 'change');
  }

  #start(): void {
    this.#watch(document);
    this.#soon(true);
  }

  #watch(root: Node): void {
    this.#mutations.observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ATTRIBUTES });
  }

  #changed(all: MutationRecord[]): void {
    // What a person writes changes nothing that is looked at, and when he writes is nobody's business.
    const records = all.slice(0, MAX_CHANGES).filter(({ target }) => !written(target));
    if (records.length === 0) return;
    for (const record of records.slice(0, 40))
      if (prop(record, 'attributeName') === 'aria-checked' && record.target instanceof Element) onToggle(record.target);
    const follows = performance.now() - this.#acted < FOLLOWS_MS;
    if (this.#began && follows && (this.#due === 'rows' || !typing())) {
      const rows = rowsOf(records);
      for (const event of rows) write(event);
      if (rows.length > 0) this.#due = 'look';
    }
    this.#soon(
      this.#stale ||
        all.length > MAX_CHANGES ||
        records.slice(0, 40).some((record) => this.#concerns(record)) ||
        records.length > 40,
    );
  }

  /** Whether a change is one of what was read, or brings something new to read. */
  #concerns(record: MutationRecord): boolean {
    const { target } = record;
    if (this.#sources.has(target) || within(target, this.#sources) || isNews(target)) return true;
    const added: Node[] = Array.prototype.slice.call(prop(record, 'addedNodes'), 0, 20);
    for (const node of added) {
      if (node instanceof Element && (matters(node) || profile.concerns(node) || tag(node).includes('-'))) return true;
    }
    return false;
  }

  /** Looks at the page once it is quiet and idle: at all of it, or only at what follows a gesture. */
  #soon(all: boolean): void {
    this.#stale ||= all;
    const now = performance.now();
    if (!this.#timer) this.#since = now;
    this.#last = now;
    this.#timer ||= setTimeout(this.#quiet, QUIET_MS);
  }

  /** Called a while after a change; waits on where there was another since, instead of a new timer for each. */
  readonly #quiet = (): void => {
    const now = performance.now();
    const wait = Math.min(this.#last + QUIET_MS, this.#since + LATEST_MS) - now;
    this.#timer = wait > 1 ? setTimeout(this.#quiet, wait) : 0;
    if (this.#timer) return;
    this.#idle ||= requestIdleCallback(
      safely(() => {
        this.#idle = 0;
        if (this.#began && !this.#due && typing()) return;
        this.#due = '';
        if (this.#stale) this.#scan();
        else this.#follow();
      }),
      { timeout: 500 },
    );
  };

  /** Says something unless the same was said of this view before. */
  #say(slot: string, event: DraftEvent): void {
    const text = JSON.stringify(event);
    if (this.#said.get(slot) === text) return;
    this.#said.set(slot, text);
    write(event);
  }

  #scan(): void {
    this.#stale = false;
    this.#began = true;
    this.#sources = new WeakSet();
    const body = prop(document, 'body');
    if (this.#signal.aborted || !body || editable(body)) return;
    this.#roots = [document, ...this.#shadows(body)];
    this.#seen = survey(document);
    for (const root of this.#roots.slice(1)) merge(this.#seen, survey(root));
    const title = this.#title();
    const signIn = profile.signedOut() || this.#signIn();
    const ticket = profile.ticketHere();
    const heading = publish(title ?? documentTitle());
    const shows = signIn ? undefined : recordHere(title, documentTitle(), ticket);
    const record = shows?.record;
    // A frame without heading or ticket is furniture.
    if (frameKind() === 'top' || heading.length > 0 || ticket) {
      this.#say('view', {
        event: 'view',
        heading,
        ...(ticket && { ticket }),
        ...(record && { record }),
        sign_in: signIn,
      });
      const others = shows?.others ?? [];
      if (others.length > 0) this.#say('others', { event: 'mention', place: 'heading', things: others.slice(0, 8) });
    }
    this.#shown = shows && subjectOf(this.#system.kind, shows, this.#headings());
    const around = pairs(this.#seen.labels);
    this.#people(around);
    const look = {
      kind: this.#system.kind,
      roots: this.#roots,
      badges: this.#seen.badges,
      around,
      say: (slot: string, event: DraftEvent) => this.#say(slot, event),
    };
    sayStates(look);
    sayTimes(look);
    if (!signIn) {
      sayMentions(look, !!ticket, !!record);
      this.#members();
    }
    this.#follow();
    const foreign = frameOrigins(this.#seen.frames).filter(
      (origin) => origin.startsWith('http') && !this.#origins.has(origin),
    );
    if (foreign.length > 0 || this.#said.has('uncovered'))
      this.#say('uncovered', { event: 'uncovered', frames: foreign.length });
    const { headings, badges, messages, dialogs } = this.#seen;
    const read = [...around.map((pair) => pair.element), ...profile.sources()];
    for (const element of [...headings, ...badges, ...messages, ...dialogs, ...read]) this.#sources.add(element);
    // What is read may be replaced as a whole.
    for (const element of read) {
      const parent = parentOf(element);
      if (parent) this.#sources.add(parent);
    }
  }

  #follow(): void {
    for (const event of outcomesHere(this.#seen)) write(event);
  }

  /** Shadow trees on the page; what stands in them is seen by no selector from outside. */
  #shadows(below: ParentNode): ShadowRoot[] {
    // Pages made of components are so from the top.
    if (below instanceof HTMLBodyElement && !this.#roots[1] && !hasComponents(below)) return [];
    return find(below, '*', MAX_ELEMENTS).flatMap((element) => {
      const root = tag(element).includes('-') ? shadowOf(element) : null;
      if (!root) return [];
      if (!this.#roots.includes(root)) this.#watch(root);
      return [root, ...this.#shadows(root)];
    });
  }

  #title(): PageText | undefined {
    return this.#headings()[0];
  }

  /** The heading of the page, and those after it. */
  #headings(): PageText[] {
    const seen = this.#seen.headings.filter((each) => isSeen(each) && !inDialog(each) && !blank(spoken(each)));
    const from = seen.findIndex((each) => tag(each) === 'h1');
    return seen.slice(Math.max(0, from)).map(spoken);
  }

  /** A page to sign in: one field for a password, and a control or heading that says so. */
  #signIn(): boolean {
    const [field, more] = this.#seen.passwords;
    const form = field && prop(field as HTMLInputElement, 'form');
    if (!form || more) return false;
    const says = (element: Element) => classes(publish(spoken(element))).has('verb.sign_in');
    return (
      [...find(form, 'button,h1,h2,legend', 6), ...this.#seen.headings.slice(0, 2)].some(says) ||
      !!first(form, 'input[type=submit]')
    );
  }

  #people(around: Pair[]): void {
    const found = this.#known();
    if (!profile.knows('people')) {
      const signedIn = signedInHere();
      if (signedIn) found.push({ role: 'signed_in', person: signedIn });
      if (this.#shown) found.push({ role: 'subject', person: this.#shown });
      for (const pair of around) {
        const role = ROLES.find(([name]) => pair.classes.has(name))?.[1];
        // A name is no listed words: what stands after "Subject" may be what a message is about.
        const names = publish(pair.text, true).every((word) => word === null);
        const who = role && (names ? person(pair.text) : addressIn(pair.text));
        if (role && who) found.push({ role, person: who });
      }
    }
    for (const each of found.slice(0, 20)) this.#say(JSON.stringify(each), { event: 'person', ...each });
  }

  /** The people of the profile; of the one subject and the one who is signed in, all forms together. */
  #known(): ReturnType<typeof profile.people> {
    const found = profile.people();
    const one = (role: PersonRole) => {
      const forms = found.flatMap((each) => (each.role === role && 'person' in each.person ? each.person.person : []));
      return forms.length > 0 ? [{ role, person: { person: [...new Set(forms)] } }] : [];
    };
    const others = found.filter(({ role }) => role !== 'subject' && role !== 'signed_in');
    return [...one('signed_in'), ...one('subject'), ...others];
  }

  #subject(): Named | undefined {
    return this.#known().find(({ role }) => role === 'subject')?.person ?? this.#shown;
  }

  #members(sent?: EventTarget | null): void {
    const { kind } = this.#system;
    if (kind === 'email' || kind === 'ticketing' || frameKind() === 'foreign') return;
    const held = membersHere(this.#seen.lists, this.#subject(), this.#title());
    for (const { element, event } of held) {
      this.#sources.add(element);
      const slot = `members ${JSON.stringify([event.list, event.of])}`;
      const form = closest(element, 'form');
      if (!form || form === sent || !this.#touched.has(form) || !this.#said.has(slot)) this.#say(slot, event);
    }
  }
}
