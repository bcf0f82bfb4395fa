import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from './order';

const record = (document: string, seq: number, wall: number) => ({ document, seq, wall });
const names = (records: ReturnType<typeof record>[]) => records.map(({ document, seq }) => `${document}${seq}`);

test('documents are merged by time', () => {
  const records = [record('b', 1, 15), record('a', 2, 20), record('a', 1, 10), record('b', 2, 30)];
  assert.deepEqual(names(inOrder(records)), ['a1', 'b1', 'a2', 'b2']);
});

test('a clock that is set back turns nothing around', () => {
  const records = [
    record('a', 1, 1000),
    record('a', 2, 10),
    record('a', 3, 20),
    record('b', 1, 500),
    record('b', 2, 1500),
  ];
  assert.deepEqual(names(inOrder(records)), ['b1', 'a1', 'a2', 'a3', 'b2']);
});

test('a hundred thousand documents take no longer than their records', () => {
  const records = Array.from({ length: 100_000 }, (_, n) => record(String(n), 1, 100_000 - n));
  assert.equal(inOrder(records)[0]?.document, '99999');
});
