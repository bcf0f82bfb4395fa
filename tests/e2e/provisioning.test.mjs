// Whole provisionings at the practice desk through the real panel, in the orders that happen in life.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { extensionErrors, grantHost, launch, managed, store } from './lib/browser.mjs';
import { startDesk } from './lib/desk.mjs';
import { Panel } from './lib/panel.mjs';
import { allowSystems, job, openSystems, provision } from './lib/story.mjs';

describe('provisioning', () => {
  let desk;
  let browser;

  before(async () => {
    desk = await startDesk();
  });
  beforeEach(() => desk.reset());
  afterEach(async () => {
    await browser?.close();
    browser = undefined;
  });
  after(() => desk?.stop());

  /** Records one provisioning and gives the file and the tabs. */
  async function record(options = {}, extension = managed) {
    browser = await launch({ extension });
    const { context, id } = browser;
    if (extension === store) for (const origin of desk.origins) await grantHost(context, id, `${origin}/*`);
    const tabs = await openSystems(context, desk);
    const panel = await Panel.open(context, id);
    await panel.record();
    await allowSystems(panel, desk, { ask: extension === store });
    await panel.setTicket(job.ticket);
    await provision(tabs, desk, { read: () => panel.shows('approve'), ...options });
    await panel.page.bringToFront();
    await panel.stop();
    return { panel, tabs };
  }

  /** The phases of the steps, in order and each run of one phase once. */
  const phases = ({ derived }) =>
    derived.steps.map((step) => step.phase).filter((phase, at, all) => phase !== all[at - 1]);

  test('approved first: five phases in their order, no gap, the ticket in the name', async () => {
    const { panel } = await record();
    const { name, session } = await panel.export();
    assert.match(name, /^ledgerium-TK-1042-\d{8}T\d{6}Z\.session\.json$/);
    assert.deepEqual(phases(session), ['request', 'approve', 'grant', 'confirm', 'close']);
    assert.equal(session.log.filter((entry) => entry.body.type === 'gap').length, 0);
    assert.deepEqual(
      session.systems.map((system) => system.kind),
      ['ticketing', 'iam', 'directory', 'email'],
    );
    assert.deepEqual(await extensionErrors(browser.context, browser.id), []);
  });

  test('granted before the approval: the order stands in the file as it was', async () => {
    const { panel } = await record({ approval: 'after' });
    const { session } = await panel.export();
    const found = phases(session);
    assert.ok(found.indexOf('grant') < found.indexOf('approve'), found.join(' '));
    assert.ok(found.includes('close'));
  });

  test('never approved: no step says approve', async () => {
    const { panel } = await record({ approval: 'none' });
    const { session } = await panel.export();
    assert.deepEqual(phases(session), ['request', 'grant', 'confirm', 'close']);
  });

  test('rejected: no step says grant', async () => {
    const { panel } = await record({ approval: 'rejected' });
    const { session } = await panel.export();
    assert.deepEqual(phases(session), ['request', 'approve', 'confirm', 'close']);
  });

  test('with access asked for system by system, the same is recorded', async () => {
    const { panel } = await record({}, store);
    const { session } = await panel.export();
    assert.deepEqual(phases(session), ['request', 'approve', 'grant', 'confirm', 'close']);
  });

  test('the file goes onto the ticket through its own form and comes back the same', async () => {
    const { panel, tabs } = await record();
    const { attached, sha256 } = await panel.attach();
    assert.equal(attached, 'unconfirmed');
    // The page's own button sends it: the file is in the form, and a person looks before pressing.
    await tabs.tickets.getByRole('button', { name: 'Add comment' }).click();
    await tabs.tickets.getByText('Comment added').waitFor();
    const bytes = await desk.attachment('robin', job.ticket, 0);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
  });

  test('no script of Ledgerium is in any page while nothing records', async () => {
    browser = await launch();
    const { context, id } = browser;
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    let own = 0;
    devtools.on('Debugger.scriptParsed', ({ url }) => {
      if (url.startsWith(`chrome-extension://${id}/`)) own += 1;
    });
    await devtools.send('Debugger.enable');
    const visit = async () => {
      own = 0;
      await page.goto(desk.origin('tickets'));
      await page.waitForTimeout(500);
      return own;
    };
    const panel = await Panel.open(context, id);
    assert.equal(await visit(), 0, 'before the first recording');
    await panel.record();
    await panel.allow(desk.origin('tickets'), { name: 'Helpline', kind: 'ticketing' });
    assert.ok((await visit()) > 0, 'while it records');
    await panel.stop();
    assert.equal(await visit(), 0, 'after the stop');
  });
});
