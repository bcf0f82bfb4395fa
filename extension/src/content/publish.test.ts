import assert from 'node:assert/strict';
import test from 'node:test';
import { packTerms } from '../shared/terms';
import { classes, deciding, publish, publishName, termOf, termsIn, unlisted, useVocabulary } from './publish';
import type { PageText } from './read';

const text = (given: string) => given as unknown as PageText;

(globalThis as { ledgeriumLexicon?: unknown }).ledgeriumLexicon = JSON.stringify({
  classes: [
    'label.requester',
    'noun.group',
    'state.approved',
    'state.rejected',
    'verb.add',
    'verb.approve',
    'verb.grant',
  ],
  sets: [[], [1], [2, 5], [4], [5], [6], [0], [3]],
  words: ['Aadd3Bpprove4Hd2', 'Aby', 'Ae-mailAgrant5Coup1Fs0Ain', 'Amark5Bember0', 'AnotArequested6Asign0AtheBo'],
  phrases: ['Anot approved7', 'Arequested by6'],
  names: 'grant mark',
});
useVocabulary(
  packTerms([
    { id: 7, text: 'Finance Reporting', kind: 'system' },
    { id: 8, text: 'Finance', kind: 'word' },
    { id: 9, text: 'GRP-App_Read.01', kind: 'entitlement' },
    { id: 10, text: 'Level 2', kind: 'level' },
  ]),
);

test('words on the list stay, a run of anything else is one mark', () => {
  assert.deepEqual(publish(text('Add Jane Roe to group')), ['add', null, 'to', 'group']);
  assert.deepEqual(publish(text('Add member')), ['add', 'member']);
  assert.deepEqual(publish(text('  ADD\u00a0Member … ')), ['add', 'member']);
  assert.deepEqual(publish(text('')), []);
});

test('a mark says nothing about what it stands for', () => {
  const label = (secret: string) => publish(text(`Add ${secret} to group`));
  const expected = ['add', null, 'to', 'group'];
  for (const secret of [
    'x',
    'hunter2',
    'a b c d e f g',
    '12345',
    'x'.repeat(300),
    'jane.roe@add.group',
    'jane_add',
    'CORP\\add',
    '4711-add-12',
    '山田太郎',
    'ﬁn²',
  ]) {
    assert.deepEqual(label(secret), expected, secret);
  }
});

test('numbers are masked, alone and within words', () => {
  assert.deepEqual(publish(text('group 12')), ['group', null]);
  assert.deepEqual(publish(text('group12')), [null]);
});

test('words with hyphens are looked up whole, then part by part', () => {
  assert.deepEqual(publish(text('E-Mail')), ['e-mail']);
  assert.deepEqual(publish(text('E\u2011Mail')), ['e-mail']);
  assert.deepEqual(publish(text('sign-in')), ['sign', 'in']);
  assert.deepEqual(publish(text('O\u2019Add')), [null, 'add']);
});

test('what was elided before a listed word is left out, and before any other masked with it', () => {
  assert.deepEqual(publish(text('Add l\u2019e-mail')), ['add', 'e-mail']);
  for (const elided of ["l'", "D'", "qu'", "un'", "all'", "dall'", "dell'", "nell'", "sull'", "quell'"])
    assert.deepEqual(publish(text(`${elided}group`)), ['group'], elided);
  assert.deepEqual(publish(text("Add d'Arcy to l'group12")), ['add', null, 'to', null]);
  assert.deepEqual(publish(text("d'Grant")), [null]);
  assert.deepEqual(publish(text("O'Group")), [null, 'group']);
});

test('a word that is also a name is masked beside a mask, and so on along a row of them', () => {
  assert.deepEqual(publish(text('Grant group')), ['grant', 'group']);
  assert.deepEqual(publish(text('Grant Hill')), [null]);
  assert.deepEqual(publish(text('Hill Grant Mark to group')), [null, 'to', 'group']);
  assert.deepEqual(publish(text('Grant'), true), [null]);
});

test('vocabulary terms are matched whole, the longest first', () => {
  assert.deepEqual(publish(text('Add to FINANCE  Reporting')), ['add', 'to', 7]);
  assert.deepEqual(publish(text('Finance: Jane')), [8, null]);
  assert.deepEqual(publish(text('Finance-Team')), [null]);
  assert.deepEqual(publish(text('grp app read 01')), [9]);
  assert.deepEqual(publish(text('GRP-App_Read.01.old')), [null]);
  assert.deepEqual(publish(text('Level 20, level 2')), [null, 10]);
  assert.deepEqual(termsIn(text('Jane needs level 2 in finance reporting')), [10, 7]);
  assert.equal(termOf('finance REPORTING'), 7);
  assert.equal(termOf('finance reporting tool'), undefined);
});

test('a label has at most 24 tokens', () => {
  assert.equal(publish(text('add '.repeat(50))).length, 24);
});

test('phrases replace the classes of their words', () => {
  assert.deepEqual([...classes(['requested', 'by'])], ['label.requester']);
  assert.deepEqual([...classes(['not', 'approved'])], ['state.rejected']);
  assert.deepEqual([...classes(['approved', null])], ['state.approved', 'verb.approve']);
});

test('the words that decide are found in any text', () => {
  assert.deepEqual(deciding(text('Hello Jane, your request is approved. Add it to the group.')), ['approved']);
  assert.deepEqual(deciding(text('This is not approved')), ['not', 'approved']);
});

test('what is not listed can be told apart, for tags', () => {
  assert.deepEqual(unlisted(text('Group Jane M. Roe')), ['jane m. roe']);
});

test('a label follows the vocabulary, also one that was published before', () => {
  assert.deepEqual(publish(text('Add Finance')), ['add', 8]);
  useVocabulary(packTerms([]));
  assert.deepEqual(publish(text('Add Finance')), ['add', null]);
});

test('ten thousand terms cost a label next to nothing', () => {
  const many = Array.from({ length: 10_000 }, (_, id) => ({
    id,
    text: `grp app ${id} read`,
    kind: 'entitlement' as const,
  }));
  useVocabulary(packTerms(many));
  assert.deepEqual(publish(text('Add grp app 9876 read to group')), ['add', 9876, 'to', 'group']);
  const started = performance.now();
  for (let round = 0; round < 200; round++) publish(text('Add grp app 9876 to grp app 1234 read and grp app'));
  assert.ok((performance.now() - started) / 200 < 2, 'a label took more than 2 ms');
});

test('the name of a control may say the words of a reading list, and nothing else may', () => {
  const name = text('Close the ledger of Hill Roe');
  assert.deepEqual(publishName(name), [null, 'the', null]);
  // A list of two blocks: 1 is "led", 2 is "ge"; hill is a name too.
  (globalThis as { ledgeriumWords?: unknown }).ledgeriumWords = { en: '1led 2ge\nbrid2Abridle\nhill*A12rGsAofAwindow' };
  assert.deepEqual(publishName(name), [null, 'the', 'ledger', 'of', null]);
  assert.deepEqual(publishName(text('Bridge, bridle, ledgers, hill, window')), [
    'bridge',
    'bridle',
    'ledgers',
    'hill',
    'window',
  ]);
  for (const other of ['brid', 'bridges', 'led', 'ge', 'ledge', 'hil', 'wind', 'a', '1', 'windows', 'zz', 'aa'])
    assert.deepEqual(publishName(text(`the ${other}`)), ['the', null], other);
  assert.deepEqual(publish(name), [null, 'the', null], 'what carries data says core words alone');
  assert.deepEqual(unlisted(name).length, 2);
  assert.deepEqual([...classes(publishName(text('ledger group')))], ['noun.group']);
});

test('a word of one letter shows between words, and is an initial beside a name or a mask', () => {
  (globalThis as { ledgeriumWords?: Record<string, string> }).ledgeriumWords = {
    es: '\nalta*AgruposAusuariosAy*',
  };
  const named = (given: string) => publishName(text(given));
  assert.deepEqual(named('Usuarios y grupos'), ['usuarios', 'y', 'grupos']);
  assert.deepEqual(named('Usuarios Y.'), ['usuarios', 'y']);
  assert.deepEqual(named('Alta Y.'), [null]);
  assert.deepEqual(named('Y. Alta'), [null]);
  assert.deepEqual(named('Y. Y. grupos'), [null, 'grupos']);
  assert.deepEqual(named('Roe y grupos'), [null, 'grupos']);
});
