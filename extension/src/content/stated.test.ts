/** Which sentences are a decision and nothing else, with the words that are really published. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { hinted, stated } from './publish';
import type { PageText } from './read';

const text = (given: string) => given as unknown as PageText;

type List = Record<string, string[]>;
const files = readdirSync('lexicon').filter((name) => name.endsWith('.json'));
const lexicons: { words: List; phrases: List }[] = files.map((name) =>
  JSON.parse(readFileSync(`lexicon/${name}`, 'utf8')),
);
const sets: string[][] = [];
/** One block, in which no entry shares anything with the one before. */
function block(lists: List[]): string[] {
  const all = new Map<string, Set<string>>();
  for (const list of lists)
    for (const [word, of] of Object.entries(list)) all.set(word, new Set([...(all.get(word) ?? []), ...of]));
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  return [sorted.map(([word, of]) => `A${word}${sets.push([...of]) - 1}`).join('')];
}
const words = block(lexicons.map((each) => each.words));
const phrases = block(lexicons.map((each) => each.phrases));
const classes = [...new Set(sets.flat())];
(globalThis as { ledgeriumLexicon?: unknown }).ledgeriumLexicon = JSON.stringify({
  classes,
  sets: sets.map((set) => set.map((one) => classes.indexOf(one))),
  words,
  phrases,
  names: '',
});

const says = (given: string) => stated(text(given)).join(' ');

test('a sentence that says a decision and nothing else is one, in every language', () => {
  for (const [given, value] of Object.entries({
    'Approved.': 'approved',
    Approved: 'approved',
    'APPROVED!': 'approved',
    'Approved. Please go ahead.': 'approved',
    'Approved\nMara Boss': 'approved',
    'Access approved.': 'access approved',
    'Request approved.': 'request approved',
    'Genehmigt.': 'genehmigt',
    'Zugriff genehmigt.': 'zugriff genehmigt',
    'Approuvé.': 'approuvé',
    'Demande refusée.': 'demande refusée',
    '¡Aprobado!': 'aprobado',
    'Aprovado.': 'aprovado',
    'Goedgekeurd.': 'goedgekeurd',
    'Approvato.': 'approvato',
    '承認しました。よろしくお願いします。': '承認 しました',
    'Rejected: this is not needed.': 'rejected',
    'Rejected, as she has left us.': 'rejected',
    'Abgelehnt – wird nicht mehr gebraucht.': 'abgelehnt',
  }))
    assert.equal(says(given), value, given);
});

test('a sentence that asks, waits, names somebody or has a condition is none', () => {
  for (const given of [
    'Approved?',
    'Approved!?',
    'Approved...',
    'Approval needed',
    'To be approved',
    'Not approved.',
    'Not yet approved.',
    'Approved by my manager',
    'Approved by Mara Boss.',
    'Has this been approved?',
    'I approve Ledger Books for her.',
    'Please approve.',
    'Approve access.',
    'Approved:',
    'Approved: Mara Boss',
    'Approved: 23 November 2026, 10:15',
    'Approved, but for reading alone.',
    'Approved, once she has signed the form',
    'Rejected: 3',
    'Rejected: Mara Boss',
    'Approved or rejected?',
    'Approved and rejected requests.',
    'Approved requests 2026.',
    '> Approved.',
    '"Approved."',
    'Wurde das genehmigt?',
    'Noch nicht genehmigt.',
    'Genehmigung erforderlich.',
    'À approuver',
    'Pendiente de aprobación.',
    '承認待ち',
    'Access granted.',
    'Done.',
    '',
  ])
    assert.equal(says(given), '', given);
});

test('a condition that follows makes of an approval none', () => {
  for (const given of [
    'Approved. Only after the CFO has signed.',
    'Approved!\nSubject to budget.',
    'Genehmigt. Aber nicht für Anna.',
  ])
    assert.equal(says(given), '', given);
  assert.equal(says('Rejected. She does not need it.'), 'rejected');
});

test('a sentence that says that it is not so, or not yet, hints at no decision', () => {
  const hint = (given: string) => hinted(text(given)).join(' ');
  for (const given of [
    'This ticket cannot be resolved until it is approved.',
    'Has this been approved?',
    'It must be approved.',
    'Noch nicht genehmigt',
    'Ainda não aprovado',
    'Ce n’est pas approuvé',
  ])
    assert.equal(hint(given), '', given);
  assert.equal(hint('It is not clear. It was approved yesterday.'), 'approved');
  assert.equal(hint('The owner has approved it.'), 'approved');
  assert.equal(hint('Gestern vom Chef genehmigt'), 'genehmigt');
});
