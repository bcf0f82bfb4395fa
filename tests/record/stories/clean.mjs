// Provisionings in which all is in order.

/** Grants `want` in every console of the recording, in the order that the seed gives. */
export async function grantAll(world, ticket, want = 'base', facts = {}) {
  const consoles = world.chance(0.5) ? world.consoles : world.consoles.toReversed();
  for (const console of consoles) await world.grant(console, want, { ticket, ...facts });
}

/** Decided elsewhere before the agent looks. */
async function plain(world) {
  const ticket = await world.approved();
  await grantAll(world, ticket);
  await world.tell(ticket);
  if (world.mail && world.chance(0.5)) await world.hearBack(ticket);
  await world.close(ticket);
}

/** The approver sits down at the agent's browser and decides there. */
async function sameBrowser(world) {
  const ticket = await world.file();
  await world.start(ticket);
  await world.decideHere(ticket);
  await world.readDecision(ticket);
  await grantAll(world, ticket);
  await world.tell(ticket);
  await world.close(ticket);
}

/** Everything from the asking on happens at this browser; the requester tries the access out. */
async function fromTheStart(world) {
  world.phase('request');
  await world.requester.at(world.tickets);
  const ticket = await world.tickets.fileRequest(world.requester, { access: world.access.base });
  for (const action of world.ledger.actions) action.ticket = world.number(ticket);
  await world.start(ticket);
  await world.decideElsewhere(ticket);
  await world.readDecision(ticket);
  await grantAll(world, ticket);
  await world.tell(ticket);
  world.phase('confirm', ticket);
  if (world.mail) {
    await world.requester.at(world.mail);
    await world.mail.read(world.requester, `Your access (${ticket})`);
    world.ledger.add({
      kind: 'read',
      what: 'the news',
      person: world.requester.login,
      system: world.mail.name,
      shows: 'mail',
    });
    await world.mail.reply(world.requester, 'It works, thank you.');
  }
  await world.close(ticket);
}

/** The approval comes by mail. */
const byMail = (point) => async (world) => {
  const ticket = await world.file();
  await world.start(ticket);
  await world.readMailedApproval(ticket, { point });
  const order = point ? 'attested_only' : 'approved_before';
  await grantAll(world, ticket, 'base', { order });
  await world.tell(ticket);
  await world.close(ticket);
};

/** Before the recording: the person has the access. */
async function hold(world) {
  for (const console of world.consoles) await world.grant(console, 'base', { ticket: 0 });
}

/** What was given is taken away: somebody leaves. */
async function leaver(world) {
  const ticket = await world.approved();
  for (const console of world.consoles) await world.revoke(console, 'base', { ticket });
  await world.tell(ticket, { text: 'The access is gone.' });
  await world.close(ticket);
}

/** Background browsing all along, a change given up, other tickets and users looked at. */
async function noisy(world) {
  const ticket = await world.file();
  await world.stray(world.tickets, 0);
  await world.start(ticket);
  await world.decideElsewhere(ticket);
  await world.stray(world.mail, 0);
  await world.readDecision(ticket);
  await world.hesitate(world.consoles[0]);
  await world.grant(world.consoles[0], 'base', { ticket });
  await world.stray(world.consoles[0], 0);
  for (const console of world.consoles.slice(1)) {
    await world.stray(console, 1);
    await world.grant(console, 'base', { ticket });
  }
  await world.stray(world.tickets, 1);
  await world.tell(ticket);
  await world.stray(world.tickets, 2);
  await world.close(ticket);
}

/** Ticket, console, ticket, console: the agent keeps looking back. */
async function backAndForth(world) {
  const ticket = await world.approved();
  for (const console of world.consoles) {
    await world.grant(console, 'base', { ticket });
    world.phase('grant', ticket);
    await world.agent.at(world.tickets);
    await world.tickets.comment(world.agent, 'One part is done.');
  }
  await world.tell(ticket);
  await world.close(ticket);
}

/** Two tickets at once, both approved. */
async function twoTickets(world) {
  const { cast } = world;
  const first = await world.file();
  const second = await world.file({ requester: cast.second, want: 'other' });
  await world.decideElsewhere(first);
  await world.decideElsewhere(second, 'approve', cast.otherApprover);
  await world.start(first);
  await world.start(second);
  await world.readDecision(second);
  await world.readDecision(first);
  await world.grant(world.consoles[0], 'base', { ticket: first });
  await world.grant(world.consoles.at(-1), 'other', { ticket: second, subject: cast.second });
  if (world.consoles.length > 1) await world.grant(world.consoles[1], 'base', { ticket: first });
  await world.tell(second, { to: cast.second });
  await world.tell(first);
  await world.close(second);
  await world.close(first);
}

/** Closed, opened again because something was unclear, and closed for good; nothing more is granted. */
async function reopened(world) {
  const ticket = await world.approved();
  await grantAll(world, ticket);
  await world.close(ticket);
  await reopen(world, ticket);
  await world.tell(ticket, { text: 'Please sign out and in once more.' });
  await world.close(ticket);
}

/** Parked until the owner answers, then gone on with. */
async function parked(world) {
  const ticket = await world.file();
  await world.start(ticket);
  await world.tickets.park(world.agent);
  await world.stray(world.mail, 0);
  await world.decideElsewhere(ticket);
  await world.readDecision(ticket);
  await grantAll(world, ticket);
  await world.tell(ticket);
  await world.close(ticket);
}

/** A form is refused and sent again. */
async function refused(world) {
  const ticket = await world.approved();
  for (const console of world.consoles) {
    const how = console.grantAfterRefusal ? 'grantAfterRefusal' : 'grant';
    await world.grant(console, 'base', { ticket, how });
  }
  await world.tell(ticket);
  await world.close(ticket);
}

/** Several kinds of access for one ticket, all of them approved. */
async function several(world) {
  const ticket = await world.file({ want: 'more' });
  await world.decideElsewhere(ticket);
  await world.start(ticket);
  await world.readDecision(ticket);
  for (const console of world.consoles) await world.grant(console, ['base', 'more'], { ticket });
  await world.tell(ticket);
  await world.close(ticket);
}

/** The ticket is opened again; how that is done is the system's. */
export async function reopen(world, ticket) {
  world.phase('request', ticket);
  await world.agent.at(world.tickets);
  if (world.chance(0.5) || !world.tickets.reopen) {
    await world.tickets.reopenElsewhere(ticket, world.cast.requester);
    await world.ledger.along(() => world.tickets.openTicket(world.agent, ticket));
  } else {
    await world.ledger.along(() => world.tickets.openTicket(world.agent, ticket));
    await world.tickets.reopen(world.agent);
  }
}

export const clean = {
  plain: { tell: plain },
  'same-browser': { tell: sameBrowser },
  'from-the-start': { tell: fromTheStart },
  'by-mail': { tell: byMail(false) },
  'by-mail-pointed': { tell: byMail(true) },
  leaver: { before: hold, tell: leaver },
  noisy: { tell: noisy },
  'back-and-forth': { tell: backAndForth },
  'two-tickets': { tell: twoTickets },
  reopened: { tell: reopened },
  parked: { tell: parked },
  refused: { tell: refused },
  several: { tell: several },
};
