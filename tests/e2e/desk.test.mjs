// The practice desk by itself: people learn on it and tests stand on it, so it must do what it shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { launch, root } from './lib/browser.mjs';
import { startDesk } from './lib/desk.mjs';
import * as people from './lib/people.mjs';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

describe('practice desk', () => {
  let desk;
  let browser;
  let page;

  before(async () => {
    desk = await startDesk();
    browser = await launch({ extension: null });
    [page] = browser.context.pages();
  });
  beforeEach(() => desk.reset());
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('a whole provisioning leaves its traces in all four systems', async () => {
    await people.signIn(page, desk, 'tickets', 'toni');
    const ticket = await people.requestAccess(page, desk, 'Reports: Viewer', 'Reads the figures on Mondays.');
    await people.signIn(page, desk, 'tickets', 'alex');
    await people.openTicket(page, desk, ticket);
    await people.decide(page, 'Approve', 'Fine with me');
    await people.signIn(page, desk, 'tickets', 'robin');
    await people.openTicket(page, desk, ticket);
    await people.takeTicket(page);
    await people.signIn(page, desk, 'access', 'robin');
    await people.assignRole(page, 'toni', 'Reports Viewer');
    await people.removeRole(page, 'toni', 'Warehouse Viewer');
    await people.addTeamMember(page, 'Reports Team', 'toni');
    await people.signIn(page, desk, 'directory', 'robin');
    await people.addToGroup(page, desk, 'reports-viewers', 'toni');
    await people.signIn(page, desk, 'mail', 'robin');
    await people.sendMail(page, 'toni', 'Your access', 'It is in place.');
    await people.openTicket(page, desk, ticket);
    await people.resolveTicket(page);

    const state = await desk.state();
    const found = state.tickets[ticket.slice(3)];
    assert.deepEqual([found.status, found.decision, found.owner], ['Resolved', 'Approved', 'robin']);
    assert.ok(found.decided >= found.created);
    assert.deepEqual(state.roles.toni, ['Reports Viewer']);
    assert.ok(state.teams['Reports Team'].includes('toni'));
    assert.ok(state.groups['reports-viewers'].includes('toni'));
    const subjects = (login) => state.mails.filter((mail) => mail.to.includes(login)).map((mail) => mail.subject);
    assert.ok(subjects('alex').includes(`Approval needed: ${ticket}`));
    assert.deepEqual(subjects('toni').slice(-2), ['Your access', `Resolved: ${ticket}`]);
  });

  test('as many connections as a browser keeps open are all served', async () => {
    // While the process stands still they gather, and then all come at once.
    process.kill(desk.pid, 'SIGSTOP');
    const sockets = await Promise.all(Array.from({ length: 12 }, () => connect(desk.port)));
    process.kill(desk.pid, 'SIGCONT');
    try {
      await Promise.all(sockets.map((socket) => answered(socket)));
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });

  test('an approval can come by mail alone, and a rejection stands on the ticket', async () => {
    await people.signIn(page, desk, 'mail', 'kim');
    await people.readMail(page, 'Approval needed: TK-1042');
    await people.replyMail(page, 'Approved from my side.');
    await desk.decide('kim', 'TK-1043', 'reject', 'Not your task');

    await people.signIn(page, desk, 'mail', 'robin');
    await people.readMail(page, 'Re: Approval needed: TK-1042');
    await page.frameLocator('iframe[title=Message]').getByText('Approved from my side.').waitFor();
    const { tickets } = await desk.state();
    assert.deepEqual([tickets[1042].decision, tickets[1043].decision], ['Pending', 'Rejected']);
  });

  test('a file comes back from a ticket as it was given, also after the close', async () => {
    const file = path.join(root, 'package.json');
    await people.signIn(page, desk, 'tickets', 'robin');
    await people.openTicket(page, desk, 'TK-1041');
    await people.resolveTicket(page);
    await people.comment(page, 'For the record', file);
    assert.deepEqual(await desk.attachment('robin', 'TK-1041', 0), readFileSync(file));
  });

  test('only who may decide, take or look can', async () => {
    await assert.rejects(desk.decide('toni', 'TK-1042', 'approve'), /403/);
    await assert.rejects(desk.decide('alex', 'TK-1042', 'approve'), /403/);
    await people.signIn(page, desk, 'access', 'toni');
    await page.getByRole('heading', { name: 'My access' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Users' }).count(), 0);
  });

  test('every step works by keyboard alone', async () => {
    const press = (locator) => locator.press('Enter');
    await people.signIn(page, desk, 'access', 'robin');
    await press(page.getByRole('link', { name: 'Users' }));
    await press(page.getByRole('link', { name: 'Toni Marsh' }));
    await press(page.getByRole('button', { name: 'Assign role' }));
    const role = page.getByLabel('Role', { exact: true });
    assert.ok(await role.evaluate((field) => field.getRootNode().activeElement === field));
    await page.keyboard.type('Payroll V');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Role assigned').waitFor();

    await people.signIn(page, desk, 'directory', 'robin');
    const editor = await people.editGroupByKeyboard(page, desk, 'payroll-viewers');
    await editor.getByLabel('Available people').focus();
    await page.keyboard.type('Toni');
    await press(editor.getByRole('button', { name: 'Add selected' }));
    await press(editor.getByRole('button', { name: 'Save' }));
    await editor.getByText('Group saved').waitFor();

    const state = await desk.state();
    assert.ok(state.roles.toni.includes('Payroll Viewer'));
    assert.deepEqual(state.groups['payroll-viewers'], ['toni']);
  });

  test('names and contrasts are right on every page', async () => {
    const places = [
      ['tickets', '/queue'],
      ['tickets', '/tickets/TK-1042'],
      ['tickets', '/new'],
      ['access', '/users/toni'],
      ['access', '/teams'],
      ['directory', '/groups/reports-viewers'],
      ['directory', '/groups/reports-viewers/editor'],
      ['mail', '/#/inbox'],
      ['mail', '/#/compose'],
    ];
    for (const system of ['tickets', 'access', 'directory', 'mail']) await people.signIn(page, desk, system, 'robin');
    for (const [system, place] of places) {
      await page.goto(desk.origin(system) + place);
      await page.waitForFunction(
        () => document.readyState === 'complete' && document.querySelector('h1, form select, main > *'),
      );
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }));
      const found = violations.map((violation) => `${system}${place}: ${violation.id} ${violation.nodes[0].html}`);
      assert.deepEqual(found, []);
    }
  });
});

/** A connection that stays open. */
function connect(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });
}

/** Asks on a connection, and ends when an answer begins. */
function answered(socket) {
  socket.write('GET /login HTTP/1.1\r\nHost: mail.localhost\r\n\r\n');
  return new Promise((resolve, reject) => {
    socket.once('data', resolve);
    socket.setTimeout(5000, () => reject(new Error('a connection was not served')));
  });
}
