// django-helpdesk. It knows no approvals: the owner of a system decides by a comment on the ticket.
import { helpdesk as plain } from '../../lab/people/helpdesk.mjs';
import { loopback } from '../../lab/setup/loopback.mjs';
import { mailDomain, origins, password } from '../../lab/setup/settings.mjs';

async function rest(login, path, body) {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const text = JSON.stringify(body);
  const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const answer = await loopback(`${origins.helpdesk}/api/${path}/`, { method: 'POST', headers, body: text });
  if (answer.status >= 300) throw new Error(`django-helpdesk answers ${answer.status} to ${path}: ${answer.body}`);
  return JSON.parse(answer.body.toString('utf8'));
}

const decisions = { approve: 'Approved.', reject: 'Rejected: this is not needed.' };

export const helpdesk = {
  ...plain,
  product: 'django-helpdesk',
  title: 'Helpdesk',
  kind: 'ticketing',
  languages: ['en', 'de', 'fr', 'es', 'it'],

  async file({ requester, access: { system, level } }) {
    const { id } = await rest('nadia', 'tickets', {
      queue: 1,
      title: `Access to ${system}`,
      description: `Please give me access to ${system}: ${level}. I need it from Monday on.`,
      submitter_email: `${requester}@${mailDomain}`,
      status: 1,
      priority: 3,
    });
    return id;
  },

  sayElsewhere: (ticket, login, text, more) =>
    rest(login, 'followups', { ticket, title: 'Comment', comment: text, public: true, ...more }),
  decideElsewhere: (ticket, decision, login) => helpdesk.sayElsewhere(ticket, login, decisions[decision]),
  reopenElsewhere: (ticket) => helpdesk.sayElsewhere(ticket, 'oscar', 'It does not work yet.'),

  fileRequest: (person, { access: { system, level } }) =>
    plain.fileRequest(person, {
      subject: `Access to ${system}`,
      text: `Please give me access: ${level}.`,
      email: `${person.login}@${mailDomain}`,
    }),

  async readDecision(person) {
    const message = person.page.getByText(/^\s*(Approved\.|Rejected:)/).last();
    await message.waitFor();
    await message.scrollIntoViewIfNeeded();
  },
  approvalIn: (page) => page.getByText(/^\s*(Approved\.|Rejected:)/).last(),

  async decide(person, ticket, decision) {
    await plain.openTicket(person, ticket);
    await plain.comment(person, decisions[decision]);
  },

  async park(person) {
    await plain.comment(person, 'Waiting for the owner.');
  },
  reopen: (person) => plain.reopen(person, 'There is something left to do.'),
  close: (person, { denied } = {}) => plain.resolve(person, denied ? 'Not possible.' : 'Done as asked for.'),

  noise: [
    async (person) => {
      await person.click('a[href="/kb/"]', 'Knowledge Base', '#userDropdown');
      await person.click('a[href="/dashboard/"]', 'Dashboard', '#userDropdown');
    },
    async (person) => {
      await person.click('a[href="/reports/"]', 'Reports', '#userDropdown');
    },
    async (person) => {
      await person.click('a[href="/tickets/"]', 'All Tickets', '#userDropdown');
    },
  ],
};
