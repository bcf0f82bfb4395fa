import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { packTerms, Terms, termKey } from './terms';

const term = (id: number, text: string) => ({ id, text, kind: 'entitlement' as const });

test('spellings that look alike are one key', () => {
  assert.equal(termKey('App‑Admins (EU)'), 'app admins eu');
  assert.equal(termKey('  APP_admins.eu '), 'app admins eu');
  assert.equal(termKey('–'), '');
});

test('names of the access matrix have the key that the core gives them', () => {
  const keys: [string, string][] = JSON.parse(readFileSync('tests/corpus/matrix/keys.json', 'utf8'));
  for (const [text, key] of keys) {
    assert.equal(termKey(text), key.normalize('NFC'), text);
    assert.equal(termKey(termKey(text)), termKey(text), text);
  }
});

test('every packed term is found, and nothing else', () => {
  const texts = Array.from({ length: 3000 }, (_, index) => `${['app', 'ap', 'crm', 'z'][index % 4]} ${index * 7919} x`);
  const terms = new Terms(packTerms(texts.map((text, id) => term(id, text))));
  for (const [id, text] of texts.entries()) assert.equal(terms.id(text), id, text);
  for (const missing of ['', 'a', 'app', 'app 1', 'zz', 'app 0 x y', '\uffff'])
    assert.equal(terms.id(missing), undefined, missing);
  assert.equal(terms.most, 3);
  assert.deepEqual(
    ['ap', 'app', 'crm', 'z', 'a', 'cr', 'zz', ''].map((word) => terms.begins(word)),
    [true, true, true, true, false, false, false, false],
  );
});

test('of two terms with one key the first counts, and an empty list has none', () => {
  const terms = new Terms(packTerms([term(1, 'A-B'), term(2, 'a b')]));
  assert.equal(terms.id('a b'), 1);
  for (const none of [new Terms(packTerms([])), new Terms('')]) {
    assert.equal(none.most, 0);
    assert.equal(none.id('a'), undefined);
    assert.equal(none.begins('a'), false);
  }
});
