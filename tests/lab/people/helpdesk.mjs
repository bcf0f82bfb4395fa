// How people use django-helpdesk.
import { origins, password } from '../setup/settings.mjs';

const login = `${origins.helpdesk}/login/`;
const opened = '#respond-tab';
const numbers = { open: 1, reopened: 2, resolved: 3, closed: 4 };

/** The form below the ticket's history; `status` is the radio button that is set with it. */
async function respond(person, text, status) {
  await person.click('#respond-tab', 'Respond', '#commentBox');
  await person.fill('#commentBox', text, 'Comment / Resolution');
  if (status) {
    // What a status is called is in the page's language, its number is not.
    const id = await person.page.locator(`input[name=new_status][value="${numbers[status]}"]`).getAttribute('id');
    await person.toggle(`label[for="${id}"]`, status);
  }
  const { page } = person;
  const form = page.locator('form', { has: page.locator('#commentBox') });
  await person.commit(form.locator('button[type=submit]').last(), 'Save', opened);
}

export const helpdesk = {
  name: 'helpdesk',
  start: login,

  async signIn(person) {
    if (!(await person.page.locator('#username').count())) await person.visit(login, '#username');
    await person.fill('#username', person.login, 'Username');
    await person.fill('#password', password, 'Password', { secret: true });
    await person.submit('form button[type=submit]', 'Login', 'form[action="/logout/"] button:visible, #userDropdown');
  },

  async signOut(person) {
    // Who is no agent has the button without the menu.
    const menu = person.page.locator('#userDropdown');
    if (await menu.count()) await person.click(menu, 'user menu', 'form[action="/logout/"] button');
    await person.submit('form[action="/logout/"] button', 'Logout', (page) => page.waitForLoadState('load'));
    await person.visit(login, '#username');
  },

  async fileRequest(person, { subject, text, email }) {
    await person.click('a[href="/tickets/submit/"]', 'New Ticket', '#id_title');
    if (await person.page.locator('#id_queue').isVisible())
      await person.chooseClosed('#id_queue', 'Access Requests', 'Queue');
    await person.fill('#id_title', subject, 'Summary of the problem');
    await person.fill('#id_body', text, 'Description of your issue');
    if (email && (await person.page.locator('#id_submitter_email').count()))
      await person.fill('#id_submitter_email', email, 'Submitter E-Mail Address');
    const { page } = person;
    const form = page.locator('form', { has: page.locator('#id_title') });
    await person.commit(form.locator('button[type=submit]').last(), 'Submit Ticket', (at) =>
      at.waitForURL(/tickets\/\d+|view\//),
    );
    return Number(
      page
        .url()
        .match(/tickets\/(\d+)|ticket=[a-z-]*(\d+)/)
        .slice(1)
        .find(Boolean),
    );
  },

  /** The search at the top takes a number and opens that ticket. */
  async openTicket(person, id, { search = true } = {}) {
    if (search) {
      await person.fill('#search_query', String(id), 'Search');
      await person.page.locator('#search_query').press('Tab');
      await person.submit('form:has(#search_query) button[type=submit]', 'Go', opened);
      return;
    }
    await person.click('a[href="/dashboard/"]', 'Dashboard', '#userDropdown');
    await person.click(`a[href="/tickets/${id}/"]`, 'a ticket', opened);
  },

  async take(person) {
    await person.commit('a[href="?take"]', 'take', opened);
  },

  comment: (person, text) => respond(person, text),
  resolve: (person, text) => respond(person, text, 'resolved'),
  close: (person, text) => respond(person, text, 'closed'),
  reopen: (person, text) => respond(person, text, 'reopened'),
};
