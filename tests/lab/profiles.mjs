// Holds the profiles marked "lab" against the running products: node tests/lab/profiles.mjs
// Every selector of the four profiles must match on some page of its product and say there what the page shows.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeCast } from './cases/cast.mjs';
import { directory } from './people/directory.mjs';
import { iam } from './people/iam.mjs';
import { mail } from './people/mail.mjs';
import { rt } from './people/rt.mjs';
import { readPage, readTime } from './profile-reader.mjs';
import { people } from './setup/people.mjs';
import { mailDomain, origins, repoDir } from './setup/settings.mjs';

const folder = path.join(repoDir, 'profiles');
const profiles = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));

const address = (login) => `${login}@${mailDomain}`;
const fullName = (login) => {
  const { given, family } = people.find((person) => person.login === login);
  return `${given} ${family}`;
};

/** Reads pages and remembers which entries of a profile have said something. */
class Reading {
  constructor(id) {
    this.profile = profiles.find((profile) => profile.id === id);
    this.said = new Map();
  }

  /** `frame` is a Page or a Frame. */
  async at(frame) {
    for (const other of profiles) {
      if (other === this.profile) continue;
      const { recognise } = await frame.evaluate(readPage, other);
      ok(
        recognise.every((count) => count === 0),
        `${other.id} takes a page of ${this.profile.id} for its own`,
      );
    }
    const page = await frame.evaluate(readPage, this.profile);
    for (const key of Object.keys(page)) if (Array.isArray(page[key])) this.remember(key, page[key]);
    for (const [index, times] of page.times.entries()) {
      for (const text of times) isToday(text, this.profile.times[index].format, `times/${index}`);
    }
    return page;
  }

  remember(key, values) {
    values.forEach((value, index) => {
      const seen = Array.isArray(value) ? value.length > 0 : Boolean(value);
      this.said.set(`${key}/${index}`, seen || Boolean(this.said.get(`${key}/${index}`)));
      if (key === 'records') this.rememberSays(index, value);
    });
  }

  rememberSays(index, records) {
    (this.profile.records[index].says ?? []).forEach((_, say) => {
      const name = `records/${index}/says/${say}`;
      const seen = records.some((record) => record.says[say].length > 0);
      this.said.set(name, seen || Boolean(this.said.get(name)));
    });
  }

  /** Entries that never matched, without those named: places that the lab's configuration does not show. */
  silent(exempt = []) {
    return [...this.said].filter(([name, seen]) => !seen && !exempt.includes(name)).map(([name]) => name);
  }
}

function isToday(text, format, where) {
  const parts = readTime(text, format);
  ok(parts, `${where}: no format of "${format}" reads "${text}"`);
  const hours = (Date.now() - Date.UTC(parts.Y, parts.m - 1, parts.d, parts.H, parts.M)) / 3_600_000;
  ok(hours > -15 && hours < 24 * 60, `${where}: "${text}" was read as ${JSON.stringify(parts)}`);
}

const includes = (values = [], wanted, what) =>
  ok(values.flat().includes(wanted), `${what}: ${JSON.stringify(values)}`);

async function ticketing({ agent, approver, requester }) {
  const reading = new Reading('request-tracker');
  const page = await requester.turnTo('rt');
  await requester.visit(origins.rt, 'input[name=user]');
  const login = await reading.at(page);
  ok(login.signed_out[0] && login.recognise[2], 'the login page is known as such');

  await requester.at(rt);
  const request = { subject: 'Profile check', application: 'Warehouse', level: 'Read only', text: 'Please.' };
  const ticket = await rt.fileRequest(requester, request);
  const own = await reading.at(requester.page);
  equal(own.ticket, String(ticket), 'self service: the ticket');
  deepEqual(own.states[0], ['new'], 'self service: the state');
  equal(own.signed_out[0], 0, 'self service: signed in');

  await approver.at(rt);
  await approver.hover('#tools');
  await approver.click('#tools-approval', 'Approval', '.approval');
  const waiting = await reading.at(approver.page);
  includes(waiting.states[1], 'open', 'an approval that waits');
  const alone = (await approver.page.locator('.originating-ticket').count()) === 1;
  equal(waiting.ticket, alone ? String(ticket) : undefined, 'a list of several approvals names no ticket');
  await rt.decide(approver, ticket, 'approve', 'Granted as asked.');
  await approver.visit(`${origins.rt}/Approvals/Display.html?id=${ticket + 1}`, '.approval');
  const decided = await reading.at(approver.page);
  deepEqual(decided.states[1], ['resolved'], 'the approval after the decision');
  equal(decided.ticket, String(ticket), "the approval's own number is not taken for the ticket's");

  await agent.at(rt);
  await rt.openTicket(agent, ticket);
  await rt.take(agent);
  await agent.page.locator('.transaction').first().waitFor();
  const shown = await reading.at(agent.page);
  equal(shown.ticket, String(ticket), 'the ticket');
  deepEqual(shown.states[0], ['open'], 'the state');
  const [signedIn, requesters, owners, approvers] = shown.people;
  deepEqual(signedIn, [agent.login]);
  includes(requesters, `${fullName(requester.login)} <${address(requester.login)}>`, 'the requester');
  includes(owners, `${agent.login} (${fullName(agent.login)})`, 'the owner');
  includes(approvers, approver.login, 'the approver in the message');
  const [system, level] = shown.fields;
  includes(system, 'Warehouse', 'the field that names the system');
  includes(level, 'Read only', 'the field that names the level');
  const history = shown.records[0];
  ok(
    history.some(({ author }) => author?.startsWith(`${agent.login} (`)),
    'a record by the agent',
  );
  for (const { time } of history) isToday(time, reading.profile.records[0].format, 'records/0');
  deepEqual([...new Set(history.flatMap(({ says }) => says[0]))], ['Approved'], 'what a record says');

  await agent.page.locator('.ticket-info-basics a.inline-edit-toggle.edit').first().click();
  await reading.at(agent.page);
  await rt.close(agent, { code: 'Nothing to do', text: 'Only a check.' });
  await agent.visit(`${origins.rt}/Ticket/Display.html?id=${ticket}`, '#page-actions');
  const closed = await reading.at(agent.page);
  deepEqual(closed.states[0], ['resolved'], 'the state after resolving');
  equal(closed.times[1].length, 1, 'the time of resolving');
  includes(closed.fields[2], 'Nothing to do', 'the field that names the category');
  for (const where of ['Modify', 'ModifyAll', 'ModifyPeople', 'Update', 'History']) {
    await agent.visit(`${origins.rt}/Ticket/${where}.html?id=${ticket}`, '#page-actions');
    equal((await reading.at(agent.page)).ticket, String(ticket), where);
  }
  await agent.visit(`${origins.rt}/User/Summary.html?id=1`, '#preferences');
  equal((await reading.at(agent.page)).ticket, undefined, 'the number of a user is no ticket');
  // The lab's queue has no field for a reason, and other approvals may have been waiting.
  return reading.silent(alone ? ['fields/3'] : ['fields/3', 'ways/2']);
}

async function directoryConsole({ agent, requester }) {
  const reading = new Reading('ldap-account-manager');
  await agent.turnTo('directory');
  await agent.visit(`${origins.directory}/templates/login.php`, '#passwd');
  equal((await reading.at(agent.page)).signed_out[0], 1, 'the login page is known as such');
  await agent.at(directory);
  const list = await reading.at(agent.page);
  equal(list.signed_out[0], 0, 'signed in');
  deepEqual(list.people[1], [], 'a list names nobody');

  await directory.openUser(agent, requester.login);
  const user = await reading.at(agent.page);
  deepEqual(user.people, [[agent.login], [address(requester.login)], [fullName(requester.login)]]);
  deepEqual(user.states[0], ['unlocked'], 'the state of the account');
  const open = '#btn_form_subpage_posixAccount_group_open';
  await agent.submit('button[name=form_main_posixAccount]', 'Unix', open);
  await agent.submit(open, 'Edit groups', '#groups_2');
  const before = (await reading.at(agent.page)).members[0][0];
  await agent.choose(agent.page.locator('#groups_2 option', { hasText: /^payroll-users$/u }), 'a group');
  await agent.submit('#btn_groups_left', 'arrow to the left', agent.page.locator('#groups_1'));
  const after = await reading.at(agent.page);
  deepEqual(
    after.members[0][0].filter((group) => !before.includes(group)),
    ['payroll-users'],
    'the delta of groups',
  );
  deepEqual(after.people[1], [address(requester.login)], 'the person is known on the page of groups too');

  // The change is never saved: the editor is left for another record.
  await agent.visit(`${origins.directory}/templates/lists/list.php?type=group`, 'text=Group count');
  const row = agent.page.locator('tr', { has: agent.page.locator('td:text-is("service-desk")') });
  await agent.click(row.locator('a[title="Edit"]').first(), 'Edit', 'button[name=form_subpage_posixGroup_user_open]');
  const group = await reading.at(agent.page);
  deepEqual(group.people.slice(1), [[], []], 'a group is not taken for a person');
  await agent.submit('button[name=form_subpage_posixGroup_user_open]', 'Edit members', '#members_1');
  const members = (await reading.at(agent.page)).members[1][0];
  includes(members, `${agent.login} (${fullName(agent.login)})`, 'the members of a group');
  return reading.silent();
}

async function identityConsole({ agent, requester }) {
  const reading = new Reading('django-admin');
  await agent.turnTo('iam');
  await agent.visit(`${origins.iam}/admin/`, '#id_username');
  equal((await reading.at(agent.page)).signed_out[0], 1, 'the login page is known as such');
  await agent.at(iam);
  equal((await reading.at(agent.page)).signed_out[0], 0, 'signed in');
  await iam.openUser(agent, requester.login);
  const user = await reading.at(agent.page);
  deepEqual(user.people, [[requester.login]]);
  deepEqual(user.states[0], ['enabled'], 'the state of the account');
  const before = user.members[0][0];
  await agent.choose(agent.page.locator('#id_groups_from option', { hasText: 'Auditors' }), 'a group');
  await agent.click('#id_groups_add', 'Choose');
  const after = (await reading.at(agent.page)).members[0][0];
  deepEqual(
    after.filter((group) => !before.includes(group)),
    ['Auditors'],
    'the delta of groups',
  );
  await agent.click('#id_groups_to option:text-is("Auditors")', 'the same group');
  await agent.click('#id_groups_remove', 'Remove');

  const save = agent.page.locator('input[name=_save]');
  await agent.submit(save, 'Save', '.messagelist .success');
  await iam.openUser(agent, requester.login);
  await agent.click('a.historylink', 'History', '#change-history');
  const history = (await reading.at(agent.page)).records[0];
  const latest = history.at(-1);
  equal(latest.author, `${agent.login} (${fullName(agent.login)})`);
  isToday(latest.time, reading.profile.records[0].format, 'records/0');
  await agent.visit(`${origins.iam}/admin/auth/group/`, '#result_list');
  await agent.click('th.field-__str__ a:text-is("Auditors")', 'a group', '#id_permissions_to');
  const group = await reading.at(agent.page);
  deepEqual(group.people[0], [], 'a group is not taken for a person');
  equal(group.members[2][0].length, 3, 'the permissions of a group');
  const silent = reading.silent();
  return silent.filter((name) => name !== 'members/1'); // nobody in the lab has permissions of his own
}

async function webmail({ agent }) {
  const reading = new Reading('roundcube');
  await agent.turnTo('mail');
  await agent.visit(origins.mail, '#rcmloginuser');
  equal((await reading.at(agent.page)).signed_out[0], 1, 'the login page is known as such');
  await agent.at(mail);
  const list = await reading.at(agent.page);
  deepEqual([list.signed_out[0], list.people[0]], [0, [address(agent.login)]]);
  deepEqual(list.records[0], [], 'a list is no record');

  const subject = `Profile check ${Date.now()}`;
  await agent.click('#taskmenu a.compose', 'Compose', '#compose-subject');
  await agent.fill('ul.recipient-input input', address(agent.login), 'To');
  await agent.page.keyboard.press('Tab');
  await agent.page.locator('li.recipient').waitFor();
  await reading.at(agent.page);
  await agent.visit(`${origins.mail}/?_task=mail`, '#messagelist');
  await mail.send(agent, { to: address(agent.login), subject, text: 'A check.' });
  await mail.open(agent, subject);
  const preview = agent.page.frames().find((frame) => frame.name() === 'messagecontframe');
  const inFrame = await reading.at(preview);
  await agent.page.locator('#messagelist tr.message', { hasText: subject }).first().dblclick();
  await agent.page.locator('#messagebody').waitFor();
  for (const [where, shown] of [
    ['frame', inFrame],
    ['page', await reading.at(agent.page)],
  ]) {
    equal(shown.people[1][0], address(agent.login), `the author, in a ${where}`);
    equal(shown.records[0].length, 1, `one record, in a ${where}`);
    equal(shown.records[0][0].author, address(agent.login));
    isToday(shown.records[0][0].time, reading.profile.records[0].format, 'records/0');
  }
  return reading.silent();
}

const checks = { ticketing, directoryConsole, identityConsole, webmail };

/** Runs all checks; resolves to the failures as lines of text. */
export async function checkProfiles({ headed = false, only } = {}) {
  const failures = [];
  for (const [name, check] of Object.entries(checks)) {
    if (only && only !== name) continue;
    // A browser a product: nobody is signed in at the start, so the login page is seen.
    const cast = await makeCast({ browsers: 1, headed });
    try {
      const silent = await check(cast);
      failures.push(...silent.map((entry) => `${name}: ${entry} matched on no page`));
      console.log(`profiles: ${name} read`);
    } catch (error) {
      failures.push(`${name}: ${error.stack ?? error}`);
    } finally {
      await cast.close();
    }
  }
  return failures;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const failures = await checkProfiles({ only: process.argv[2] });
  for (const failure of failures) console.error(failure);
  console.log(failures.length === 0 ? 'profiles: all entries match' : `profiles: ${failures.length} failures`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
