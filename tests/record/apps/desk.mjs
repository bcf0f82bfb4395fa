// The practice desk: four systems that count as four products. Made anew for each run of the desk, since its port is its own.

import { names } from '../../e2e/lib/people.mjs';

export function deskApps(server) {
  const at = (system, place = '/') => `${server.origin(system)}${place}`;
  const button = (person, name) => person.page.getByRole('button', { name, exact: true });
  const link = (person, name) => person.page.getByRole('link', { name, exact: true });

  const common = (system) => ({
    name: system,
    product: `desk-${system}`,
    languages: ['en'],
    start: at(system, '/login'),
    async signIn(person) {
      if (!(await person.page.locator('#person').count())) await person.visit(at(system, '/login'), '#person');
      await person.chooseClosed('#person', names[person.login], 'Sign in as');
      await person.submit('button.primary', 'Sign in', person.page.getByRole('button', { name: 'Sign out' }));
    },
    async signOut(person) {
      await person.submit(person.page.getByRole('button', { name: 'Sign out' }), 'Sign out', '#person');
    },
  });

  const tickets = {
    ...common('tickets'),
    title: 'Helpline',
    kind: 'ticketing',

    async file({ requester, access: { system, level } }) {
      return server.file(requester, system, level);
    },
    decideElsewhere: (ticket, decision, login) => server.decide(login, ticket, decision),
    sayElsewhere: (ticket, login, text) => server.comment(login, ticket, text),

    async fileRequest(person, { access: { system, level } }) {
      await person.click(link(person, 'Request access'), 'Request access', '#offer');
      await person.chooseClosed('#offer', `${system}: ${level}`, 'Access wanted');
      await person.fill('#reason', 'Needed for the new shift.', 'Business reason');
      await person.commit(button(person, 'Submit request'), 'Submit request', person.page.getByText('Request created'));
      return person.page.url().split('/').at(-1);
    },
    async openTicket(person, id, { search = true } = {}) {
      await person.click(link(person, 'Queue'), 'Queue', '#q');
      if (search) {
        await person.fill('#q', id, 'Search tickets');
        await person.submit(button(person, 'Search'), 'Search', link(person, id));
      }
      await person.click(link(person, id), 'a ticket', person.page.getByRole('heading', { level: 1, name: id }));
    },
    async take(person) {
      await person.commit(
        button(person, 'Assign to me'),
        'Assign to me',
        person.page.getByText('Ticket assigned to you'),
      );
    },
    async readDecision() {},
    approvalIn: (page) => page.locator('section[aria-labelledby=approval] .tag'),
    async decide(person, ticket, decision) {
      await tickets.openTicket(person, ticket, { search: false });
      await person.fill('#note', 'As the matrix says.', 'Note to the requester');
      const approve = decision === 'approve';
      await person.commit(
        button(person, approve ? 'Approve' : 'Reject'),
        decision,
        person.page.getByText(approve ? 'Request approved' : 'Request rejected'),
      );
    },
    async comment(person, text) {
      await person.fill('#text', text, 'Comment');
      await person.commit(button(person, 'Add comment'), 'Add comment', person.page.getByText('Comment added'));
    },
    async close(person, { denied = false } = {}) {
      await person.chooseClosed('#category', denied ? 'Request rejected' : 'Access granted', 'Category');
      await person.commit(button(person, 'Resolve ticket'), 'Resolve ticket', person.page.getByText('Ticket resolved'));
    },
    noise: [
      async (person) => {
        await person.click(link(person, 'Queue'), 'Queue', '#q');
        await person.chooseClosed('#status', 'Resolved', 'Status');
        await person.submit(button(person, 'Search'), 'Search', link(person, 'TK-1039'));
        await person.click(link(person, 'TK-1039'), 'another ticket', 'h1');
      },
      async (person) => {
        await person.click(link(person, 'Request access'), 'Request access', '#offer');
        await person.click(link(person, 'Queue'), 'Queue', '#q');
      },
    ],
  };

  const openRole = async (person, uid) => {
    await person.click(link(person, 'Users'), 'Users', link(person, names[uid]));
    await person.click(link(person, names[uid]), 'a user', button(person, 'Assign role'));
  };
  const access = {
    ...common('access'),
    title: 'Keyring',
    kind: 'iam',
    entitlement: ({ role }) => role,
    openUser: openRole,
    async grant(person, uid, accesses) {
      await openRole(person, uid);
      for (const role of accesses) {
        await person.click(button(person, 'Assign role'), 'Assign role', person.page.locator('#role'));
        await person.chooseClosed('#role', role, 'Role');
        await person.commit(
          button(person, 'Assign'),
          'Assign',
          person.page.getByRole('cell', { name: role, exact: true }),
        );
      }
    },
    async revoke(person, uid, accesses) {
      await openRole(person, uid);
      for (const role of accesses) {
        const row = person.page.getByRole('row').filter({ hasText: role });
        const gone = (page) => page.getByRole('cell', { name: role, exact: true }).waitFor({ state: 'detached' });
        await person.act('click', 'Remove role', row.getByRole('button', { name: 'Remove role' }), gone, {
          commit: true,
        });
      }
    },
    async giveUp(person, uid, role) {
      await openRole(person, uid);
      await person.click(button(person, 'Assign role'), 'Assign role', person.page.locator('#role'));
      await person.chooseClosed('#role', role, 'Role');
      const gone = (page) => page.locator('dialog').waitFor({ state: 'detached' });
      await person.click(button(person, 'Cancel'), 'Cancel', gone);
    },
    noise: [
      async (person) => {
        await person.click(link(person, 'Teams'), 'Teams', link(person, 'Night Shift'));
        await person.click(link(person, 'Night Shift'), 'a team', button(person, 'Add member'));
        await person.click(button(person, 'Add member'), 'Add member', person.page.locator('#member'));
        await person.click(button(person, 'Cancel'), 'Cancel', (page) =>
          page.locator('dialog').waitFor({ state: 'detached' }),
        );
      },
      async (person) => {
        await person.click(
          link(person, 'My access'),
          'My access',
          person.page.getByRole('heading', { name: 'My access' }),
        );
        await person.click(link(person, 'Users'), 'Users', link(person, names.luca));
        await person.click(link(person, names.luca), 'a user', button(person, 'Assign role'));
      },
    ],
  };

  const editor = (person) => person.page.frameLocator('#editor');
  const openEditor = async (person, group) => {
    const { page } = person;
    if (!(await link(person, group).count())) await person.click('a.brand', 'Rosters', link(person, group));
    await person.click(link(person, group), 'a group', page.getByRole('heading', { level: 1, name: group }));
    const menu = await page.locator('action-menu').boundingBox();
    const point = async (x, y, what) => {
      person.note('click', what);
      await page.mouse.click(x, y);
      // Two clicks must be further apart than clocks are.
      await page.waitForTimeout(80);
    };
    await point(menu.x + menu.width / 2, menu.y + menu.height / 2, 'Actions');
    await point(menu.x + menu.width / 2, menu.y + menu.height + 22, 'Edit members');
    await editor(person).getByRole('button', { name: 'Save' }).waitFor();
  };
  const move = async (person, uid, list, title) => {
    const frame = editor(person);
    await person.choose(frame.locator(`${list} option`, { hasText: names[uid] }), 'a person');
    await person.click(frame.getByTitle(title), title);
  };
  const directory = {
    ...common('directory'),
    title: 'Rosters',
    kind: 'directory',
    entitlement: ({ group }) => group,
    async openUser(person, _uid, { group = 'reports-viewers' } = {}) {
      await openEditor(person, group);
    },
    async grant(person, uid, groups) {
      for (const group of groups) {
        await openEditor(person, group);
        await move(person, uid, '#others', 'Add selected');
        await person.commit(
          editor(person).getByRole('button', { name: 'Save' }),
          'Save',
          editor(person).getByText('Group saved'),
        );
      }
    },
    async revoke(person, uid, groups) {
      for (const group of groups) {
        await openEditor(person, group);
        await move(person, uid, '#members', 'Remove selected');
        await person.commit(
          editor(person).getByRole('button', { name: 'Save' }),
          'Save',
          editor(person).getByText('Group saved'),
        );
      }
    },
    async giveUp(person, uid, group) {
      await openEditor(person, group);
      await move(person, uid, '#others', 'Add selected');
      await person.click('a.brand', 'Rosters', link(person, group));
    },
    noise: [
      async (person) => {
        const { page } = person;
        await person.click('a.brand', 'Rosters', link(person, 'payroll-editors'));
        await person.click(
          link(person, 'payroll-editors'),
          'a group',
          page.getByRole('heading', { level: 1, name: 'payroll-editors' }),
        );
        await person.click('a.brand', 'Rosters', link(person, 'payroll-editors'));
      },
    ],
  };

  const mail = {
    ...common('mail'),
    title: 'Postroom',
    kind: 'email',
    async deliver({ from, to, subject, text }) {
      await server.mail(from, to, subject, text);
    },
    async send(person, { to, subject, text }) {
      await person.click(link(person, 'Compose'), 'Compose', '#to');
      await person.fill('#to', `${names[to]} <${to}@desk.example>`, 'To');
      await person.fill('#subject', subject, 'Subject');
      await person.fill(person.page.getByRole('textbox', { name: 'Message text' }), text, 'Message text');
      await person.commit(button(person, 'Send'), 'Send', person.page.getByText('Message sent'));
    },
    async read(person, subject) {
      // Whoever is in the inbox already looks elsewhere first: the list is only read when it is opened.
      if (/#\/inbox/.test(person.page.url()))
        await person.click(link(person, 'Sent'), 'Sent', person.page.getByRole('heading', { name: 'Sent' }));
      await person.click(link(person, 'Inbox'), 'Inbox', person.page.getByRole('heading', { name: 'Inbox' }));
      const frame = person.page.frameLocator('iframe[title=Message]');
      await person.click(
        person.page.getByRole('link', { name: subject }).first(),
        'a message',
        frame.getByText(subject).first(),
      );
    },
    async reply(person, text) {
      await person.click(link(person, 'Reply'), 'Reply', '#to');
      const body = person.page.getByRole('textbox', { name: 'Message text' });
      await person.click(body, 'Message text (field)');
      await person.page.keyboard.press('Control+Home');
      await person.type(text, 'Message text');
      await person.commit(button(person, 'Send'), 'Send', person.page.getByText('Message sent'));
    },
    approvalIn: (page) => page.frameLocator('iframe[title=Message]').locator('.text'),
    noise: [
      async (person) => {
        await person.click(link(person, 'Sent'), 'Sent', person.page.getByRole('heading', { name: 'Sent' }));
        await person.click(link(person, 'Compose'), 'Compose', '#to');
        await person.click(link(person, 'Inbox'), 'Inbox', person.page.getByRole('heading', { name: 'Inbox' }));
      },
    ],
  };
  return { tickets, access, directory, mail };
}
