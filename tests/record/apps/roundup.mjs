// Roundup, whose tracker has the states "approved" and "rejected" beside those that it brings.
import path from 'node:path';
import { roundup as plain } from '../../lab/people/roundup.mjs';
import { once, run } from '../../lab/setup/host.mjs';
import { loopback } from '../../lab/setup/loopback.mjs';
import { dataDir, origins, password } from '../../lab/setup/settings.mjs';

async function rest(login, method, place, body, etag) {
  const text = body && JSON.stringify(body);
  const headers = {
    authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
    'x-requested-with': 'rest',
    origin: origins.roundup,
    'content-type': 'application/json',
    ...(text && { 'content-length': Buffer.byteLength(text) }),
    ...(etag && { 'if-match': etag }),
  };
  const answer = await loopback(`${origins.roundup}/rest/data/${place}`, { method, headers, body: text });
  if (answer.status >= 300) throw new Error(`Roundup answers ${answer.status} to ${method} ${place}: ${answer.body}`);
  return { ...answer, data: JSON.parse(answer.body.toString('utf8')).data };
}

/** Adds a message to an issue, and sets its state if one is given. */
async function write(login, issue, content, status) {
  const { data } = await rest(login, 'POST', 'msg', { content, author: login });
  const { headers } = await rest(login, 'GET', `issue/${issue}`);
  await rest(login, 'PATCH', `issue/${issue}`, { '@op': 'add', messages: [data.id] }, headers.etag);
  if (!status) return;
  const again = await rest(login, 'GET', `issue/${issue}`);
  await rest(login, 'PATCH', `issue/${issue}`, { status }, again.headers.etag);
}

const says = { approve: 'Approved.', reject: 'Rejected: this is not needed.' };
const states = { approve: 'approved', reject: 'rejected' };

export const roundup = {
  ...plain,
  product: 'roundup',
  title: 'Issue tracker',
  kind: 'ticketing',
  languages: ['en', 'de', 'fr', 'es', 'it'],

  async prepare() {
    await once('roundup-states', async () => {
      const bin = path.join(dataDir, 'venv', 'roundup', 'bin', 'roundup-admin');
      const tracker = path.join(dataDir, 'roundup', 'tracker');
      for (const [order, name] of [
        [6.3, 'approved'],
        [6.6, 'rejected'],
      ])
        await run('roundup', bin, ['-i', tracker, 'create', 'status', `name=${name}`, `order=${order}`]);
    });
  },

  async file({ requester, access: { system, level } }) {
    const content = `Please give me access to ${system}: ${level}. I need it from Monday on.`;
    const { data: message } = await rest(requester, 'POST', 'msg', { content, author: requester });
    const { data } = await rest(requester, 'POST', 'issue', {
      title: `Access to ${system}`,
      priority: 'feature',
      messages: [message.id],
    });
    return Number(data.id);
  },
  decideElsewhere: (ticket, decision, login) => write(login, ticket, says[decision], states[decision]),
  sayElsewhere: (ticket, login, text) => write(login, ticket, text),
  reopenElsewhere: (ticket) => write('oscar', ticket, 'It does not work yet.', 'chatting'),

  fileRequest: (person, { access: { system, level } }) =>
    plain.fileRequest(person, { subject: `Access to ${system}`, text: `Please give me access: ${level}.` }),

  async readDecision(person) {
    const message = person.page.getByText(/^\s*(Approved\.|Rejected:)/).first();
    await message.waitFor();
    await message.scrollIntoViewIfNeeded();
  },
  approvalIn: (page) => page.getByText(/^\s*(Approved\.|Rejected:)/).first(),

  async decide(person, ticket, decision) {
    await plain.openTicket(person, ticket, { search: false });
    await plain.change(person, { status: states[decision], note: says[decision] });
  },

  park: (person) => plain.change(person, { status: 'deferred', note: 'Waiting for the owner.' }),
  reopen: (person) => plain.change(person, { status: 'in-progress', note: 'There is something left to do.' }),
  close: (person, { denied } = {}) =>
    plain.change(person, { status: 'resolved', note: denied ? 'Not possible.' : 'Done as asked for.' }),

  noise: [
    async (person) => {
      await person.click('nav a[href*="@filter=status&"]', 'Show All', 'table.list');
      await person.click('nav a[href="issue?@template=search"]', 'Search', 'main form');
    },
    async (person) => {
      await person.click('nav a[href="user"]', 'User List', 'a[href*="user5"]');
      await person.click('main a[href*="user5"]', 'a user', 'main');
    },
  ],
};
