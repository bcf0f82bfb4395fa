// The one catalogue: every text that is used is there in both languages, and nothing is there that is not used.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from './lib/browser.mjs';

const read = (...parts) => readFileSync(path.join(root, ...parts), 'utf8');
const catalogues = Object.fromEntries(
  readdirSync(path.join(root, '_locales')).map((language) => [
    language,
    JSON.parse(read('_locales', language, 'messages.json')),
  ]),
);
const keys = Object.keys(catalogues.en);

const sources = readdirSync(path.join(root, 'extension/src'), { recursive: true })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read('extension/src', file));

/** Every key stands whole in a source, so that it can be found; plural forms by what they have in common. */
const written = new Set([
  ...sources.flatMap((source) => [...source.matchAll(/'([a-z0-9_]+)'/g)].map(([, word]) => word)),
  ...[...read('manifest.json').matchAll(/__MSG_(\w+)__/g)].map(([, word]) => word),
]);
const stem = (key) => key.replace(/_(one|other)$/, '');

/** Keys that sources outside the pages hand to the browser directly, where no compiler checks them. */
const direct = sources.flatMap((source) => [...source.matchAll(/getMessage\('(\w+)'/g)].map(([, key]) => key));

describe('messages', () => {
  it('are there in English and German, under the same keys', () => {
    assert.deepEqual(Object.keys(catalogues).sort(), ['de', 'en']);
    assert.deepEqual(Object.keys(catalogues.de), keys);
  });

  it('are all used', () => {
    const unused = keys.filter((key) => !written.has(key) && !written.has(stem(key)));
    assert.deepEqual(unused, []);
  });

  it('are there where the manifest or the worker names them', () => {
    const named = [...read('manifest.json').matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key).concat(direct);
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((key) => !keys.includes(key)),
      [],
    );
  });

  it('have both forms where they count', () => {
    for (const key of keys.filter((candidate) => candidate.endsWith('_one')))
      assert.ok(keys.includes(`${stem(key)}_other`), key);
  });

  it('say something, with the same places for details in both languages', () => {
    const places = (text) => [...text.matchAll(/\$\d/g)].map(String).sort();
    for (const key of keys) {
      const { en, de } = catalogues;
      assert.ok(en[key].message && de[key].message, key);
      assert.deepEqual(places(de[key].message), places(en[key].message), key);
    }
  });

  it('fit where the browser shows them', () => {
    for (const catalogue of Object.values(catalogues)) {
      assert.ok(catalogue.extension_name.message.length <= 75);
      assert.ok(catalogue.extension_description.message.length <= 132);
    }
  });

  it('address people in German formally', () => {
    for (const [key, { message }] of Object.entries(catalogues.de))
      assert.doesNotMatch(message, /\b(du|dein|deine|dich|dir)\b/i, key);
  });
});
