// Each recording of the corpus is whole: its truth is of this session, and every gesture of the log is of one act.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const folder = new URL('recordings/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.truth.json'))
  .map((file) => file.replace('.truth.json', ''));

const phases = new Set(['request', 'approve', 'grant', 'confirm', 'close', 'other']);
const classes = new Set([
  'approved_after_grant',
  'approval_missing',
  'approved_by_grantor',
  'approval_for_other',
  'overgrant',
  'granted_again',
  'interleaved_unapproved',
  'granted_after_close',
  'rejected_granted',
]);
const orders = new Set([
  'approved_before',
  'approved_after',
  'no_approval_seen',
  'attested_only',
  'order_unprovable',
  null,
]);

/** What an entry says happened on a page. */
const eventOf = ({ body }) => (body.type === 'page' ? body.event.event : undefined);

describe('the recordings of the corpus', () => {
  test('each session file has its truth', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.session.json'));
    assert.deepEqual(
      files.map((file) => file.replace('.session.json', '')),
      names,
    );
  });

  for (const name of names) {
    test(name, () => {
      const truth = read(`${name}.truth.json`);
      const file = read(`${name}.session.json`);
      assert.equal(truth.name, name);
      assert.equal(truth.session, file.session.id);
      assert.deepEqual(
        Object.keys(truth.products),
        file.systems.map(({ id }) => String(id)),
      );
      const gestures = file.log.filter((entry) => eventOf(entry) === 'gesture').map(({ i }) => i);
      const acts = truth.acts.map(({ entry }) => entry);
      assert.equal(new Set(acts).size, acts.length, 'an entry is of two acts');
      assert.deepEqual(
        gestures.filter((i) => !acts.includes(i)),
        [],
        'gestures that nobody made',
      );
      for (const { entry, phase } of truth.acts) {
        assert.ok(['gesture', 'submit'].includes(eventOf(file.log[entry])), `entry ${entry} is no act`);
        assert.ok(phases.has(phase), phase);
      }
      for (const { entry } of truth.reads) assert.ok(eventOf(file.log[entry]), `entry ${entry} shows nothing`);
      assert.ok(truth.grants.length > 0);
      for (const grant of truth.grants) {
        assert.ok(acts.includes(grant.entry), `the grant at ${grant.entry} is no act`);
        assert.ok(orders.has(grant.order), grant.order);
      }
      const found = new Set(truth.grants.flatMap(({ violations }) => violations));
      assert.deepEqual([...found].sort(), [...truth.violations].sort());
      assert.ok(truth.violations.every((violation) => classes.has(violation)));
    });
  }
});
