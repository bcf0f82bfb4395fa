// What the panel says of the rules: why a step has its phase, and what corrections taught.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from './lib/browser.mjs';
import { button, messagesOf, onPages, push, sent } from './panel/harness.mjs';
import { answers, views } from './panel/views.mjs';

const on = onPages();

describe('the rules', () => {
  const source = readFileSync(path.join(root, 'crates/recorder/src/rules.rs'), 'utf8');
  const rules = [...source.matchAll(/\brule\(\s*"([^"]+)"/g)].map(([, name]) => name);

  it('each have a sentence of their own, and no sentence is left over', () => {
    assert.ok(rules.length > 40);
    for (const language of ['en', 'de']) {
      const messages = messagesOf(language);
      const keys = Object.keys(messages).filter((key) => key.startsWith('rule_'));
      assert.deepEqual(keys.sort(), rules.map((rule) => `rule_${rule.replaceAll('.', '_')}`).sort());
      assert.equal(new Set(keys.map((key) => messages[key].message)).size, keys.length);
    }
  });
});

describe('why a step has its phase', () => {
  it(
    'is seen in the entries: one that a rule cites is shown in the list, or else in the inspector',
    on({}, async (tab) => {
      await tab.locator('[data-first="9"] .step-title').click();
      const step = tab.locator('[data-first="9"]');
      await step.locator('.entries li').first().waitFor();
      await button(step, 'Show entry 11').first().click();
      const target = step.locator('.entries .target');
      assert.equal(await target.locator('.entry-number').innerText(), '11');
      assert.ok(await target.evaluate((line) => line === document.activeElement));
      await button(step, 'Show entry 13').first().click();
      assert.deepEqual(await step.locator('.entries .target .entry-number').allInnerTexts(), ['13']);
      await button(step, 'Show entry 90').click();
      await tab.getByRole('dialog', { name: 'What was captured' }).waitFor();
      assert.equal((await sent(tab)).at(-1).from, 50);
    }),
  );

  it(
    'says so where a step was kept with what surrounds it against its own rules',
    on({}, async (tab) => {
      const [first, ...others] = views.recording.steps;
      const kept = { ...first, phase: 'other', machine_phase: undefined };
      await push(tab, { ...views.recording, steps: [kept, ...others] });
      await tab.locator('[data-first="4"] .step-title').click();
      await tab
        .getByText('By its own rules alone this step would be Request. It was kept with what surrounds it in Other.')
        .waitFor();
      assert.deepEqual(await tab.locator('.rules h5 span:first-child').allInnerTexts(), ['For Other', 'For Request']);
      await tab.locator('[data-first="9"] .step-title').click();
      await tab.getByText('but is unsure').waitFor();
      assert.equal(await tab.getByText('By its own rules alone').count(), 1);
    }),
  );
});

describe('corrections', () => {
  it(
    'teach when the agent says so, and not before',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'Settings').click();
      const learn = tab.getByLabel('Learn from my corrections');
      assert.equal(await learn.isChecked(), false);
      await learn.check();
      await button(tab, 'Save').click();
      await tab.getByRole('dialog').waitFor({ state: 'detached' });
      assert.deepEqual(await sent(tab), [
        { do: 'settings' },
        { do: 'set_agent', label: '' },
        { do: 'set_learn', on: true },
      ]);
    }),
  );

  it(
    'show what they taught of a system, by rule, and it can be reset',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'Allowed systems').click();
      await tab.getByText('3 rules differ by what you corrected').click();
      const lines = tab.locator('.learned li');
      const [read, decided, gone] = await lines.allInnerTexts();
      assert.match(read, /A ticket was read for the first time\s+\+1\.5 → \+1\.2\s+ticket\.found · Request/);
      assert.match(decided, /\+3\.6 → \+3\.9/);
      assert.match(gone, /of\.another\.set\s+\+0\.3\s+This rule is no longer published/);
      await tab.evaluate(() => {
        window.recorder.answers.systems = window.recorder.answers.systems.map((each) => ({ ...each, learned: [] }));
      });
      await button(tab, 'Reset what was learned of Request Tracker').click();
      await lines.first().waitFor({ state: 'detached' });
      assert.deepEqual((await sent(tab)).slice(-2), [
        { do: 'reset_learned', origin: answers.systems[0].origin },
        { do: 'systems' },
      ]);
    }),
  );

  it(
    'that taught what does not fit say where it is reset',
    on({ view: 'weights_refused' }, async (tab) => {
      await tab.getByText('It is recorded with the published weights.').waitFor();
      await button(tab, 'Allowed systems').click();
      await tab.getByRole('dialog', { name: 'Allowed systems' }).waitFor();
    }),
  );
});
