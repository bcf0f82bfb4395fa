// One whole provisioning as people do it: asked for, approved, granted in two consoles, confirmed by mail, closed.
import { directory } from '../people/directory.mjs';
import { iam } from '../people/iam.mjs';
import { mail } from '../people/mail.mjs';
import { rt } from '../people/rt.mjs';
import { mailDomain } from '../setup/settings.mjs';

/**
 * @param {object} cast `agent`, `requester` and `approver`: Persons, at one browser or at several
 * @param {object} [moments] called by the agent's side of the story: `approvalRead(ticket)`, `beforeClose(ticket)`
 * @returns {Promise<{ticket: number, subject: string}>}
 */
export async function provision({ agent, requester, approver }, ledger, moments = {}) {
  const subject = 'Access to Budget Planning';
  const mailSubject = (ticket) => `Your access to Budget Planning (${ticket})`;

  ledger.phase = 'request';
  await requester.at(rt);
  const ticket = await rt.fileRequest(requester, {
    subject,
    application: 'Budget Planning',
    level: 'Read only',
    text: 'I have to read the plans of the coming quarter from Monday on.',
  });
  await agent.at(rt);
  await rt.openTicket(agent, ticket);
  await rt.take(agent);

  ledger.phase = 'approve';
  await approver.at(rt);
  await rt.decide(approver, ticket, 'approve', 'As the matrix says, read only.');
  await agent.at(rt);
  await rt.openTicket(agent, ticket);
  await rt.readApproval(agent);
  await moments.approvalRead?.(ticket);

  ledger.phase = 'grant';
  await agent.at(directory);
  await directory.openUser(agent, requester.login);
  await directory.addToGroup(agent, 'budget-viewers');
  await agent.at(iam);
  await iam.openUser(agent, requester.login);
  await iam.addToGroup(agent, 'Budget Planning read only');

  ledger.phase = 'confirm';
  await agent.at(mail);
  await mail.send(agent, {
    to: `${requester.login}@${mailDomain}`,
    subject: mailSubject(ticket),
    text: 'You can read the plans now. Please sign in and tell me whether it works.',
  });
  await requester.at(iam);
  await iam.tryAccess(requester);
  await requester.at(mail);
  await mail.open(requester, mailSubject(ticket));
  await mail.reply(requester, 'It works, thank you.');
  await agent.at(mail);
  await mail.open(agent, `Re: ${mailSubject(ticket)}`);

  ledger.phase = 'close';
  await agent.at(rt);
  await rt.openTicket(agent, ticket);
  await moments.beforeClose?.(ticket);
  await rt.close(agent, { code: 'Access granted', text: 'Approved by the owner, granted, confirmed by mail.' });
  return { ticket, subject };
}
