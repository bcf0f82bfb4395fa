// Which systems are recorded: tabs that are not covered, and names and kinds that the agent changes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { button, onPages, push, sent } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

const on = onPages();

describe('a tab that is not covered', () => {
  it(
    'whose address is not known is named by no colon',
    on({ view: 'uncovered' }, async (tab) => {
      await tab.getByText('This tab is not covered.', { exact: true }).first().waitFor();
      assert.doesNotMatch(await tab.locator('.uncovered-here').innerText(), /covered:/);
    }),
  );

  it(
    'points at the browser’s question while that is open',
    on({ view: 'uncovered' }, async (tab) => {
      await tab.evaluate(() => {
        window.chrome.permissions.request = () =>
          new Promise((answer) => {
            window.answer = answer;
          });
      });
      await button(tab, 'Allow').first().click();
      await tab.getByLabel('Address of the system').fill('https://iam.example');
      await button(tab, 'Allow access').click();
      await tab.getByText('Answer the browser’s question').waitFor();
      await tab.evaluate(() => window.answer(false));
      await tab.getByText('The browser has not granted access to this system.').waitFor();
      assert.equal(await tab.getByText('Answer the browser’s question').count(), 0);
    }),
  );

  it(
    'is given the system’s name at once: the proposed one is typed over',
    on({ view: 'empty' }, async (tab) => {
      await button(tab, 'Allow').click();
      await button(tab, 'Add to the recording').waitFor();
      await tab.getByText('The name of the system, not of the page').waitFor();
      await tab.keyboard.type('Accounts');
      assert.equal(await tab.getByLabel('Name', { exact: true }).inputValue(), 'Accounts');
    }),
  );

  it(
    'asks the browser on the click, proposes, and allows what the agent confirmed',
    on({ view: 'uncovered' }, async (tab) => {
      await button(tab, 'Allow').first().click();
      await tab.getByLabel('Address of the system').fill('iam.localhost:18104/admin/?token=1');
      await button(tab, 'Allow access').click();
      await button(tab, 'Add to the recording').waitFor();
      // With the access the browser tells the address, and the form stays.
      const [here, ...others] = views.uncovered.coverage;
      const known = { ...here, state: 'not_in_session', origin: 'https://iam.localhost:18104' };
      await push(tab, { ...views.uncovered, coverage: [known, ...others] });
      await tab.getByLabel('Name', { exact: true }).fill('Accounts');
      await button(tab, 'Add to the recording').click();
      await tab.getByLabel('Name', { exact: true }).waitFor({ state: 'detached' });
      assert.deepEqual(await tab.evaluate(() => window.recorder.requested), [
        { origins: ['https://iam.localhost:18104/*'] },
      ]);
      assert.deepEqual(await sent(tab), [
        { do: 'propose_system', origin: 'https://iam.localhost:18104' },
        {
          do: 'allow_system',
          system: { origin: 'http://iam.localhost:18104', kind: 'iam', name: 'Accounts', profile: 'django-admin' },
        },
      ]);
    }),
  );

  it(
    'is asked for its kind, and none is chosen, where its page is one to sign in',
    on(
      { view: 'empty', answers: { propose_system: { origin: 'https://x.example', name: 'Acme', signIn: true } } },
      async (tab) => {
        await button(tab, 'Allow').click();
        await tab.getByText('A page to sign in does not say what is behind it.').waitFor();
        const kind = tab.getByLabel('Kind');
        assert.equal(await kind.inputValue(), '');
        await button(tab, 'Add to the recording').click();
        assert.ok(await kind.evaluate((field) => field.matches(':invalid')));
        assert.deepEqual(
          (await sent(tab)).filter((command) => command.do === 'allow_system'),
          [],
        );
        await tab.evaluate(() => {
          window.recorder.answers.propose_system = { origin: 'https://x.example', name: 'Acme', kind: 'email' };
        });
        await button(tab, 'Look again').click();
        await tab.getByText('A page to sign in').waitFor({ state: 'detached' });
        assert.equal(await kind.inputValue(), 'email');
      },
    ),
  );

  it(
    'goes on with what was begun when another tab comes in front',
    on({ view: 'uncovered' }, async (tab) => {
      await button(tab, 'Allow').first().click();
      await tab.getByLabel('Address of the system').fill('iam.localhost');
      const behind = views.uncovered.coverage.map((each) => ({ ...each, active: false }));
      await push(tab, { ...views.uncovered, coverage: behind });
      await tab.locator('details .uncovered form').waitFor();
      assert.equal(await tab.getByLabel('Address of the system').inputValue(), 'iam.localhost');
    }),
  );

  it(
    'does not ask where access is granted already',
    on({ view: 'empty' }, async (tab) => {
      await button(tab, 'Allow').click();
      await button(tab, 'Add to the recording').waitFor();
      assert.deepEqual(await tab.evaluate(() => window.recorder.requested), []);
    }),
  );

  it(
    'says what to do when the browser or the agent refuses',
    on({ view: 'uncovered', answers: { permission: false } }, async (tab) => {
      await button(tab, 'Allow').first().click();
      await tab.getByLabel('Address of the system').fill('https://iam.example');
      await button(tab, 'Allow access').click();
      await tab.getByText('The browser has not granted access to this system.').waitFor();
      assert.deepEqual(await sent(tab), []);
    }),
  );

  it(
    'takes no address that is none, and says so at the field',
    on({ view: 'uncovered' }, async (tab) => {
      await button(tab, 'Allow').first().click();
      const field = tab.getByLabel('Address of the system');
      for (const address of ['javascript:alert(1)', 'foo bar', 'chrome://settings', 'ftp://x']) {
        await field.fill(address);
        assert.equal(await tab.locator('form .field-error').count(), 0, 'what is typed anew is not wrong yet');
        await button(tab, 'Allow access').click();
        await tab.locator('form .field-error').getByText('no address of a web page').waitFor();
        assert.equal(await field.inputValue(), address);
      }
      assert.deepEqual(await tab.evaluate(() => window.recorder.requested), []);
    }),
  );
});

describe('a recorded system', () => {
  it(
    'is given another name and kind from its chip',
    on({}, async (tab) => {
      const chip = tab.locator('.systems').getByRole('button', { name: 'Request Tracker' });
      await chip.click();
      const name = tab.getByLabel('Name', { exact: true });
      assert.equal(await name.inputValue(), 'Request Tracker');
      assert.equal(await tab.getByLabel('Kind').inputValue(), 'ticketing');
      await tab.keyboard.type('Service desk');
      await tab.getByLabel('Kind').selectOption('other');
      await button(tab, 'Save').click();
      await name.waitFor({ state: 'detached' });
      assert.ok(await chip.evaluate((element) => element === document.activeElement));
      assert.deepEqual(await sent(tab), [
        {
          do: 'allow_system',
          system: {
            origin: 'http://rt.localhost:18101',
            kind: 'other',
            name: 'Service desk',
            profile: 'request-tracker',
          },
        },
      ]);
    }),
  );

  it(
    'that the agent called otherwise says so, and can be reset',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'Allowed systems').click();
      const own = tab.locator('dialog li', { hasText: 'Request Tracker' });
      await own.getByText('set by you').waitFor();
      assert.equal(await tab.locator('dialog li', { hasText: 'set by you' }).count(), 1);
      await tab.evaluate(() => {
        window.recorder.answers.systems = window.recorder.answers.systems.map((each) => ({ ...each, set: false }));
      });
      await button(tab, 'Reset name and kind of Request Tracker').click();
      await own.getByText('set by you').waitFor({ state: 'detached' });
      const reset = (await sent(tab)).filter((command) => command.do === 'reset_system');
      assert.deepEqual(reset, [{ do: 'reset_system', origin: 'http://rt.localhost:18101' }]);
    }),
  );
});
