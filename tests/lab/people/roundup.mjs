// How people use Roundup: one form shows and changes an issue.
import { origins, password } from '../setup/settings.mjs';

const start = `${origins.roundup}/`;
const signedIn = 'nav a[href*="@action=logout"]';
const form = 'form:has(#submit_button)';
const sent = '.ok-message, p.ok-message';

/** States and priorities are shown in the page's language; their numbers are those of the classic tracker. */
const numbers = {
  status: { deferred: 2, chatting: 3, 'in-progress': 5, resolved: 8, approved: 9, rejected: 10 },
  priority: { feature: 4 },
};

async function choose(person, field, value, what) {
  const list = `${form} select[name=${field}]`;
  const option = person.page.locator(`${list} option[value="${numbers[field][value]}"]`);
  await person.chooseClosed(list, (await option.innerText()).trim(), what);
}

/** Writes a note, and sets what is to be set: lists by the text that they show. */
async function change(person, { status, owner, note }) {
  if (status) await choose(person, 'status', status, 'Status');
  if (owner) await person.chooseClosed(`${form} select[name=assignedto]`, owner, 'Assigned To');
  if (note) await person.fill(`${form} textarea[name="@note"]`, note, 'Change Note');
  await person.commit('#submit_button', 'Submit Changes', sent);
}

export const roundup = {
  name: 'roundup',
  start,

  async signIn(person) {
    const field = 'input[name=__login_name]';
    if (!(await person.page.locator(field).count())) await person.visit(start, field);
    await person.fill(field, person.login, 'Login name');
    await person.fill('input[name=__login_password]', password, 'Password', { secret: true });
    await person.submit('form:has(input[name=__login_name]) input[type=submit]', 'Login', signedIn);
  },

  async signOut(person) {
    await person.click(signedIn, 'Logout', 'input[name=__login_name]');
  },

  async fileRequest(person, { subject, text }) {
    await person.click('nav a[href*="issue?@template=item"]', 'Create New', '#title');
    await person.fill('#title', subject, 'Title');
    await choose(person, 'priority', 'feature', 'Priority');
    await person.fill(`${form} textarea[name="@note"]`, text, 'Change Note');
    await person.commit('#submit_button', 'Submit New Entry', (page) => page.waitForURL(/issue\d+/));
    return Number(person.page.url().match(/issue(\d+)/)[1]);
  },

  async openTicket(person, id, { search = true } = {}) {
    if (search) {
      await person.fill('nav input[name="@number"]', String(id), 'Show issue');
      await person.submit('nav form:has(input[name="@number"]) input[type=submit]', 'Show issue', '#submit_button');
      return;
    }
    await person.click('nav a[href*="@filter=status&"]', 'Show All', `a[href="issue${id}"]`);
    await person.click(`a[href="issue${id}"]`, 'an issue', '#submit_button');
  },

  take: (person) => change(person, { owner: person.login }),
  comment: (person, note) => change(person, { note }),
  change,
};
