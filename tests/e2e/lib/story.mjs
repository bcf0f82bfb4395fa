// The job that Ledgerium records, told once: one provisioning at the practice desk, from the ticket to its close.
import * as people from './people.mjs';

/** The four systems as an agent would enter them. */
export const systems = {
  tickets: { name: 'Helpline', kind: 'ticketing' },
  access: { name: 'Keyring', kind: 'iam' },
  directory: { name: 'Rosters', kind: 'directory' },
  mail: { name: 'Postroom', kind: 'email' },
};

/** What the main ticket asks for, and what that means in the consoles. */
export const job = {
  ticket: 'TK-1042',
  requester: 'toni',
  approver: 'kim',
  role: 'Warehouse Operator',
  group: 'warehouse-operators',
};

/** Opens a tab for each system with the agent signed in. */
export async function openSystems(context, desk, agent = 'robin') {
  const tabs = {};
  for (const system of Object.keys(systems)) {
    tabs[system] = await context.newPage();
    await people.signIn(tabs[system], desk, system, agent);
  }
  return tabs;
}

/** Takes all four systems into the recording that is running; `ask` as in `Panel.allow`. */
export async function allowSystems(panel, desk, { ask = false } = {}) {
  for (const [system, words] of Object.entries(systems)) await panel.allow(desk.origin(system), { ...words, ask });
}

/**
 * One provisioning by an agent who has a tab open for each system. `tell` hears each step in plain words.
 * @param {object} tabs pages as `openSystems` gives them
 * @param {object} [options]
 * @param {'before' | 'after' | 'none' | 'mail' | 'rejected'} [options.approval] when the approver decides, elsewhere
 * @param {string} [options.role] another role than the one that was asked for
 * @param {() => Promise<void>} [options.read] ends when a person has read the decision; nobody goes on before that
 * @param {(what: string) => void} [options.tell]
 */
export async function provision(
  tabs,
  desk,
  { approval = 'before', role = job.role, read = async () => {}, tell = () => {} } = {},
) {
  const show = (system) => tabs[system].bringToFront();
  const decide = async (decision) => {
    tell(`${people.names[job.approver]} decides in another browser`);
    await desk.decide(job.approver, job.ticket, decision);
  };

  await show('tickets');
  tell('Opening the ticket and taking it');
  await people.openTicket(tabs.tickets, desk, job.ticket);
  await people.takeTicket(tabs.tickets);

  if (approval === 'before') await decide('approve');
  if (approval === 'rejected') await decide('reject');
  if (approval === 'mail') {
    tell(`${people.names[job.approver]} answers by mail`);
    await desk.mail(job.approver, 'robin', `Re: Approval needed: ${job.ticket}`, 'Approved.');
    await show('mail');
    await tabs.mail.reload();
    await people.readMail(tabs.mail, `Re: Approval needed: ${job.ticket}`);
    await read();
  } else if (approval === 'before' || approval === 'rejected') {
    tell('Reading the decision on the ticket');
    await people.openTicket(tabs.tickets, desk, job.ticket);
    await read();
  }

  if (approval !== 'rejected') {
    await show('access');
    tell('Assigning the role in Keyring');
    await people.assignRole(tabs.access, job.requester, role);
    await show('directory');
    tell('Adding the person to the group in Rosters');
    await people.addToGroup(tabs.directory, desk, job.group, job.requester);
  }
  if (approval === 'after') {
    await decide('approve');
    await show('tickets');
    tell('Reading the decision on the ticket');
    await people.openTicket(tabs.tickets, desk, job.ticket);
    await read();
  }

  await show('mail');
  tell('Telling the requester by mail');
  await people.sendMail(tabs.mail, job.requester, 'Your access', 'Please sign in once more to see it.');
  await show('tickets');
  tell('Resolving the ticket');
  await people.openTicket(tabs.tickets, desk, job.ticket);
  await people.resolveTicket(tabs.tickets, approval === 'rejected' ? 'Request rejected' : 'Access granted');
}
