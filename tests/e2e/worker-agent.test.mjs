// What the agent says and sees of a recording: corrections, badge, shortcuts, vocabulary, picks, proposals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './lib/cdp.mjs';
import { covered, oneBrowser } from './lib/one-browser.mjs';
import { gestures } from './lib/recorder.mjs';

let pages;
let browser;
let recorder;
let page;
oneBrowser((all) => {
  ({ pages, browser, recorder, page } = all);
});

test('corrections are entries, and can be taken back', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await page.click('#approve');
  await recorder.logged(session, 1);
  await recorder.must({ do: 'author', entry: { authored: 'note', text: 'Asked by phone' } });
  const { session: shown } = await recorder.view();
  assert.equal(shown.notes.length, 1);
  await recorder.must({ do: 'undo' });
  const view = await recorder.view();
  assert.equal(view.session.notes.length, 0);
  await recorder.must({ do: 'undo' });
  const log = await recorder.log(session);
  assert.deepEqual(
    log.filter(({ body }) => body.type === 'authored').map(({ body }) => body.entry.authored),
    ['note', 'undo', 'exclude'],
  );
});

test('badge and title say what the panel says', async () => {
  const badge = () => recorder.evaluate('chrome.action.getBadgeText({})');
  assert.equal(await badge(), '');
  const session = await recorder.record([pages.origin()]);
  await until('REC', async () => (await badge()) === 'REC');
  await covered(recorder, page);
  await page.front();
  await page.click('#approve');
  await recorder.logged(session, 1);
  await until('a count', async () => (await badge()) === '1');
  const elsewhere = await browser.open(`${pages.origin('private')}/stay`);
  await elsewhere.front();
  await until('a sign on the tab that is not covered', async () => {
    const [tab] = await recorder.evaluate(
      `chrome.tabs.query({ url: ${JSON.stringify(`${pages.origin('private')}/*`)} })`,
    );
    return (await recorder.evaluate(`chrome.action.getBadgeText({ tabId: ${tab.id} })`)) === '!';
  });
  await elsewhere.close();
  await recorder.must({ do: 'pause' });
  await until('the sign of a pause', async () => (await badge()) === '❚❚');
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'discard' });
  await until('nothing', async () => (await badge()) === '');
});

test('the shortcuts do what their buttons do', async () => {
  const press = (command) => browser.inWorker(`chrome.commands.onCommand.dispatch(${JSON.stringify(command)})`);
  const state = (wanted) => until(wanted, async () => (await recorder.view()).state === wanted);
  await press('undo');
  await until('the refusal to show', async () => (await recorder.view()).failure?.code === 'no_session');
  await recorder.must({ do: 'dismiss_failure' });
  assert.equal((await recorder.view()).failure, undefined);
  await press('record');
  await state('recording');
  await press('pause');
  await state('paused');
  await press('pause');
  await state('recording');
  await press('record');
  await state('stopped');
});

test('a word of the vocabulary reaches pages and log at once, and only while it is on the list', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  const term = await recorder.must({ do: 'add_term', text: 'Payroll Viewer', kind: 'entitlement' });
  assert.deepEqual(
    await recorder.must({ do: 'add_term', text: 'payroll  viewer', kind: 'entitlement' }),
    term,
    'spelled alike',
  );
  assert.match((await recorder.stored()).capture.vocabulary, /payroll viewer/);
  await page.goto(`${pages.origin()}/term`);
  await page.click('#term');
  const log = await recorder.logged(session, 1);
  assert.deepEqual(
    log.flatMap(({ body }) => (body.type === 'term' ? [[body.text, body.source]] : [])),
    [['Payroll Viewer', 'agent']],
  );
  assert.deepEqual(gestures(log), ['add 1']);
  await recorder.must({ do: 'remove_term', id: term.id });
  assert.doesNotMatch((await recorder.stored()).capture.vocabulary, /payroll/);
  assert.deepEqual(await recorder.must({ do: 'vocabulary' }), []);
  assert.equal((await recorder.ask({ do: 'add_term', text: '  ', kind: 'level' })).failure.code, 'bad_input');
});

test('a record that a page points at counts as the approval only when the agent picks it', async () => {
  const session = await recorder.record([pages.origin()]);
  await covered(recorder, page);
  await recorder.must({ do: 'pick', purpose: 'approval' });
  assert.equal((await recorder.view()).picking, 'approval');
  await recorder.must({ do: 'cancel_pick' });
  assert.equal((await recorder.view()).picking, undefined);
  await page.goto(`${pages.origin()}/comment`);
  await covered(recorder, page);
  await recorder.must({ do: 'pick', purpose: 'approval' });
  await page.front();
  await page.click('#text');
  const log = await until('the statement', async () => {
    const found = await recorder.log(session);
    return found.some(({ body }) => body.type === 'authored') && found;
  });
  const pointed = log.find(({ body }) => body.type === 'page' && body.event.event === 'pointed');
  const authored = log.flatMap(({ body }) => (body.type === 'authored' ? [body.entry] : []));
  assert.deepEqual(authored, [{ authored: 'approval_pointed_at', entry: pointed.i }]);
  assert.equal((await recorder.view()).picking, undefined);
});

test('an approval that was picked is stated even if the recording stops at once', async () => {
  const session = await recorder.record([pages.origin()]);
  await page.goto(`${pages.origin()}/comment`);
  await covered(recorder, page);
  await recorder.must({ do: 'pick', purpose: 'approval' });
  await page.front();
  // The drain that follows a record by itself comes too late.
  await browser.inWorker(`
    for (let timer = setTimeout(() => {}); timer > 0; timer--) clearTimeout(timer);
    globalThis.setTimeout = () => 0;
  `);
  await page.click('#text');
  await until('the record', async () => JSON.stringify(await recorder.stored()).includes('pointed'));
  await until('the end of the pick', async () => (await recorder.view()).picking === undefined);
  await recorder.must({ do: 'stop' });
  await browser.killWorker();
  const log = await recorder.log(session);
  const pointed = log.find(({ body }) => body.type === 'page' && body.event.event === 'pointed');
  assert.deepEqual(
    log.flatMap(({ body }) => (body.type === 'authored' ? [body.entry] : [])),
    [{ authored: 'approval_pointed_at', entry: pointed.i }],
  );
});

test('a system is proposed by the words of its page', async () => {
  await page.goto(`${pages.origin('service')}/desk`);
  const proposal = await recorder.must({ do: 'propose_system', origin: pages.origin('service') });
  assert.deepEqual(proposal, { origin: pages.origin('service'), kind: 'ticketing', name: 'Service desk' });
  assert.equal((await recorder.ask({ do: 'propose_system', tabId: 1 })).failure.code, 'tab_unreachable');
  const refused = await recorder.ask({ do: 'allow_system', system: { ...proposal, name: ' ' } });
  assert.equal(refused.failure.code, 'bad_input');
  await recorder.must({ do: 'allow_system', system: proposal });
  assert.ok((await recorder.must({ do: 'systems' })).some(({ name, granted }) => name === 'Service desk' && granted));
  await recorder.must({ do: 'forget_system', origin: proposal.origin });
  assert.ok((await recorder.must({ do: 'systems' })).every(({ name }) => name !== 'Service desk'));
});

test('a page to sign in proposes no kind, and neither does one that says too little', async () => {
  await page.goto(`${pages.origin('service')}/login`);
  const origin = pages.origin('service');
  const proposal = await recorder.must({ do: 'propose_system', origin });
  assert.deepEqual(proposal, { origin, name: 'Requests', signIn: true });
  await page.goto(`${origin}/plain`);
  const { kind, signIn } = await recorder.must({ do: 'propose_system', origin });
  assert.deepEqual([kind, signIn], [undefined, undefined]);
  const refused = await recorder.ask({ do: 'allow_system', system: { origin, name: 'Requests' } });
  assert.equal(refused.failure.code, 'bad_input');
});

test('what the agent says of a system is kept, and can be taken back, also while a recording runs', async () => {
  const origin = pages.origin('service');
  await page.goto(`${origin}/desk`);
  const proposal = await recorder.must({ do: 'propose_system', origin });
  await recorder.must({ do: 'allow_system', system: { ...proposal, kind: 'iam' } });
  const known = async () => (await recorder.must({ do: 'systems' })).find((system) => system.origin === origin);
  const { kind, set } = await known();
  assert.deepEqual([kind, set], ['iam', true]);
  assert.equal(
    (await recorder.must({ do: 'propose_system', origin })).kind,
    'iam',
    'and not what the page is taken for',
  );
  const { session } = await recorder.must({ do: 'record' });
  const kinds = async () =>
    (await recorder.log(session)).flatMap(({ body }) =>
      body.type === 'system' && body.origin === origin ? [body.kind] : [],
    );
  assert.deepEqual(await kinds(), ['iam']);
  await recorder.must({ do: 'reset_system', origin });
  assert.deepEqual(await kinds(), ['iam', 'ticketing']);
  const after = await known();
  assert.deepEqual([after.kind, after.set], ['ticketing', false]);
  await recorder.must({ do: 'stop' });
  await recorder.must({ do: 'discard' });
  // Where the page said nothing, there is nothing to go back to: the agent is asked again.
  await recorder.must({ do: 'forget_system', origin });
  await page.goto(`${origin}/login`);
  await recorder.must({ do: 'propose_system', origin });
  await recorder.must({ do: 'allow_system', system: { origin, kind: 'email', name: 'Post' } });
  assert.equal((await known()).set, true);
  await recorder.must({ do: 'reset_system', origin });
  assert.equal(await known(), undefined);
});
