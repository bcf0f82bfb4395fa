import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredSession } from '../shared/store';
import { summarise } from './log';
import { fileName } from './name';

const row: StoredSession = {
  id: '01a209f0-3637-775b-8057-e24256c298b0',
  state: 'recording',
  started: Date.UTC(2026, 10, 23, 18, 5, 9, 123),
  ended: 0,
  entries: 0,
  steps: 0,
  gaps: 0,
  gestures: 0,
  systems: [],
  places: [],
  kept: [],
};

const after = (...bodies: object[]) =>
  summarise(row, {
    lines: bodies.map((body, i) => JSON.stringify({ i, wall: 100 + i, body, hash: '' })),
    private: '',
    refused: 0,
  });

test('the summary follows from the lines', () => {
  const system = { id: 1, origin: 'https://tickets.example', kind: 'ticketing', name: 'Tickets' };
  const next = after(
    { type: 'genesis' },
    { type: 'system', ...system },
    { type: 'ticket', ticket: '7' },
    { type: 'page', event: { event: 'gesture' } },
    { type: 'page', event: { event: 'view' } },
    { type: 'gap', cause: 'paused' },
  );
  assert.deepEqual(
    [next.entries, next.gestures, next.gaps, next.ticket, next.systems, next.ended],
    [6, 1, 1, '7', ['Tickets'], 105],
  );
  assert.deepEqual(next.places, [system]);
});

test('a system that is described anew keeps its place', () => {
  const next = after(
    { type: 'system', id: 1, origin: 'https://a.example', kind: 'iam', name: 'One' },
    { type: 'system', id: 2, origin: 'https://b.example', kind: 'iam', name: 'Two' },
    { type: 'system', id: 1, origin: 'https://a.example', kind: 'iam', name: 'First' },
  );
  assert.deepEqual(next.systems, ['First', 'Two']);
});

test('the state is that of the last entry that changes it', () => {
  assert.equal(after({ type: 'paused' }).state, 'paused');
  assert.equal(after({ type: 'paused' }, { type: 'resumed' }).state, 'recording');
  assert.equal(after({ type: 'stopped' }).state, 'stopped');
  assert.equal(after({ type: 'finished' }).state, 'stopped', 'nothing records any more, and the seal is still missing');
  assert.equal(after({ type: 'gap', cause: 'browser_restarted' }).state, 'interrupted');
  assert.equal(after({ type: 'paused' }, { type: 'gap', cause: 'browser_restarted' }).state, 'paused');
});

test('a file is named after ticket and time', () => {
  assert.equal(fileName({ ...row, ticket: 'ACC-12' }), 'ledgerium-ACC-12-20261123T180509Z.session.json');
  assert.equal(fileName(row), 'ledgerium-untitled-20261123T180509Z.session.json');
});
