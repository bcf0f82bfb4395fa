// What the panel shows in each state, and what each of its controls asks of the worker.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { button, push, sent, startPages } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

let pages;
before(async () => {
  pages = await startPages();
});
after(() => pages.close());

const session = views.recording.session.id;

/** Runs a test on a page in some state and closes it. */
const on = (options, test) => async () => {
  const tab = await pages.open(options);
  await test(tab);
  assert.deepEqual(tab.problems, []);
  await tab.context().close();
};

const buttons = (tab) => tab.locator('.controls button').evaluateAll((all) => all.map((one) => one.textContent.trim()));

describe('the buttons that make sense', () => {
  const authored = ['Undo', 'Add note', 'Record off-browser approval'];
  const table = {
    idle: ['Record'],
    recording: [
      'Pause',
      'Stop',
      'Park',
      'Undo',
      'Add note',
      'This is the approval',
      'Record off-browser approval',
      'Attach to ticket',
      'Discard',
    ],
    paused: ['Resume', 'Stop', 'Park', ...authored, 'Attach to ticket', 'Discard'],
    stopped: ['Attach to ticket', 'Export session', 'Record', ...authored, 'Discard'],
    failed: ['Resume', 'Park', 'Export session', 'Discard'],
  };
  for (const [state, shown] of Object.entries(table)) {
    it(
      state,
      on({ view: state }, async (tab) => {
        assert.deepEqual(await buttons(tab), shown);
        assert.equal(await tab.locator('html').getAttribute('data-state'), state);
      }),
    );
  }

  it(
    'Undo rests while there is nothing to undo',
    on({ view: 'empty' }, async (tab) => assert.ok(await button(tab, 'Undo').isDisabled())),
  );
});

describe('a button asks for what it says', () => {
  const simple = [
    ['idle', 'Record', { do: 'record' }],
    ['recording', 'Pause', { do: 'pause' }],
    ['paused', 'Resume', { do: 'resume' }],
    ['recording', 'Stop', { do: 'stop' }],
    ['recording', 'Park', { do: 'park' }],
    ['failed', 'Park', { do: 'dismiss_failure' }],
    ['recording', 'Undo', { do: 'undo' }],
    ['recording', 'This is the approval', { do: 'pick', purpose: 'approval' }],
    ['other_ticket', 'Switch', { do: 'switch_ticket', ticket: '13' }],
    ['other_ticket', 'Stay', { do: 'keep_ticket' }],
    ['other_ticket', 'Cancel', { do: 'cancel_pick' }],
  ];
  for (const [view, name, command] of simple) {
    it(
      `${view}: ${name}`,
      on({ view }, async (tab) => {
        await button(tab, name).click();
        assert.deepEqual(await sent(tab), [command]);
      }),
    );
  }

  it(
    'discards only after a question',
    on({}, async (tab) => {
      await button(tab, 'Discard').click();
      assert.deepEqual(await sent(tab), []);
      await tab.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
      await tab.getByRole('dialog').waitFor({ state: 'detached' });
      assert.deepEqual(await sent(tab), [{ do: 'discard', session }]);
    }),
  );

  it(
    'writes an off-browser approval with who, when, how and the reference',
    on({}, async (tab) => {
      await button(tab, 'Record off-browser approval').click();
      await tab.getByLabel('Who approved, by role').fill('owner of Finance Reporting');
      await tab.getByLabel('When').fill('2026-11-23T09:30');
      await tab.getByLabel('How').selectOption('phone');
      await tab.getByLabel('Reason or reference').fill('call list, line 4');
      await button(tab, 'Save').click();
      await tab.getByRole('dialog').waitFor({ state: 'detached' });
      assert.deepEqual(await sent(tab), [
        {
          do: 'author',
          entry: {
            authored: 'off_browser_approval',
            approver: 'owner of Finance Reporting',
            at: { local: '2026-11-23T09:30', offset_minutes: 0 },
            channel: 'phone',
            note: 'call list, line 4',
          },
        },
      ]);
    }),
  );

  it(
    'sets the ticket by hand',
    on({ view: 'empty' }, async (tab) => {
      await button(tab, 'Set by hand').click();
      await tab.getByLabel('Ticket number').fill(' 14 ');
      await button(tab, 'Save').click();
      assert.deepEqual(await sent(tab), [{ do: 'set_ticket', ticket: '14' }]);
    }),
  );

  it(
    'keeps a ticket number that is none in its field, with the reason, until one goes on',
    on({ answers: { set_ticket: { failure: { code: 'bad_input', details: ['no ticket id'] } } } }, async (tab) => {
      await button(tab, 'Change').click();
      const field = tab.getByLabel('Ticket number');
      await field.fill('no number');
      await button(tab, 'Save').click();
      const error = tab.locator('ledgerium-ticket .field-error');
      await error.getByText('A ticket number has at least one digit').waitFor();
      assert.equal(await field.inputValue(), 'no number');
      assert.equal(await tab.locator('.notice.failure').count(), 0);
      await field.press('End');
      await field.press('Backspace');
      await error.waitFor({ state: 'detached' });
      await field.press('Escape');
      await tab.locator('ledgerium-ticket').getByText('Ticket 12').waitFor();
    }),
  );

  it(
    'resumes, exports and discards what is unfinished',
    on({ view: 'idle', answers: { resume: { failure: { code: 'already_recording' } } } }, async (tab) => {
      const [interrupted] = views.idle.unfinished;
      const card = tab.locator('[data-session-state=interrupted]');
      await card.getByRole('button', { name: 'Resume' }).click();
      assert.deepEqual(await sent(tab), [{ do: 'resume', session: interrupted.id }]);
      await tab.getByText('Stop or park it first.').waitFor();
      await card.getByRole('button', { name: 'Discard' }).click();
      await tab.getByRole('dialog', { name: 'Discard this recording?' }).waitFor();
    }),
  );
});

describe('steps', () => {
  it(
    'stand in order with phase, name, place, time and what they changed; gaps and notes in their place',
    on({}, async (tab) => {
      const items = await tab
        .locator('.timeline > li')
        .evaluateAll((all) =>
          all.map((item) => [
            item.dataset.phase ?? item.dataset.gap ?? item.dataset.authored,
            item.innerText.replace(/\s+/g, ' ').trim(),
          ]),
        );
      assert.deepEqual(
        items.map(([kind]) => kind),
        ['request', 'grant', 'paused', 'approve', 'approve', 'confirm', 'close'],
      );
      assert.equal(items[0][1], 'Looked at “Ticket ▮”, Request Tracker Request 14:03:05 18 s');
      assert.equal(
        items[1][1],
        'Add member ▮ in the “Groups” list, LDAP Account Manager Grant unsure 14:05:40 1 min 18 s added: Finance Reporting added: group or role 3',
      );
      assert.equal(items[2][1], 'Recording was paused. 14:08:40');
      assert.match(items[3][1], /Approve set by you/);
      assert.match(
        items[4][1],
        /^Approved by owner of Finance Reporting, off the browser Approve 14:11:00 a moment Attested by you: approved by owner of Finance Reporting, 2026-11-23 09:30 UTC\+01:00, by phone – call list, line 4$/,
      );
      assert.match(items[5][1], /Note: The requester asked for a copy\.$/);
    }),
  );

  it(
    'show why: the rules with their weights, the person’s word beside the machine’s, the entries and their commits',
    on({}, async (tab) => {
      await tab.locator('.step-title').nth(1).click();
      const step = tab.locator('[data-first="9"]');
      await step
        .getByText('The recorder says Grant, but is unsure: the lead over the next best phase is only +0.4.')
        .waitFor();
      assert.deepEqual(await step.locator('.rules code').allTextContents(), [
        'verb.add.membership',
        'directory.members_added',
        'verb.assign',
      ]);
      assert.deepEqual(await step.locator('.weight').allTextContents(), ['+1.9', '+1.2', '−0.3']);
      await step
        .getByText('Clicked: button “Add member ▮” in the “Groups” list · row of person 2 · LDAP Account Manager')
        .waitFor();
      assert.equal(await step.locator('.commit').count(), 1);
      assert.deepEqual((await sent(tab))[0], { do: 'inspect', session, from: 9, count: 5 });
      await tab.locator('[data-first="18"] .step-title').click();
      await tab.getByText('You say Approve; the recorder said Other. Both stay in the file.').waitFor();
    }),
  );

  it(
    'merge with the next, and get a note of their own',
    on({}, async (tab) => {
      await tab.locator('.step [popovertarget]').first().click();
      await tab.getByRole('menuitem', { name: 'Merge with the next' }).click();
      await tab.locator('.step [popovertarget]').first().click();
      await tab.getByRole('menuitem', { name: 'Add note' }).click();
      await tab.getByLabel('Note', { exact: true }).fill('Seen twice.');
      await button(tab, 'Save').click();
      await tab.getByRole('dialog').waitFor({ state: 'detached' });
      assert.deepEqual(await sent(tab), [
        { do: 'author', entry: { authored: 'merge', first: 4, second: 9 } },
        { do: 'author', entry: { authored: 'note', text: 'Seen twice.', step: 4 } },
      ]);
    }),
  );

  it(
    'say what of them is the agent’s, also where the recorder came to the same phase',
    on({}, async (tab) => {
      const [request, grant, ...others] = views.recording.steps;
      const steps = [
        { ...request, corrections: [40], name: { authored: 'Read the request' } },
        { ...grant, unsure: false, corrections: [41] },
        ...others,
      ];
      await push(tab, { ...views.recording, steps });
      const marks = (first) => tab.locator(`[data-first="${first}"] .mark`).allTextContents();
      await tab.getByText('Read the request').waitFor();
      assert.deepEqual(await marks(request.first), ['named by you']);
      assert.deepEqual(await marks(grant.first), ['set by you']);
      assert.deepEqual(await marks(25), [], 'an attested approval says so itself');
    }),
  );

  it(
    'run through the lanes in the order in which they were read',
    on({ width: 1100 }, async (tab) => {
      const lanes = await tab
        .locator('.rail-mark')
        .evaluateAll((marks) => marks.map((mark) => Number(mark.dataset.lane)));
      assert.deepEqual(lanes, [0, 2, 1, 1, 3, 4]);
      const x = await tab
        .locator('.rail-mark')
        .evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().x));
      assert.ok(x[2] < x[1], 'a grant before its approval is seen to go back');
    }),
  );

  it(
    'what was pointed at as the approval is shown',
    on(
      {
        answers: {
          inspect: {
            lines: [
              JSON.stringify({
                i: 40,
                wall: 0,
                body: {
                  type: 'page',
                  system: 1,
                  event: {
                    event: 'pointed',
                    author: { person: 3 },
                    at: { local: '2026-11-23T13:55' },
                    words: ['approved'],
                  },
                },
              }),
            ],
            total: 42,
          },
        },
      },
      async (tab) => {
        const notes = [
          ...views.recording.session.notes,
          {
            entry: 41,
            authored: { authored: 'approval_pointed_at', entry: 40 },
            wall: views.recording.session.started,
          },
        ];
        await push(tab, { ...views.recording, session: { ...views.recording.session, notes } });
        await tab.getByText('author: person 3 · dated 2026-11-23 13:55 · “Approved”').waitFor();
      },
    ),
  );
});

describe('gaps', () => {
  it(
    'that are shown as one say how many they are, and their number leads to the first',
    on({ height: 500 }, async (tab) => {
      const gap = (entry, wall) => ({ cause: 'elsewhere', count: 1, entry, wall });
      const { started } = views.recording.session;
      const gaps = [gap(2, started), gap(20, started + 1000), gap(21, started + 2000)];
      await push(tab, { ...views.recording, session: { ...views.recording.session, gaps } });
      const shown = tab.locator('[data-gap]');
      await shown.nth(1).getByText('2 gaps').waitFor();
      assert.equal(await shown.count(), 2);
      assert.doesNotMatch(await shown.first().innerText(), /gaps/);
      await tab.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await tab.locator('.counts').getByRole('link', { name: '3 gaps' }).press('Enter');
      assert.ok(await shown.first().evaluate((element) => element === document.activeElement));
    }),
  );
});

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
});

describe('attaching', () => {
  const open = async (tab) => {
    await button(tab, 'Attach to ticket').click();
    await tab.getByRole('dialog').getByText('Request Tracker').first().waitFor();
  };

  it(
    'seals on one click, shows file, size and ticket, sends on another, and says that the hash matches',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      assert.deepEqual(await sent(tab), [{ do: 'attach_targets', session }]);
      await button(tab, 'Seal the file').click();
      await tab.getByText('ledgerium-12-20261123T140251Z.session.json').first().waitFor();
      await tab.getByText('48.2 kB').first().waitFor();
      await button(tab, 'Attach to ticket 12').click();
      await tab.locator('[data-attached=confirmed]').getByText('attached, hash matches').waitFor();
      assert.deepEqual((await sent(tab)).slice(1), [
        { do: 'export', session },
        { do: 'attach', session, tabId: 2, ticket: '12', way: 'api' },
      ]);
    }),
  );

  it(
    'says what is not confirmed, and to keep the recording',
    on({ view: 'stopped', answers: { attach: { attached: 'unconfirmed', way: 'page_input' } } }, async (tab) => {
      await open(tab);
      await tab.getByLabel('How it gets there').selectOption('page_input');
      await button(tab, 'Seal the file').click();
      await button(tab, 'Attach to ticket 12').click();
      await tab
        .locator('[data-attached=unconfirmed]')
        .getByText('Keep the recording until you have seen the file on the ticket.')
        .waitFor();
    }),
  );

  it(
    'says of a file in the page’s own field that the page has yet to send it',
    on({ view: 'stopped', answers: { attach: { attached: 'unconfirmed', way: 'page_input' } } }, async (tab) => {
      await open(tab);
      await button(tab, 'Seal the file').click();
      await button(tab, 'Attach to ticket 12').click();
      const outcome = tab.locator('[data-attached=unconfirmed]');
      await outcome.getByText('Placed in the page: press its own button to send').waitFor();
      assert.equal(await outcome.getByText('attached, not confirmed').count(), 0);
    }),
  );

  it(
    'shows afterwards what became of the file, and offers to do it again in a lower voice',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      await button(tab, 'Seal the file').click();
      await push(tab, views.first);
      await button(tab, 'Attach to ticket 12').click();
      await button(tab, 'Close').last().click();
      const card = tab.locator('main .notice.success');
      await card.getByText('attached, hash matches').waitFor();
      assert.match(await button(card, 'Attach again').getAttribute('class'), /quiet/);
      await button(card, 'Save').waitFor();
    }),
  );

  it(
    'offers to save again only what was saved',
    on({ view: 'stopped' }, async (tab) => {
      await tab.evaluate(async () => {
        const db = await new Promise((done) => {
          const opening = indexedDB.open('ledgerium', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('files', { keyPath: 'session' });
          opening.onsuccess = () => done(opening.result);
        });
        const files = db.transaction('files', 'readwrite').objectStore('files');
        const put = files.put({ session: window.recorder.view.session.id, bytes: new Uint8Array(3) });
        await new Promise((done) => {
          put.onsuccess = done;
        });
        db.close();
      });
      await Promise.all([tab.waitForEvent('download'), button(tab, 'Export session').click()]);
      await push(tab, views.first);
      await button(tab, 'Save again').waitFor();
    }),
  );

  it(
    'does not warn of a ticket about to be closed where it was closed',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      assert.equal(await tab.getByText('Attach before you close the ticket').count(), 0);
      await tab.keyboard.press('Escape');
      await push(tab, { ...views.stopped, steps: views.stopped.steps.slice(0, 3) });
      await open(tab);
      await tab.getByText('Attach before you close the ticket').waitFor();
    }),
  );

  it(
    'tells pages without a known ticket apart, the one last seen first',
    on(
      {
        view: 'stopped',
        answers: {
          attach_targets: [7, 8].map((tabId) => ({
            tabId,
            origin: 'http://rt.localhost:18101',
            system: 'Request Tracker',
            ways: ['page_input', 'download'],
            unverified: false,
          })),
        },
      },
      async (tab) => {
        await tab.evaluate(() => {
          window.chrome.tabs.query = async () => [
            { id: 7, index: 0, lastAccessed: 1 },
            { id: 8, index: 3, lastAccessed: 2 },
          ];
        });
        await open(tab);
        const cards = await tab.locator('.target-card').allInnerTexts();
        assert.deepEqual(
          cards.map((card) => card.match(/Tab \d/)?.[0]),
          ['Tab 4', 'Tab 1'],
        );
        assert.ok(await tab.getByRole('radio').first().isChecked());
        await button(tab, 'Seal the file').click();
        await button(tab, 'Attach to this page').click();
        await tab.locator('[data-attached]').waitFor();
        assert.equal((await sent(tab)).at(-1).tabId, 8);
      },
    ),
  );

  it(
    'marks ways that were never run against the vendor, and another ticket than the recording’s',
    on({ view: 'stopped' }, async (tab) => {
      await open(tab);
      await tab.getByText('Not the ticket of this recording, which is 12').waitFor();
      assert.equal(await tab.getByText('not run against the vendor').count(), 0);
      await tab.getByText('ServiceNow').click();
      await tab.getByText('Written to the vendor’s documentation; not run against the vendor.').waitFor();
    }),
  );

  it(
    'keeps the file and says why when the ticket system refuses',
    on(
      { view: 'stopped', answers: { attach: { failure: { code: 'attach_refused', details: ['403'] } } } },
      async (tab) => {
        await open(tab);
        await button(tab, 'Seal the file').click();
        await button(tab, 'Attach to ticket 12').click();
        await tab.getByText('The ticket system refused the file.').waitFor();
        await button(tab, 'Attach to ticket 12').and(tab.locator(':enabled')).waitFor();
      },
    ),
  );

  it(
    'while recording says that the rest becomes a supplement',
    on({}, async (tab) => {
      await open(tab);
      await tab.getByText('the rest becomes a small supplement for the same ticket').waitFor();
    }),
  );
});

describe('the first run', () => {
  it(
    'tells what is recorded before anything is, and pressing Record is enough',
    on({ view: 'first', informed: false }, async (tab) => {
      await tab.getByRole('heading', { name: 'Before your first recording' }).waitFor();
      await button(tab, 'Record').click();
      await tab.reload();
      await tab.getByRole('heading', { name: 'How it works' }).waitFor();
    }),
  );
});

describe('the vocabulary', () => {
  it(
    'takes a picked text only when the agent adds it',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'Vocabulary').click();
      await button(tab, 'Pick in page').click();
      await push(tab, { ...views.recording, picking: 'vocabulary' });
      await tab.evaluate(() => window.recorder.tell({ to: 'panel', picked_text: 'Read only' }));
      await tab.waitForFunction(() => document.querySelector('#term').value === 'Read only');
      await tab.getByLabel('What it names').selectOption('level');
      await button(tab, 'Add').click();
      await tab.getByText('3 terms').waitFor();
      await button(tab, 'Remove SAP Basis').click();
      await tab.getByText('2 terms').waitFor();
      assert.deepEqual((await sent(tab)).slice(1), [
        { do: 'pick', purpose: 'vocabulary' },
        { do: 'add_term', text: 'Read only', kind: 'level' },
        { do: 'remove_term', id: 2 },
      ]);
    }),
  );
});

describe('a term', () => {
  const openVocabulary = async (tab) => {
    await button(tab, 'Menu').click();
    await button(tab, 'Vocabulary').click();
    await tab.getByText('2 terms').waitFor();
  };

  it(
    'that is there already, or is one letter, is said to be',
    on({ answers: { add_term: { id: 2, text: 'SAP Basis', kind: 'system' } } }, async (tab) => {
      await openVocabulary(tab);
      await tab.getByLabel('Term', { exact: true }).fill('x');
      await button(tab, 'Add').click();
      await tab.getByText('One letter stands everywhere').waitFor();
      assert.deepEqual((await sent(tab)).slice(1), []);
      await tab.getByLabel('Term', { exact: true }).fill('sap basis');
      await button(tab, 'Add').click();
      await tab.getByText('“SAP Basis” is in the vocabulary already').waitFor();
      await tab.getByText('2 terms').waitFor();
    }),
  );

  it(
    'that was picked is proposed with the hint that it must name nobody',
    on({}, async (tab) => {
      await openVocabulary(tab);
      await tab.evaluate(() => window.recorder.tell({ to: 'panel', picked_text: 'Jane Roe' }));
      await tab.getByText('not for names of people').waitFor();
    }),
  );
});

describe('what the agent must see', () => {
  it(
    'what to click comes into view when picking begins further down',
    on({ height: 500 }, async (tab) => {
      await tab.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await push(tab, { ...views.recording, picking: 'approval' });
      await button(tab, 'Cancel').and(tab.locator(':visible')).waitFor();
      const top = await tab.locator('.picking').evaluate((element) => element.getBoundingClientRect().top);
      assert.ok(top >= 0, `it begins at ${top}`);
    }),
  );

  it(
    'why a step has its phase does not open under the buttons at the foot',
    on({ height: 600 }, async (tab) => {
      // The step stands just above the foot, so that all that opens would open under it.
      await tab.locator('[data-first="9"] ledgerium-step').evaluate((step) => {
        const foot = document.querySelector('.panel-foot').getBoundingClientRect();
        window.scrollBy(0, step.getBoundingClientRect().bottom - foot.top);
        step.querySelector('.step-title').click();
      });
      await tab.locator('.evidence .entries li').first().waitFor();
      await tab.waitForFunction(() => {
        const heading = document.querySelector('.evidence h4').getBoundingClientRect();
        return heading.bottom < document.querySelector('.panel-foot').getBoundingClientRect().top;
      });
    }),
  );
});

describe('what was captured', () => {
  it(
    'is shown as lines to read and as in the file, page by page',
    on({}, async (tab) => {
      await button(tab, 'Menu').click();
      await button(tab, 'What was captured').click();
      await tab.getByText('Edited: text field “Search” (the text is not recorded)').waitFor();
      await tab.getByLabel('As in the file').check();
      await tab.getByText('"did":"edited"').waitFor();
      await button(tab, 'Later').click();
      await tab.getByText('50–99 of 236').waitFor();
      assert.deepEqual((await sent(tab)).at(-1), { do: 'inspect', session, from: 50, count: 50 });
    }),
  );
});

describe('settings', () => {
  it(
    'turn the panel dark where the system is light, and keep it so',
    on({}, async (tab) => {
      const ground = () => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await ground();
      await button(tab, 'Menu').click();
      await button(tab, 'Settings').click();
      await tab.getByLabel('Dark').check();
      const dark = await ground();
      assert.notEqual(dark, light);
      await tab.reload();
      assert.equal(await ground(), dark);
    }),
  );
});

describe('when the worker does not answer', () => {
  it(
    'says so and loses nothing that was typed',
    on({ answers: { author: { failure: { code: 'storage_failed' } } } }, async (tab) => {
      await button(tab, 'Add note').click();
      await tab.getByLabel('Note', { exact: true }).fill('Kept.');
      await button(tab, 'Save').click();
      await tab.getByText('The browser could not write the recording.').waitFor();
      assert.equal(await tab.getByLabel('Note', { exact: true }).inputValue(), 'Kept.');
    }),
  );
});
