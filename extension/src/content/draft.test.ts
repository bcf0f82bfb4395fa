import assert from 'node:assert/strict';
import test from 'node:test';
import { number } from './draft';

test('terms and tags move into tables, each once', () => {
  assert.deepEqual(
    number({
      event: 'gesture',
      by: 'pointer',
      control: {
        role: 'button',
        name: ['remove', 12, null, 40, 12],
        row: [{ person: ['aa', 'bb'] }, { term: 40 }, { record: ['cc'] }, { person: ['aa', 'bb'] }],
      },
    }),
    {
      event: {
        event: 'gesture',
        by: 'pointer',
        control: {
          role: 'button',
          name: ['remove', 0, null, 1, 0],
          row: [{ person: 0 }, { term: 1 }, { record: 1 }, { person: 0 }],
        },
      },
      terms: [12, 40],
      tags: [['aa', 'bb'], ['cc']],
    },
  );
});

test('an event about a person keeps its own field apart from the thing in it', () => {
  assert.deepEqual(number({ event: 'person', role: 'owner', person: { person: ['aa'] } }), {
    event: { event: 'person', role: 'owner', person: { person: 0 } },
    tags: [['aa']],
  });
});

test('numbers that are no terms stay', () => {
  assert.deepEqual(number({ event: 'claim', of: 'sent', at: { local: '2026-11-23', offset_minutes: 60 } }), {
    event: { event: 'claim', of: 'sent', at: { local: '2026-11-23', offset_minutes: 60 } },
  });
});
