// What profiles/README.md promises, held against the profiles.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const load = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const files = readdirSync(new URL('../../profiles/', import.meta.url)).filter((name) => name.endsWith('.json'));
const english = load('lexicon/en.json');

const text = (value) => typeof value === 'string' && value.length > 0 && value.length <= 400;
const oneOf =
  (...allowed) =>
  (value) =>
    allowed.includes(value);
const listOf = (check) => (value) => Array.isArray(value) && value.length > 0 && value.every((item) => check(item));
const word = (value) => value in english.words;

/**
 * Linear by construction: anchored at one end, at most one group that captures, unbounded repeats of a single character
 * set only, never two of them side by side.
 */
function pattern(groups) {
  return (source) => {
    if (!text(source) || !(source.startsWith('^') || source.endsWith('$'))) return false;
    try {
      const captures = new RegExp(`${source}|`, 'u').exec('').length - 1;
      if (captures !== groups) return false;
    } catch {
      return false;
    }
    const plain = source.replace(/\\./gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
    const repeatedGroup = /\)[*+{]/u.test(plain);
    const flat = plain.replace(/\(\?:|[()]/gu, '');
    return !repeatedGroup && !/[*+]\??.[*+]/u.test(flat);
  };
}

const format = (value) =>
  text(value) &&
  value
    .split('|')
    .every((one) => ['iso', 'rfc2822', 'unix', 'unix_ms'].includes(one) || /%[YymdebBaAHIMSpz*]/u.test(one)) &&
  !/%[^YymdebBaAHIMSpz*]/u.test(value);
const means = (value) => Object.entries(value).every(([from, to]) => /^[a-z ]+$/u.test(from) && word(to));

/** Keys and their checks; `?` marks those that may be missing. */
const object = (shape) => (value) => {
  const known = new Set(Object.keys(shape).map((key) => key.replace('?', '')));
  const strange = Object.keys(value).filter((key) => !known.has(key));
  if (strange.length > 0) return false;
  return Object.entries(shape).every(([key, check]) => {
    const name = key.replace('?', '');
    return value[name] === undefined ? key.endsWith('?') : check(value[name]);
  });
};

const either =
  (...checks) =>
  (value) =>
    checks.some((check) => check(value));
const attribute = (value) => /^[a-z-]+$/u.test(value) && value !== 'value';
const path = pattern(0);
const form = oneOf('login', 'mail', 'name');
const zone = oneOf('page-stated', 'utc', 'unknown');
const of = oneOf('ticket', 'approval', 'access');

const place = { selector: text, 'attribute?': attribute, 'path?': path };
const profile = object({
  id: (value) => /^[a-z0-9-]{1,40}$/u.test(value),
  name: text,
  kind: oneOf('ticketing', 'iam', 'directory', 'email', 'other'),
  verified: oneOf('lab', 'documentation'),
  source: listOf(text),
  recognise: listOf(
    either(object({ selector: text }), object({ host: (value) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(value) })),
  ),
  'signed_out?': listOf(object({ selector: text })),
  'ticket?': listOf(
    either(
      object({ where: oneOf('query'), name: text, 'path?': path }),
      object({ where: oneOf('path'), pattern: pattern(1) }),
      object({ where: oneOf('text'), pattern: pattern(1), ...place }),
    ),
  ),
  'states?': listOf(object({ ...place, of, 'own?': oneOf(true), 'pattern?': pattern(1), 'means?': means })),
  'people?': listOf(
    object({
      ...place,
      role: oneOf('requester', 'approver', 'subject', 'author', 'owner', 'signed_in'),
      form,
      'own?': oneOf(true),
      'pattern?': pattern(1),
    }),
  ),
  'members?': listOf(object({ selector: text, 'item?': text, of: oneOf('groups', 'roles', 'members'), 'path?': path })),
  'times?': listOf(
    object({
      ...place,
      what: oneOf('created', 'requested', 'approved', 'rejected', 'resolved', 'updated', 'sent'),
      format,
      zone,
    }),
  ),
  'records?': listOf(
    object({
      ...place,
      'author?': text,
      'author_attribute?': attribute,
      'author_form?': form,
      'time?': text,
      'format?': format,
      'zone?': zone,
      'says?': listOf(object({ 'selector?': text, pattern: pattern(1), of, 'means?': means })),
    }),
  ),
  'controls?': listOf(object({ selector: text, words: listOf(word), 'path?': path })),
  'fields?': listOf(object({ selector: text, label: oneOf('system', 'level', 'category', 'reason'), 'path?': path })),
  'attach?': oneOf('request-tracker', 'servicenow', 'jira', 'zendesk', 'page'),
});

for (const file of files) {
  test(`${file} is a profile as the README defines it`, () => {
    const value = load(`profiles/${file}`);
    equal(`${value.id}.json`, file);
    for (const key of Object.keys(value)) ok(profile({ ...minimal, [key]: value[key] }), `${file}: ${key}`);
    ok(profile(value), file);
  });

  test(`${file} says when and by whom wherever it says what`, () => {
    for (const record of load(`profiles/${file}`).records ?? []) {
      equal(Boolean(record.time), Boolean(record.format && record.zone), record.selector);
      equal(Boolean(record.author), Boolean(record.author_form), record.selector);
    }
  });
}

/** The least that is a profile, to blame the right key. */
const minimal = {
  id: 'x',
  name: 'X',
  kind: 'other',
  verified: 'lab',
  source: ['x'],
  recognise: [{ host: 'x.example' }],
};

test('a host is claimed by one profile only', () => {
  const hosts = files.flatMap((file) => load(`profiles/${file}`).recognise.map(({ host }) => host)).filter(Boolean);
  deepEqual(hosts.length, new Set(hosts).size);
});

test('a pattern that may take more than linear time is refused', () => {
  for (const bad of ['^(a+)+$', '^(.*)x*y*z$', 'a(b)', '^a(b)(c)', '^([a-z]+)[a-z]+$', '^(a', '^(?:a|b)+(c)$']) {
    equal(pattern(1)(bad), false, bad);
  }
  for (const good of ['^([0-9]{1,12})$', '#([0-9]+)$', '^(?:/[a-z]{1,64})?/browse/([A-Z]+-[0-9]{1,9})$']) {
    equal(pattern(1)(good), true, good);
  }
});
