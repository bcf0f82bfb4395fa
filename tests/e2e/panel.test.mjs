// What the panel shows in each state, and what each of its controls asks of the worker.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { button, onPages, push, sent } from './panel/harness.mjs';
import { views } from './panel/views.mjs';

const on = onPages();
const session = views.recording.session.id;

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
      // What the agent is at may still turn out to be something else.
      assert.match(items[6][1], /Close going on 14:15:10/);
    }),
  );

  it(
    'show why: the rules in words with their weights, the winner first, the person’s word beside the machine’s, the entries and their commits',
    on({}, async (tab) => {
      await tab.locator('.step-title').nth(1).click();
      const step = tab.locator('[data-first="9"]');
      await step
        .getByText('The recorder says Grant, but is unsure: the lead over the next best phase is only +0.4.')
        .waitFor();
      assert.deepEqual(await step.locator('.rules code').allTextContents(), [
        'console.change',
        'members.changed',
        'ticket.assign',
        'of.another.set',
      ]);
      assert.deepEqual(await step.locator('.rules h5').allInnerTexts(), ['For Grant\n+3.1', 'For Request\n+2.4']);
      assert.deepEqual(await step.locator('.rules li .weight').allTextContents(), ['+1.9', '+1.2', '+2.7', '−0.3']);
      await step.getByText('A list of memberships changed', { exact: true }).waitFor();
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
