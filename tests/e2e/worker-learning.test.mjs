// What corrections teach: kept by system where the agent says so, named by the next recording, and taken back by a reset.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { covered, oneBrowser } from './lib/one-browser.mjs';

let pages;
let recorder;
let page;
oneBrowser((all) => {
  ({ pages, recorder, page } = all);
});

beforeEach(async () => {
  await recorder.must({ do: 'set_learn', on: true });
  await recorder.must({ do: 'reset_learned', origin: pages.origin() });
});

/** Records a step, which the agent gives a phase that the rules did not. */
async function corrected(options) {
  const session = await recorder.record([pages.origin()], options);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  const { steps } = await recorder.view();
  const [step] = steps;
  assert.notEqual(step.phase, 'other');
  const entry = { authored: 'relabel', entries: step.entries, phase: 'other' };
  await recorder.must({ do: 'author', entry });
  return { session, step };
}

const learned = async () => {
  const systems = await recorder.must({ do: 'systems' });
  return systems.find(({ origin }) => origin === pages.origin()).learned;
};

/** The weights that a recording says it was made with. */
const named = async (session) => {
  const log = await recorder.log(session);
  return log.flatMap(({ body }) => (body.type === 'system' ? (body.weights ?? []) : []));
};

const byRule = (one, other) => one.rule.localeCompare(other.rule);
const weights = (rules) => rules.map(({ rule, weight }) => ({ rule, weight })).sort(byRule);

/** Begins a recording, says which weights it names, and throws it away. */
async function next() {
  const { session } = await recorder.must({ do: 'record' });
  const all = await named(session);
  await recorder.must({ do: 'discard' });
  return all.sort(byRule);
}

test('a correction changes the weights that the next recording names, and a reset brings them back', async () => {
  const { session, step } = await corrected();
  assert.deepEqual(await learned(), [], 'nothing is learned before the recording ends');
  await recorder.must({ do: 'stop' });
  const rules = await learned();
  assert.ok(rules.length > 0);
  for (const { rule, weight, published } of rules) {
    const fired = step.rules.find((one) => one.rule === rule);
    assert.equal(Math.sign(weight - published), fired.phase === 'other' ? 1 : -1);
  }
  await recorder.must({ do: 'export', session });
  assert.deepEqual(await learned(), rules, 'sealing teaches nothing twice');
  await recorder.must({ do: 'export', session });
  assert.deepEqual(await learned(), rules, 'and neither does another export');
  assert.deepEqual(await next(), weights(rules));
  await recorder.must({ do: 'reset_learned', origin: pages.origin() });
  assert.deepEqual(await learned(), []);
  assert.deepEqual(await next(), []);
});

test('nothing is kept, and nothing used, where the agent has not said so', async () => {
  await recorder.must({ do: 'set_learn', on: false });
  await corrected();
  await recorder.must({ do: 'stop' });
  assert.deepEqual(await learned(), []);
  await recorder.must({ do: 'discard' });
  await recorder.must({ do: 'set_learn', on: true });
  const { session } = await corrected();
  await recorder.must({ do: 'export', session });
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'discard' });
  assert.notDeepEqual(await next(), []);
  await recorder.must({ do: 'set_learn', on: false });
  assert.deepEqual((await recorder.must({ do: 'settings' })).learn, false);
  assert.deepEqual(await next(), []);
});

test('what is taken back before the end, or thrown away, has taught nothing', async () => {
  await corrected();
  await recorder.must({ do: 'stop' });
  assert.notDeepEqual(await learned(), []);
  await recorder.must({ do: 'undo' });
  const { session } = await recorder.view();
  await recorder.must({ do: 'export', session: session.id });
  assert.deepEqual(await learned(), []);
  await corrected();
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'discard' });
  assert.deepEqual(await learned(), []);
});

test('two recordings at once each teach what is their own, once', async () => {
  const first = await corrected();
  await recorder.must({ do: 'park' });
  const second = await corrected();
  await recorder.must({ do: 'stop' });
  const once = await learned();
  await recorder.must({ do: 'export', session: second.session });
  await recorder.must({ do: 'export', session: first.session });
  const twice = await learned();
  const moves = (rules) => Object.fromEntries(rules.map(({ rule, weight, published }) => [rule, weight - published]));
  const by = moves(once);
  const expected = Object.fromEntries(Object.entries(by).map(([rule, move]) => [rule, 2 * move]));
  assert.deepEqual(moves(twice), expected);
});

test('what was reset does not come back from a recording that can still be corrected', async () => {
  const { session } = await corrected();
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'reset_learned', origin: pages.origin() });
  assert.deepEqual(await learned(), []);
  await recorder.must({ do: 'export', session });
  assert.deepEqual(await learned(), []);
});

test('a system that is forgotten leaves nothing that was learned of it', async () => {
  const { session } = await corrected();
  await recorder.must({ do: 'export', session });
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'forget_system', origin: pages.origin() });
  assert.doesNotMatch(JSON.stringify(await recorder.rows('settings')), /"settled"/);
});

test('weights that do not fit do not keep a system from being recorded, and the agent is told', async () => {
  await recorder.record([pages.origin()]);
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'discard' });
  await recorder.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('ledgerium');
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction('settings', 'readwrite');
      const moves = { 'of.another.set': 300 };
      tx.objectStore('settings').put({ ${JSON.stringify(pages.origin())}: { settled: moves, open: {} } }, 'lessons');
      tx.oncomplete = () => { db.close(); resolve(); };
      tx.onerror = () => reject(tx.error);
    };
  })`);
  assert.deepEqual(await learned(), [{ rule: 'of.another.set', weight: 300 }]);
  const { session } = await recorder.must({ do: 'record' });
  assert.deepEqual(await named(session), []);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  const { failure, state } = await recorder.view();
  assert.equal(state, 'recording');
  assert.equal(failure.code, 'weights_refused');
  assert.match(failure.details.join(), /System 1.*reset what was learned/);
  await recorder.must({ do: 'dismiss_failure' });
  await recorder.must({ do: 'discard' });
  await recorder.must({ do: 'reset_learned', origin: pages.origin() });
  await recorder.must({ do: 'record' });
  assert.equal((await recorder.view()).failure, undefined);
});
