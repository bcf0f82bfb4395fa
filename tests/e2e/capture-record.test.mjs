// Which record a view shows, and who is in front of it, where no profile says so.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { captureOf, servePages, start } from './capture-harness.mjs';

let side;
let pages;
let page;

before(async () => {
  [side, pages] = await Promise.all([start(), servePages()]);
});
after(async () => {
  await side?.close();
  pages?.close();
});
beforeEach(async () => {
  await page?.close();
  const systems = [
    { origin: pages.origin('tickets'), kind: 'ticketing' },
    { origin: pages.origin('mail'), kind: 'email' },
    { origin: pages.origin('console'), kind: 'iam' },
    { origin: pages.origin('known'), kind: 'ticketing', profile: 'known' },
  ];
  const profiles = { known: { ticket: [{ where: 'query', name: 'nr' }] } };
  await side.set(captureOf(systems, { profiles }));
  page = await side.context.newPage();
});

/** The events of a page under this path, with this heading. */
async function at(host, path, heading = 'Records', below = '') {
  await side.clear();
  await page.goto(`${pages.origin(host)}/records.html`);
  await side.until('view');
  await side.clear();
  await page.evaluate(
    ([where, head, second]) => {
      document.getElementById('head').textContent = head;
      document.getElementById('below').textContent = second;
      history.pushState(0, '', where);
    },
    [path, heading, below],
  );
  await side.until('view');
  await side.wait(300);
  const records = await side.records();
  const tagged = (record, thing) => Object.values(thing).map((n) => record.tags[n].join('+'))[0];
  const view = records.findLast(({ event }) => event.event === 'view');
  return {
    record: view.event.record && tagged(view, view.event.record),
    others: records.flatMap((each) =>
      each.event.event === 'mention' ? each.event.things.map((thing) => tagged(each, thing)) : [],
    ),
    people: Object.fromEntries(
      records.flatMap((each) =>
        each.event.event === 'person' ? [[each.event.role, tagged(each, each.event.person)]] : [],
      ),
    ),
  };
}

const record = async (...place) => (await at(...place)).record;

test('the address says which record it is, whatever is done with it', async () => {
  const one = await record('console', '/users/17/change/', 'Change user');
  assert.ok(one);
  assert.equal(await record('console', '/users/17/groups', 'Groups'), one);
  assert.notEqual(await record('console', '/users/18/change/', 'Change user'), one);
  assert.notEqual(await record('console', '/groups/17/change/', 'Change group'), one);
  assert.notEqual(await record('tickets', '/users/17/change/', 'Change user'), one);
  const named = await record('console', '/admin/users/jroe', 'Edit user');
  assert.ok(named);
  assert.equal(await record('console', '/admin/users/jroe/roles', 'Roles'), named);
  const asked = await record('console', '/account/edit.php?type=user&DN=uid%3Djroe', 'Edit');
  assert.ok(asked);
  assert.notEqual(await record('console', '/account/edit.php?type=group&DN=uid%3Djroe', 'Edit'), asked);
  const inner = await record('console', '/#/users/0d9c2a10-1111-4222-8333-444455556666/roles', 'Roles');
  assert.equal(await record('console', '/#/users/0d9c2a10-1111-4222-8333-444455556666/groups', 'Groups'), inner);
  assert.ok(inner);
});

test('a list, a page of it, and a version are no records', async () => {
  for (const path of [
    '/users',
    '/admin/auth/user/',
    '/users/page/2',
    '/v2/users/',
    '/users/add/',
    '/users?page=3',
    '/users?session_id=77',
  ])
    assert.equal(await record('console', path, 'Users'), undefined, path);
});

test('a number in the heading joins the ticket, what names it, and the mail about it', async () => {
  const ticket = await record('tickets', '/tickets/1042', '#1042: Access to ledgers');
  const [number] = ticket.split('+');
  assert.equal(ticket.split('+').length, 2, 'the number and the address');
  assert.equal(await record('tickets', '/tickets/1042/edit', 'Edit'), ticket, 'the address alone names it too');
  assert.equal(await record('mail', '/inbox/7', 'Re: [desk #1042] Access to ledgers'), number);
  assert.equal(await record('mail', '/', 'Ticket 1042: Access to ledgers'), number);
  assert.equal((await record('known', '/show?nr=1042', 'Access')).split('+')[0], number, 'a profile names it');
  const approval = await at('tickets', '/approvals/1043', '#1043: Approval of request #1042');
  assert.notEqual(approval.record.split('+')[0], number);
  assert.deepEqual(approval.others, [number]);
  const key = await record('tickets', '/tickets/TK-7', 'TK-7 Access');
  assert.equal(key.split('+')[0], await record('mail', '/', 'Approval needed: TK-7'));
  assert.notEqual(key.split('+')[0], number);
});

test('what looks like a number and is none joins nothing', async () => {
  for (const heading of ['UTF-8 and ISO-27001', 'Found 1042 users', 'Version 1.2', 'Room B12', 'Users 1-20'])
    assert.equal(await record('mail', '/', heading), undefined, heading);
});

test('where the address says nothing, the name in the heading does', async () => {
  const one = await record('console', '/', 'Group payroll-approvers');
  assert.ok(one);
  assert.equal(await record('console', '/', 'Group payroll-approvers'), one);
  assert.notEqual(await record('console', '/', 'Group payroll-viewers'), one);
  assert.equal(await record('console', '/', 'My groups'), undefined);
});

test('list and detail in one document: the view is said when it changes, and not again', async () => {
  await at('console', '/users/17', 'Edit user');
  await side.clear();
  await page.evaluate(() => document.body.append(document.createElement('h2')));
  await page.click('#below', { force: true }).catch(() => undefined);
  await side.wait(700);
  assert.deepEqual(await side.events('view'), []);
});

test('the user whom a console shows, and who is signed in', async () => {
  const named = await at('console', '/users/17/', 'Change user jroe');
  assert.equal(named.people.subject, (await at('console', '/users/17/', 'Change user', 'jroe')).people.subject);
  const both = await at('console', '/users/jroe', 'Jane Roe');
  assert.equal(both.people.subject.split('+').length, 2, 'name and sign-in name');
  assert.ok(both.people.subject.includes(named.people.subject));
  assert.equal((await at('console', '/groups/17/', 'Group payroll')).people.subject, undefined);
  assert.equal((await at('console', '/users/', 'Users')).people.subject, undefined);
  const other = await at('mail', '/users/17/', 'Change user jroe');
  assert.equal(other.people.subject, undefined, 'of a console alone');
  assert.ok(other.people.signed_in);
  assert.equal(other.people.signed_in, both.people.signed_in);
});
