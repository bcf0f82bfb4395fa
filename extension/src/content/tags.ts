/**
 * People, entitlements and records leave the page as keyed hashes of their normalised forms: equal or not equal, never
 * named. WebCrypto is no help here: it is asynchronous, and missing on http pages.
 */
import { type SavedState, SHA256 } from '@stablelib/sha256';
import { hex, unhex } from '../shared/hex';
import type { TicketId } from '../shared/protocol';
import { hasNumber, normalise, wordsOf } from '../shared/terms';
import { wordClasses } from './lexicon';
import { termOf } from './publish';
import { type PageText, raw } from './read';

/** A thing before its terms and tags are numbered for one record. */
export type Named =
  | { term: number }
  | { person: string[] }
  | { entitlement: string[] }
  | { record: string[] }
  | { ticket: TicketId };

/** What the text of a person is: a sign-in name, a mail address, or names of people. */
export type Form = 'login' | 'mail' | 'name';

const MAX_CHARS = 200;

/*! @stablelib/sha256: Copyright (C) 2016 Dmitry Chestnykh, MIT License */

const encoder = new TextEncoder();
const hash = new SHA256();

/** HMAC-SHA256 (RFC 2104) under one key, whose two paddings are hashed once and not for every text. */
export class Mac {
  readonly #inner: SavedState;
  readonly #outer: SavedState;

  constructor(key: Uint8Array) {
    const padded = (pad: number) => {
      const block = new Uint8Array(64).fill(pad);
      for (let at = 0; at < key.length; at++) block[at] = (key[at] ?? 0) ^ pad;
      return hash.reset().update(block).saveState();
    };
    this.#inner = padded(0x36);
    this.#outer = padded(0x5c);
  }

  /** The code of a text, its first `length` bytes as hex. */
  of(text: string, length: number): string {
    const inside = hash.restoreState(this.#inner).update(encoder.encode(text)).digest();
    return hex(hash.restoreState(this.#outer).update(inside).digest().subarray(0, length));
  }
}

let caseKey = '';
/** Made at the first tag: on most pages none is ever asked for. */
let mac: Mac | undefined;
const known = new Map<string, string>();

/** Takes the key of the case. */
export function useCaseKey(key: string): void {
  if (key === caseKey) return;
  caseKey = key;
  mac = undefined;
  known.clear();
}

function tagOf(form: string): string {
  let made = known.get(form);
  if (!made) {
    if (known.size > 2000) known.clear();
    mac ??= new Mac(unhex(caseKey));
    made = mac.of(form, 8);
    known.set(form, made);
  }
  return made;
}

const sorted = (text: string) => wordsOf(text).sort().join(' ');

/** The normalised forms of a person's name, address or sign-in name. */
export function personForms(given: string, form?: Form): string[] {
  const text = normalise(given)
    .replace(/^mailto:/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length > MAX_CHARS || wordsOf(text).every(hasNumber)) return [];
  const beside = /^([^<(]*)[<(]\s*([^>)]+)[>)]/.exec(text);
  if (beside?.[2]) {
    const outer = beside[1]?.trim() ?? '';
    const bracket = text[beside[1]?.length ?? 0] === '<';
    return [
      ...personForms(beside[2], bracket ? 'mail' : form === 'login' ? 'name' : undefined),
      ...personForms(outer, bracket ? 'name' : form),
    ];
  }
  const local = text.split('@')[0]?.split('\\').pop() ?? '';
  if (form === 'mail' || (!form && text.includes('@')) || (form === 'login' && !/\s/.test(text))) {
    // "jane.roe" is the sign-in name, and most likely made of the names.
    const names = /[._]/.test(local) ? sorted(local) : '';
    return names && !/\d/.test(names) ? [local, names] : [local];
  }
  // One word alone would join strangers, and many are a sentence.
  const count = wordsOf(text).length;
  return count < 2 && form === 'name' ? [] : count > 6 ? [] : [sorted(text)];
}

/** A person. */
export function person(text: PageText | string, form?: Form): Named | undefined {
  const forms = new Set(personForms(typeof text === 'string' ? text : raw(text), form).filter(Boolean));
  return forms.size > 0 ? { person: [...forms].map(tagOf) } : undefined;
}

/** A group, role or permission: a vocabulary term, or a tag. Of a distinguished name the first part counts. */
export const entitlement = (text: PageText | string): Named | undefined => thing(text, 'entitlement');

/** A record of a kind that is not known, such as a row. */
export const record = (text: PageText | string): Named | undefined => thing(text, 'record');

function thing(text: PageText | string, kind: 'entitlement' | 'record'): Named | undefined {
  const given = (typeof text === 'string' ? text : raw(text)).slice(0, MAX_CHARS);
  const id = termOf(given);
  if (id !== undefined) return { term: id };
  const form = normalise(given)
    .replace(/^\w+=([^,]+),.*$/s, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (wordsOf(form).length === 0) return undefined;
  return kind === 'record' ? recordOf([numberForm(given.trim()) ?? form]) : { entitlement: [tagOf(form)] };
}

const TICKET = /^(?:\d{1,12}|[A-Z][A-Z0-9_]{0,9}-?\d{1,12}|[0-9a-f]{32})$/;

/** Numbers that say by themselves that they are a record's: "#1042", "TK-1042", "INC0012345". */
const NUMBER =
  /(?<![\w#&/.@-])(?:#\s?(\d{1,12})|((?!UTF|ISO|SHA|RFC|AES)(?:[A-Z][A-Z\d]{0,9}-\d{1,12}|[A-Z]{2,10}\d{4,12})))(?![\w@]|[.-]\d)/g;
/** A number after a word, which says whether it is one. */
const AFTER_WORD =
  /([^\s\d#:,;()[\]]{2,})(?:\s*(?:[:#]|n[ro]\.?|№))?\s+(\d{1,12})(?![\w@]|[.-]\d)(\s*(?:$|[:|,–—)\]-]))?/gi;

/** A number of a record in one spelling, if the whole text is one. */
export const numberForm = (text: string): string | undefined =>
  text.replace(NUMBER, '') === '' && text ? normalise(text).replace(/\s/g, '') : undefined;

/** The numbers of records in a text, in their order. */
export function numbersIn(text: PageText): string[] {
  const given = raw(text).slice(0, MAX_CHARS);
  const found: [number, string][] = [];
  for (const { index, 1: number, 2: key } of given.matchAll(NUMBER))
    found.push([index, number ? `#${number}` : normalise(`${key}`)]);
  for (const { index, 1: word, 2: number, 3: end } of given.matchAll(AFTER_WORD)) {
    // "Ticket 1042"; but "request 5 licences" asks for five.
    const of = `${wordClasses(normalise(`${word}`))}`;
    if (/\.ticket/.test(of) || (end !== undefined && /noun\.request/.test(of))) found.push([index, `#${number}`]);
  }
  return [...new Set(found.sort(([a], [b]) => a - b).map(([, form]) => form))];
}

/** A record by the forms under which it is known. */
export const recordOf = (forms: string[]): Named => ({ record: forms.map(tagOf) });

/** A ticket's number, if the text has the form of one. */
export function ticket(text: PageText): TicketId | undefined {
  const given = raw(text).trim();
  return TICKET.test(given) ? given : undefined;
}

/** The person whom an address names, if the text is one. */
export const addressed = (text: PageText): Named | undefined =>
  /^\S+@\S+$|<[^\s<>@]+@[^\s<>@]+>/.test(raw(text).slice(0, MAX_CHARS)) ? person(text) : undefined;

/** The person whom the one address in a text names. */
export function addressIn(text: PageText): Named | undefined {
  const [address, ...more] =
    raw(text)
      .slice(0, MAX_CHARS)
      .match(/[^\s<>@:,;]+@[^\s<>@,;]+/g) ?? [];
  return address && more.length === 0 ? person(address, 'mail') : undefined;
}

/** What a text in a row names: a person by an address, else a term or a record. */
export const anything = (text: PageText): Named | undefined => addressed(text) ?? record(text);
