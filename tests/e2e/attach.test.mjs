// The way of a sealed file onto its ticket: sent on the command only, read back, compared by its hash, and a failure that
// says what to do.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { Chromium, until } from './lib/cdp.mjs';
import { Recorder } from './lib/recorder.mjs';
import { serveTicketing, TICKETS } from './lib/ticketing.mjs';

const PROFILES = { rt: 'request-tracker', servicenow: 'servicenow', jira: 'jira', zendesk: 'zendesk' };

let ticketing;
let browser;
let recorder;
let session;
let file;
let page;

before(async () => {
  ticketing = await serveTicketing();
  browser = await Chromium.start();
  recorder = new Recorder(browser);
  for (const name of ['rt', 'servicenow', 'jira', 'zendesk', 'page']) {
    const system = {
      origin: ticketing.origin(name),
      kind: 'ticketing',
      name,
      ...(PROFILES[name] && { profile: PROFILES[name] }),
    };
    await recorder.must({ do: 'allow_system', system });
  }
  session = (await recorder.must({ do: 'record', ticket: '7' })).session;
  await recorder.must({ do: 'stop' });
  file = await recorder.must({ do: 'export', session });
  page = await browser.open();
});
beforeEach(() => {
  ticketing.state.files = [];
  ticketing.state.requests = [];
  ticketing.state.fail = '';
});
after(async () => {
  await browser.close();
  await ticketing.close();
});

const show = (name, path = TICKETS[name]) => page.goto(`${ticketing.origin(name)}${path}`);
const targets = () => recorder.must({ do: 'attach_targets', session });
async function attach(way) {
  const [{ tabId }] = await targets();
  return recorder.ask({ do: 'attach', session, tabId, ...(way && { way }) });
}
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const row = async () => (await recorder.must({ do: 'library' })).find(({ id }) => id === session);

test('Request Tracker: looked at without sending, sent on the command, read back by hash', async () => {
  await show('rt');
  const [target] = await targets();
  assert.deepEqual(target.ways, ['api', 'page_input', 'paste', 'download']);
  assert.equal(target.ticket, '7');
  assert.equal(target.unverified, false);
  assert.deepEqual(ticketing.state.requests, [], 'nothing is sent before the click');
  assert.deepEqual((await attach()).value, { attached: 'confirmed', ticket: '7', way: 'api' });
  const [kept] = ticketing.state.files;
  assert.equal(kept.name, file.name);
  assert.equal(sha256(kept.bytes), file.sha256);
  assert.equal((await row()).attached.confirmed, true);
});

test('what the system changed or dropped is not called confirmed', async () => {
  await show('rt');
  for (const fail of ['changed', 'dropped']) {
    ticketing.state.fail = fail;
    assert.deepEqual((await attach()).value, { attached: 'unconfirmed', ticket: '7', way: 'api' }, fail);
  }
});

test('a refusal has its own words', async () => {
  await show('rt');
  for (const [fail, code] of [
    ['signed_out', 'attach_signed_out'],
    ['refused', 'attach_refused'],
    ['too_large', 'attach_too_large'],
    ['broken', 'attach_failed'],
  ]) {
    ticketing.state.fail = fail;
    assert.equal((await attach()).failure?.code, code);
  }
  assert.deepEqual(ticketing.state.files, []);
  await show('rt', '/Ticket/Display.html?id=7&signed_out');
  assert.equal((await attach('api')).failure?.code, 'attach_signed_out');
});

for (const [name, ticket] of [
  ['servicenow', undefined],
  ['jira', 'ACC-12'],
  ['zendesk', '31'],
]) {
  test(`${name}: the documented calls, marked as not run against the vendor`, async () => {
    await show(name);
    const [target] = await targets();
    assert.equal(target.unverified, true);
    assert.equal(target.ways[0], 'api');
    if (ticket) assert.equal(target.ticket, ticket);
    const { ok, value, failure } = await attach();
    assert.ok(ok, JSON.stringify(failure));
    assert.deepEqual([value.attached, value.way], ['confirmed', 'api']);
    assert.equal(ticketing.state.files.length, 1);
    assert.equal(ticketing.state.files[0].name, file.name);
    assert.equal(sha256(ticketing.state.files[0].bytes), file.sha256);
  });
}

test('a page that moved to another ticket since it was looked at gets nothing', async () => {
  await show('rt');
  const [{ tabId }] = await targets();
  const send = () => recorder.ask({ do: 'attach', session, tabId });
  for (const move of [
    () => page.evaluate(`history.pushState(0, '', '?id=8')`),
    () => show('rt', '/Ticket/Display.html?id=9'),
  ]) {
    await move();
    assert.equal((await send()).failure?.code, 'attach_failed');
    assert.deepEqual(ticketing.state.requests, []);
  }
  await show('page', '/form');
  await targets();
  await page.evaluate(`history.pushState(0, '', '/form/2')`);
  assert.equal((await send()).failure?.code, 'attach_failed');
  assert.equal(await page.evaluate(`document.querySelector('input').files.length`), 0);
});

test('a page that names another place to send to is not followed', async () => {
  await show('jira');
  await page.evaluate(`{
    const meta = document.createElement('meta');
    meta.name = 'ajs-context-path';
    meta.content = '//rt.localhost:${new URL(ticketing.origin('rt')).port}';
    document.head.append(meta);
  }`);
  const [target] = await targets();
  assert.equal(target.ways.includes('api'), false);
  assert.deepEqual(ticketing.state.files, []);
});

test('any page: its own file field', async () => {
  await show('page', '/form');
  const [target] = await targets();
  assert.deepEqual(target.ways, ['page_input', 'paste', 'download']);
  assert.deepEqual((await attach()).value, { attached: 'unconfirmed', way: 'page_input' });
  const text = await page.evaluate(`document.querySelector('input').files[0].text()`);
  assert.equal(sha256(text), file.sha256);
  assert.equal(await page.evaluate(`document.querySelector('input').files[0].name`), file.name);
});

for (const way of ['drop', 'paste']) {
  test(`any page: ${way}`, async () => {
    await show('page', `/${way}`);
    assert.deepEqual((await attach()).value, { attached: 'unconfirmed', way });
    const kept = await until('the page to send it', () => ticketing.state.files[0]);
    assert.equal(sha256(kept.bytes), file.sha256);
  });
}

test('a page that takes nothing leaves the download', async () => {
  await show('page', '/nothing');
  const [target] = await targets();
  assert.deepEqual(target.ways, ['download']);
  assert.deepEqual((await attach()).value, { attached: 'unconfirmed', way: 'download' });
  assert.equal((await attach('page_input')).failure.code, 'attach_failed');
});

test('without a page of a ticket there is nowhere to send to', async () => {
  await page.goto('about:blank');
  assert.deepEqual(await targets(), []);
  assert.equal((await recorder.ask({ do: 'attach', session, tabId: 1 })).failure.code, 'tab_unreachable');
});
