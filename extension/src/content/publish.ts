/** Text of a page to published words: the only way in which words of a page can leave it. */
import { hasNumber, normalise, runsOf, Terms, termKey } from '../shared/terms';
import { cut, type Piece } from './cut';
import { beginsPhrase, type Classes, isName, phraseClasses, reads, wordClasses } from './lexicon';
import { type PageText, raw } from './read';
import { readingLists } from './reading';

/** A label before its terms are numbered for one record: a word, the id of a vocabulary term, or a masked run. */
export type Words = readonly (string | number | null)[];

const MAX_TOKENS = 24;
/** Signs that make one thing of what stands on both sides: part of a word, of a host, of an address. */
const JOINTS = "-'_.@\\";
/** An article, pronoun or preposition that lost its vowel to the word after it, as in d'accès or dell'account. */
const ELIDED = /^(?:[cdjlmnst]|qu|un|(?:d?a|[dn]e|su|que)ll)'/;
const MAX_PHRASE = 5;
const DECIDING = new Set(['verb.approve', 'verb.reject', 'state.approved', 'state.rejected']);
/** All that the words of a sentence may mean that says a decision and nothing else. */
const STATED =
  /^(?:state\.(?:approved|rejected)|verb\.(?:approve|reject)|label\.approved_at|noun\.(?:request|access|approval|ticket))$/;
/** A first sentence, what ends it, and what comes after a colon, comma or dash. A question or an ellipsis is none. */
const SENTENCE = /^\s*¡?([\p{L}\p{M} '-]+?)(?:\s*(?:[.!]!*(?=\s|$)|。|\n|[:,、](.*)|$)| [-–—](.*))/su;
const MAX_STATED = 4;
/** So many words are a reason, and no value beside a label. */
const MIN_REASON = 3;

let terms = new Terms('');
let vocabulary = '';

/** Labels by their texts: a list says "Edit" in each row. Guarded ones apart, and so are the names of controls. */
const labels = { plain: new Map<string, Words>(), guarded: new Map<string, Words>(), name: new Map<string, Words>() };
/** How many reading lists there were when the names were published. */
let readWith = 0;
const MAX_LABELS = 500;
/** The classes of labels that were asked for. */
const meant = new WeakMap<Words, Set<string>>();

/** Takes the session's vocabulary, as `packTerms` packs it. */
export function useVocabulary(packed: string): void {
  if (packed === vocabulary) return;
  vocabulary = packed;
  terms = new Terms(packed);
  for (const known of Object.values(labels)) known.clear();
}

/** A run of letters and digits, and what joins it to the run before: a joint, or nothing. */
interface Run {
  text: string;
  joint: string;
  start: number;
  end: number;
}

function runs(text: string): Run[] {
  const all: Run[] = [];
  let end = 0;
  for (const run of runsOf(text)) {
    const between = text.slice(end, run.start);
    const joint = all.length > 0 && between.length === 1 && JOINTS.includes(between) ? between : '';
    end = run.start + run.text.length;
    all.push({ ...run, joint, end });
  }
  return all;
}

/** The text as pieces in order, those that are masked beside each other as one. */
function scan(text: string, guarded: boolean): Piece[] {
  const all = runs(text);
  const pieces: Piece[] = [];
  for (let at = 0; at < all.length; ) {
    let end = at + 1;
    while (all[end]?.joint) end++;
    // What is joined, such as a host name or an address, is looked at as one: a vocabulary term may be all of it, or
    // begin with it, but never end within it.
    const term = termAt(all, at);
    const chunk = all.slice(at, term?.end ?? end);
    at += chunk.length;
    const joined = chunk.map((run) => run.joint + run.text).join('');
    const rest = joined.replace(ELIDED, '');
    const put = (word: Piece[0]) => pieces.push([word, chunk[0]?.start ?? 0, chunk.at(-1)?.end ?? 0]);
    if (term) put(term.id);
    // A number, an address or a login: no part of it is a word.
    else if (chunk.some(({ text, joint }) => hasNumber(text) || !"-'".includes(joint))) put(null);
    else if (chunk[1] && wordClasses(joined)) put(joined);
    // What was elided says nothing, and alone it could be an initial.
    else if (rest !== joined) put(wordClasses(rest) && !isName(rest) ? rest : null);
    else for (const run of chunk) pieces.push(...cut(run));
  }
  // A word that is also a name is masked beside a masked word, and so is the next such word beside it. A letter that is
  // no article is beside a name as well: it could be an initial.
  const settle = (at: number, beside: number) => {
    const piece = pieces[at];
    const word = `${piece?.[0]}`;
    const other = pieces[beside]?.[0];
    if (piece && isName(word) && (guarded || other === null || (/^[^aà]$/.test(word) && isName(`${other}`))))
      piece[0] = null;
  };
  const forth = () => {
    for (const at of pieces.keys()) settle(at, at - 1);
  };
  forth();
  for (let at = pieces.length; at-- > 0; ) settle(at, at + 1);
  forth();
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece[0] === null && last?.[0] === null) last[2] = piece[2];
    else merged.push(piece);
  }
  return merged;
}

const wordsIn = (text: string, guarded = false): Words => scan(normalise(text), guarded).map(([word]) => word);

/** The words of a text. */
const words = (text: PageText, guarded = false): Words => wordsIn(raw(text), guarded);

function termAt(all: Run[], at: number): { id: number; end: number } | undefined {
  const begin = all[at];
  if (!begin || !terms.most || !terms.begins(begin.text)) return undefined;
  for (let end = Math.min(at + terms.most, all.length); end > at; end--) {
    if (all[end]?.joint) continue;
    const key = all.slice(at, end).map((run) => run.text);
    const id = terms.id(key.join(' '));
    if (id !== undefined) return { id, end };
  }
  return undefined;
}

/** The label of a text. `guarded` masks every word that is also a name, for texts that are data more than words. */
export const publish = (text: PageText, guarded = false): Words =>
  labelOf(text, guarded, guarded ? labels.guarded : labels.plain);

/** The label of a control that carries no data: general words of its language show too. */
export function publishName(text: PageText): Words {
  if (readWith !== readingLists()) {
    readWith = readingLists();
    labels.name.clear();
  }
  return reads(() => labelOf(text, false, labels.name));
}

function labelOf(text: PageText, guarded: boolean, known: Map<string, Words>): Words {
  let label = known.get(raw(text));
  if (!label) {
    label = words(text, guarded).slice(0, MAX_TOKENS);
    if (known.size >= MAX_LABELS) known.clear();
    known.set(raw(text), label);
  }
  return label;
}

/** The parts of a text that stay masked, such as the name in a heading. */
export function unlisted(text: PageText): string[] {
  const whole = normalise(raw(text));
  return scan(whole, true).flatMap(([word, start, end]) => (word === null ? whole.slice(start, end) : []));
}

/** The ids of all terms that stand in a text. */
export const termsIn = (text: PageText): number[] =>
  terms.most ? words(text).filter((word) => typeof word === 'number') : [];

/** The id of the term that is the whole text. */
export const termOf = (text: string): number | undefined => (terms.most ? terms.id(termKey(text)) : undefined);

/** The parts of a label that mean something, phrases as one, with their classes. */
function* meanings(label: Words): Generator<[Words, Classes]> {
  for (let at = 0; at < label.length; ) {
    const word = label[at];
    let end = at + 1;
    let of = typeof word === 'string' ? wordClasses(word) : undefined;
    if (typeof word === 'string' && beginsPhrase(word)) {
      for (let far = Math.min(label.length, at + MAX_PHRASE); far > at + 1; far--) {
        const phrase = phraseClasses(label.slice(at, far).join(' '));
        if (!phrase) continue;
        end = far;
        of = phrase;
        break;
      }
    }
    yield [label.slice(at, end), of ?? []];
    at = end;
  }
}

/** The classes of a label's words, where phrases count as one. */
export function classes(label: Words): Set<string> {
  let of = meant.get(label);
  if (!of) {
    of = new Set([...meanings(label)].flatMap(([, each]) => each));
    meant.set(label, of);
  }
  return of;
}

/** The words of a text that decide for or against something. */
export const deciding = (text: PageText): Words => decidingIn(raw(text));

function decidingIn(text: string): Words {
  const parts = [...meanings(wordsIn(text))].filter(([, of]) => of.some((one) => DECIDING.has(one)));
  return [...new Set(parts.flatMap(([part]) => part))].slice(0, MAX_TOKENS);
}

/** What makes of a decision none: "not", "until it is", "must be", in every language of the lexicon. */
const NOT =
  /(?<!\p{L})(?:only|subject|provided|after|not|no|cannot|never|until|unless|if|once|when|before|must|needs?|awaiting|required|nicht|nie|keine?|bis|falls|wenn|sobald|bevor|muss|pas|jamais|jusqu|sauf|avant|doit|hasta|si|antes|debe|salvo|não|até|deve|niet|geen|tot|als|voordat|moet|non|fino|finché|prima)(?!\p{L})|まで|ない|前に|[?？]/u;

/**
 * The words of the first sentence of a text, if it says a decision and nothing else: "Approved.", "Access approved.",
 * "Rejected: this is not needed." All are listed and say no other thing; one says that it is decided, not that somebody is
 * to decide, and none says the opposite. What a comma brings after an approval may be its condition, so it is none then.
 */
export function stated(text: PageText): Words {
  const given = normalise(raw(text));
  const [, sentence = '', ...rest] = SENTENCE.exec(given) ?? [];
  // "Approved. Only after she has signed."
  const conditions = NOT.test(given.slice(given.indexOf(sentence) + sentence.length));
  const label = scan(sentence, false).map(([word]) => word);
  const more = rest.find((each) => each !== undefined);
  const of = classes(label);
  const [yes, no] = ['approved', 'rejected'].map((state) => of.has(`state.${state}`));
  const decides =
    label.length <= MAX_STATED &&
    [...meanings(label)].every(([, each]) => each.some((one) => STATED.test(one))) &&
    (yes ? !no && !conditions && !of.has('verb.reject') && more === undefined : no && !of.has('verb.approve')) &&
    (more === undefined || runsOf(more).length >= MIN_REASON);
  return decides ? label : [];
}

/** The words of a text that decide on something, where their sentence does not say that it is not so, or not yet. */
export const hinted = (text: PageText): Words => {
  for (const sentence of normalise(raw(text)).split(/[.!。\n]/)) {
    const found = NOT.test(sentence) ? [] : decidingIn(sentence);
    if (found.length > 0) return found;
  }
  return [];
};

/** "Status: open -> approved", as histories say it. */
const CHANGE = /^\s*([^:]{2,40}):(?:.*(?:->|=>|→))?\s*([^:>→]{2,40})$/;

/** The decision that a line of a history says that something was changed to; nothing where it says none, or more. */
export function changedTo(text: PageText): Words {
  for (const line of raw(text).split('\n')) {
    const [, label, value] = CHANGE.exec(line) ?? [];
    const of = classes(wordsIn(label ?? ''));
    const to = wordsIn(value ?? '');
    const is = classes(to);
    const decides = is.has('state.approved') !== is.has('state.rejected') && !to.includes(null) && to.length <= 2;
    if (decides && (of.has('label.state') || of.has('noun.approval'))) return to;
  }
  return [];
}

/** Whether one of the classes begins so. */
export const hasClass = (of: Set<string>, prefix: string): boolean => [...of].some((one) => one.startsWith(prefix));
