// How people use Request Tracker.
import { origins, password } from '../setup/settings.mjs';

const editor = 'iframe.cke_wysiwyg_frame';

/** The visible box over the select of a custom field, found by the field's name. */
const fieldBox = (page, name) =>
  page
    .locator('.edit-custom-field', { hasText: `${name}:` })
    .locator('.bootstrap-select')
    .first();

async function pickField(person, name, value) {
  await person.click(fieldBox(person.page, name).locator('button.dropdown-toggle'), `${name} (open the list)`);
  const options = person.page.locator('.dropdown-menu.show a.dropdown-item');
  await person.choose(options.filter({ hasText: new RegExp(`^\\s*${value}\\s*$`) }).first(), `${name}: ${value}`);
}

/** The text of a message is an editable page inside a frame. */
async function writeMessage(person, text, what) {
  const body = person.page.frameLocator(editor).locator('body[contenteditable=true]');
  await person.click(body, `${what} (editor)`, undefined, { position: { x: 20, y: 20 } });
  await person.type(text, what);
}

export const rt = {
  name: 'rt',
  start: `${origins.rt}/`,

  async signIn(person) {
    const { page } = person;
    if (!(await page.locator('input[name=user]').count())) await person.visit(`${origins.rt}/`, 'input[name=user]');
    await person.fill('input[name=user]', person.login, 'Username');
    await person.fill('input[name=pass]', password, 'Password', { secret: true });
    await person.submit('#login input[type=submit]', 'Login', '#preferences');
  },

  async signOut(person) {
    await person.hover('#preferences');
    await person.click('#preferences-logout', 'Logout', (page) => page.waitForURL(/Logout/));
    await person.visit(`${origins.rt}/`, 'input[name=user]');
  },

  /** A requester asks for access in the self service. Returns the ticket number. */
  async fileRequest(person, { subject, application, level, text }) {
    await person.hover('#home');
    await person.click('#home-new', 'New ticket');
    await person.click('a:text-is("Access Requests")', 'Access Requests', 'input[name=Subject]');
    await person.fill('input[name=Subject]', subject, 'Subject');
    await pickField(person, 'Application', application);
    await pickField(person, 'Access level', level);
    await writeMessage(person, text, 'Describe the issue');
    const created = person.page.getByText(/Ticket \d+ created/).first();
    await person.commit('input[name=SubmitTicket]', 'Create ticket', created);
    return Number((await created.innerText()).match(/Ticket (\d+) created/)[1]);
  },

  /** Agents look at the home page's lists first, and search by number when the ticket is on none. */
  async openTicket(person, id) {
    await person.click('#home', 'Homepage', '#preferences');
    const link = person.page.locator(`table a[href$="/Ticket/Display.html?id=${id}"]`).first();
    if (await link.count()) await person.click(link, `ticket ${id}`, '#page-actions');
    else {
      await person.fill('input[name=q]', String(id), 'Search');
      await person.press('Enter', 'Search', '#page-actions');
    }
    await person.read(`ticket ${id}`);
  },

  async take(person) {
    await person.hover('#page-actions');
    await person.click('#page-actions-take', 'Take', person.page.getByText(/Owner changed|Taken/i).first());
  },

  async comment(person, text) {
    await person.hover('#page-actions');
    await person.click('#page-actions-comment', 'Comment', editor);
    await writeMessage(person, text, 'Message');
    await person.submit('input[name=SubmitTicket]', 'Update Ticket', '#page-display');
  },

  /** The approver's page: a radio button for each approval, notes, and one "Go!" for all. */
  async decide(person, ticket, decision, notes) {
    const { page } = person;
    await person.hover('#tools');
    await person.click('#tools-approval', 'Approval', page.getByText('Search for approvals').first());
    const link = page.getByRole('link', { name: new RegExp(`Approval of access request ${ticket}:`) }).first();
    const approval = Number((await link.innerText()).match(/#(\d+)/)[1]);
    await person.read(`approval ${approval} of ticket ${ticket}`);
    await person.toggle(`label[for="Approval-${approval}-Action-${decision}"]`, decision);
    await person.fill(`#Approval-${approval}-Notes`, notes, 'Notes');
    const form = page.locator('form', { has: page.locator(`#Approval-${approval}-Notes`) }).first();
    await person.commit(form.locator('input[type=submit]').last(), 'Go!', page.getByText(/status changed/i).first());
  },

  /** What the approver wrote stands in the history of the ticket itself. */
  approvalIn: (page) => page.locator('.transaction', { hasText: /approved/i }).first(),

  async readApproval(person) {
    const message = rt.approvalIn(person.page);
    await message.scrollIntoViewIfNeeded();
    await person.read('the approval in the history', message);
  },

  async pointAtApproval(person) {
    await person.turnTo('rt');
    await person.pointAt(rt.approvalIn(person.page).locator('.content').first(), 'the approval');
  },

  async close(person, { code, text }) {
    await person.click('#page-basics', 'Basics', 'input[name=SubmitTicket]');
    await pickField(person, 'Closing code', code);
    await person.submit('input[name=SubmitTicket]', 'Save Changes', '#page-actions');
    await person.hover('#page-actions');
    await person.click('#page-actions-resolve', 'Resolve', editor);
    await writeMessage(person, text, 'Message');
    const resolved = person.page.getByText(/to .resolved./).first();
    await person.commit('input[name=SubmitTicket]', 'Update Ticket', resolved);
  },
};
