// Request Tracker, with what people elsewhere do in it over its REST interface.

import path from 'node:path';
import { rt as plain } from '../../lab/people/rt.mjs';
import { run } from '../../lab/setup/host.mjs';
import { loopback } from '../../lab/setup/loopback.mjs';
import { dataDir, mailDomain, origins, password } from '../../lab/setup/settings.mjs';

async function rest(login, method, path, body) {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const text = body && JSON.stringify(body);
  if (text) headers['content-length'] = Buffer.byteLength(text);
  const answer = await loopback(`${origins.rt}/REST/2.0/${path}`, { method, headers, body: text });
  if (answer.status >= 300) throw new Error(`Request Tracker answers ${answer.status} to ${path}: ${answer.body}`);
  return JSON.parse(answer.body.toString('utf8'));
}

const results = '.action-results';
const editor = 'iframe.cke_wysiwyg_frame';

async function write(person, text, what = 'Message') {
  const body = person.page.frameLocator(editor).locator('body[contenteditable=true]');
  await person.click(body, `${what} (editor)`, undefined, { position: { x: 20, y: 20 } });
  await person.type(text, what);
}

async function pick(person, name, value) {
  const box = person.page
    .locator('.edit-custom-field', { hasText: `${name}:` })
    .locator('.bootstrap-select')
    .first();
  await person.click(box.locator('button.dropdown-toggle'), `${name} (open the list)`);
  const options = person.page.locator('.dropdown-menu.show a.dropdown-item');
  await person.choose(options.filter({ hasText: new RegExp(`^\\s*${value}\\s*$`) }).first(), `${name}: ${value}`);
}

/** An entry of the menu "Actions" of the open ticket. */
async function action(person, name, then) {
  await person.hover('#page-actions');
  await person.click(`#page-actions-${name}`, name, then);
}

/** Enter in the search field is taken by the page's own script, which goes to the answer without any submit. */
async function search(person, then) {
  await person.press('Enter', 'Search', then);
  person.ledger.actions.at(-1).lossy = true;
}

export const rt = {
  ...plain,
  product: 'request-tracker',
  title: 'Request Tracker',
  kind: 'ticketing',
  languages: ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'],

  /** One agent may approve as well, so that a recording can show somebody who does both. */
  async prepare() {
    const dir = path.join(dataDir, 'rt');
    const env = { RT_SITE_CONFIG: path.join(dir, 'RT_SiteConfig.pm'), RT_SITE_CONFIG_DIR: path.join(dir, 'conf.d') };
    const join = [
      'RT::LoadConfig(); RT::Init();',
      'my $group = RT::Group->new(RT->SystemUser); $group->LoadUserDefinedGroup("Access Approvers");',
      'my $user = RT::User->new(RT->SystemUser); $user->Load("tomas");',
      '$group->AddMember($user->PrincipalId) unless $group->HasMember($user->PrincipalObj);',
    ].join(' ');
    await run('rt-seed', 'perl', ['-I/usr/share/request-tracker5/lib', '-MRT', '-e', join], { env });
  },

  async file({ requester, access: { system, level } }) {
    const { id } = await rest('nadia', 'POST', 'ticket', {
      Queue: 'Access Requests',
      Subject: `Access to ${system}`,
      Requestor: `${requester}@${mailDomain}`,
      Content: `Please give me access to ${system}: ${level}. I need it from Monday on.`,
      ContentType: 'text/plain',
      CustomFields: { Application: system, 'Access level': level },
    });
    return Number(id);
  },

  async decideElsewhere(ticket, decision, login) {
    const approval = ticket + 1;
    await rest(login, 'PUT', `ticket/${approval}`, { Status: decision === 'approve' ? 'resolved' : 'rejected' });
  },

  async sayElsewhere(ticket, login, text) {
    await rest(login, 'POST', `ticket/${ticket}/correspond`, { Content: text, ContentType: 'text/plain' });
  },

  async reopenElsewhere(ticket, login) {
    await rest(login, 'POST', `ticket/${ticket}/correspond`, {
      Content: 'It does not work yet.',
      ContentType: 'text/plain',
    });
  },

  async fileRequest(person, { access: { system, level } }) {
    await person.hover('#home');
    await person.click('#home-new', 'New ticket');
    await person.click('a:text-is("Access Requests")', 'Access Requests', 'input[name=Subject]');
    await person.fill('input[name=Subject]', `Access to ${system}`, 'Subject');
    await pick(person, 'Application', system);
    await pick(person, 'Access level', level);
    await write(person, 'I have to read the plans from Monday on.', 'Describe the issue');
    await person.commit('input[name=SubmitTicket]', 'Create ticket', (page) =>
      page.waitForURL(/Display\.html\?.*id=\d+/),
    );
    return Number(person.page.url().match(/[?&]id=(\d+)/)[1]);
  },

  async openTicket(person, id) {
    await person.click('#home', 'Homepage', '#preferences');
    const link = person.page.locator(`table a[href$="/Ticket/Display.html?id=${id}"]`).first();
    if (await link.count()) await person.click(link, `ticket ${id}`, '#page-actions');
    else {
      await person.fill('input[name=q]', String(id), 'Search');
      await search(person, '#page-actions');
    }
  },

  async take(person) {
    await person.hover('#page-actions');
    await person.commit('#page-actions-take', 'Take', results);
  },

  async readDecision(person) {
    const message = person.page
      .locator('.transaction', { hasText: /has been (approved|rejected)|approved|rejected|denied/i })
      .first();
    await message.scrollIntoViewIfNeeded();
  },

  approvalIn: (page) =>
    page
      .locator('.transaction', { hasText: /approved/i })
      .first()
      .locator('.content')
      .first(),

  async decide(person, ticket, decision) {
    const { page } = person;
    await person.hover('#tools');
    await person.click('#tools-approval', 'Approval', (at) => at.waitForURL(/Approvals/));
    const approval = ticket + 1;
    await person.toggle(`label[for="Approval-${approval}-Action-${decision}"]`, decision);
    await person.fill(`#Approval-${approval}-Notes`, 'As the matrix says.', 'Notes');
    const form = page.locator('form', { has: page.locator(`#Approval-${approval}-Notes`) }).first();
    await person.commit(form.locator('input[type=submit]').last(), 'Go!', results);
  },

  async comment(person, text) {
    await action(person, 'comment', editor);
    await write(person, text);
    await person.commit('input[name=SubmitTicket]', 'Update Ticket', '#page-display');
  },

  async reply(person, text) {
    await action(person, 'reply', editor);
    await write(person, text);
    await person.commit('input[name=SubmitTicket]', 'Update Ticket', '#page-display');
  },

  async park(person) {
    // Only what is open can be stalled, and an answer opens it.
    if (!(await person.page.locator('#page-actions-stall').count())) await rt.reply(person, 'I am asking the owner.');
    await action(person, 'stall', editor);
    await write(person, 'Waiting for the owner.');
    await person.commit('input[name=SubmitTicket]', 'Update Ticket', '#page-display');
  },

  async reopen(person) {
    await person.hover('#page-actions');
    await person.click('a[id^="page-actions-"][href*="Status=open"]', 'Re-open', editor);
    await write(person, 'There is something left to do.');
    await person.commit('input[name=SubmitTicket]', 'Update Ticket', results);
  },

  async close(person, { denied = false, path = 'fields' } = {}) {
    if (path === 'fields') {
      await person.click('#page-basics', 'Basics', 'input[name=SubmitTicket]');
      await pick(person, 'Closing code', denied ? 'Access denied' : 'Access granted');
      await person.submit('input[name=SubmitTicket]', 'Save Changes', '#page-actions');
    }
    await action(person, 'resolve', editor);
    await write(person, denied ? 'Not possible.' : 'Done as asked for.');
    await person.commit('input[name=SubmitTicket]', 'Update Ticket', results);
  },

  denial: 'deny',
  closedByRejection: true,

  noise: [
    async (person) => {
      await person.fill('input[name=q]', 'printer', 'Search');
      await search(person, '#preferences');
    },
    async (person) => {
      await person.hover('#search');
      await person.click('#search-tickets', 'Search tickets', '#preferences');
      await person.click('#home', 'Homepage', '#preferences');
    },
    async (person) => {
      await person.hover('#preferences');
      await person.click('#preferences-settings', 'Settings', '#preferences');
    },
  ],
};
