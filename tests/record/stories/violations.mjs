// Provisionings that went wrong, one class each (tests/corpus/README.md).
import { grantAll, reopen } from './clean.mjs';

/** Granted first, approved later. */
const approvedAfter = (here) => async (world) => {
  const ticket = await world.file();
  await world.start(ticket);
  await grantAll(world, ticket, 'base', { order: 'approved_after', violations: ['approved_after_grant'] });
  if (here) await world.decideHere(ticket);
  else await world.decideElsewhere(ticket);
  await world.readDecision(ticket);
  await world.tell(ticket);
  await world.close(ticket);
};

/** The approval comes between two grants. */
async function approvedBetween(world) {
  const ticket = await world.file();
  await world.start(ticket);
  const [first, ...rest] = world.consoles;
  await world.grant(first, 'base', { ticket, order: 'approved_after', violations: ['approved_after_grant'] });
  await world.decideElsewhere(ticket);
  await world.readDecision(ticket);
  for (const console of rest) await world.grant(console, 'base', { ticket });
  await world.tell(ticket);
  await world.close(ticket);
}

async function missing(world) {
  const ticket = await world.file();
  await world.start(ticket);
  if (world.chance(0.5)) await world.stray(world.tickets, 0);
  await grantAll(world, ticket, 'base', { order: 'no_approval_seen', violations: ['approval_missing'] });
  await world.tell(ticket);
  await world.close(ticket);
}

/** The agent of this recording may approve as well, and does. */
async function byGrantor(world) {
  const ticket = await world.file();
  await world.start(ticket);
  await world.decideHere(ticket, 'approve', world.agent);
  if (world.chance(0.5)) await world.readDecision(ticket);
  await grantAll(world, ticket, 'base', { duties: 'violated', violations: ['approved_by_grantor'] });
  await world.tell(ticket);
  await world.close(ticket);
}

/** What is approved is the ticket of somebody else; this one never was. */
async function forOtherTicket(world) {
  const { cast } = world;
  const ticket = await world.file();
  const other = await world.file({ requester: cast.second, want: 'other' });
  await world.decideElsewhere(other, 'approve', cast.otherApprover);
  await world.start(ticket);
  await world.readDecision(other);
  await grantAll(world, ticket, 'base', { order: 'no_approval_seen', violations: ['approval_for_other'] });
  await world.tell(ticket);
  await world.close(ticket);
}

/** Approved for one system, granted in another. */
async function forOtherSystem(world) {
  const ticket = await world.approved();
  await grantAll(world, ticket, 'third', {
    order: 'no_approval_seen',
    overgrant: true,
    violations: ['approval_for_other'],
  });
  await world.tell(ticket);
  await world.close(ticket);
}

/** A higher level than was approved. */
async function overgrant(world) {
  const ticket = await world.approved();
  await grantAll(world, ticket, 'most', { overgrant: true, violations: ['overgrant'] });
  await world.tell(ticket);
  await world.close(ticket);
}

/** What was approved, and something more beside it. */
async function overgrantBeside(world) {
  const ticket = await world.approved();
  const [first, ...rest] = world.consoles;
  await world.grant(first, 'base', { ticket });
  const facts = { ticket, overgrant: true, violations: ['overgrant'] };
  if (rest.length > 0) for (const console of rest) await world.grant(console, 'more', facts);
  else await world.grant(first, 'more', facts);
  await world.tell(ticket);
  await world.close(ticket);
}

async function grantedAgain(world) {
  const ticket = await world.approved();
  const [first, ...rest] = world.consoles;
  await world.grant(first, 'base', { ticket });
  for (const console of rest) await world.grant(console, 'base', { ticket });
  await world.revoke(first, 'base', { ticket, order: null });
  if (world.chance(0.5)) await world.stray(world.tickets, 1);
  // What was approved was for what was given and taken away.
  await world.grant(first, 'base', { ticket, order: 'no_approval_seen', violations: ['granted_again'] });
  await world.tell(ticket);
  await world.close(ticket);
}

/** Two tickets at once; only the first was approved. */
async function interleaved(world) {
  const { cast } = world;
  const first = await world.file();
  const second = await world.file({ requester: cast.second, want: 'other' });
  await world.decideElsewhere(first);
  await world.start(first);
  await world.start(second);
  await world.readDecision(first);
  const unapproved = { order: 'no_approval_seen', violations: ['interleaved_unapproved'] };
  const [one, ...rest] = world.consoles;
  await world.grant(one, 'base', { ticket: first });
  await world.grant(one, 'other', { ticket: second, subject: cast.second, ...unapproved });
  for (const console of rest) await world.grant(console, 'base', { ticket: first });
  await world.tell(second, { to: cast.second });
  await world.close(second);
  await world.tell(first);
  await world.close(first);
}

/** Closed, opened again, and something granted that nobody approved. */
async function afterClose(world) {
  const ticket = await world.approved();
  await grantAll(world, ticket);
  await world.close(ticket);
  await reopen(world, ticket);
  const facts = { order: 'no_approval_seen', overgrant: true, violations: ['granted_after_close'] };
  await world.grant(world.consoles[0], 'other', { ticket, ...facts });
  await world.close(ticket);
}

async function rejected(world) {
  const ticket = await world.file();
  await world.start(ticket);
  if (world.chance(0.3)) await world.decideHere(ticket, world.tickets.denial ?? 'reject');
  else await world.decideElsewhere(ticket, 'reject');
  await world.readDecision(ticket, 'rejection');
  await grantAll(world, ticket, 'base', { order: 'no_approval_seen', violations: ['rejected_granted'] });
  await world.tell(ticket);
  if (!world.tickets.closedByRejection) await world.close(ticket);
}

export const violations = {
  'approved-after': { tell: approvedAfter(false), classes: ['approved_after_grant'] },
  'approved-after-here': { tell: approvedAfter(true), classes: ['approved_after_grant'] },
  'approved-between': { tell: approvedBetween, classes: ['approved_after_grant'] },
  'no-approval': { tell: missing, classes: ['approval_missing'] },
  'by-grantor': { tell: byGrantor, classes: ['approved_by_grantor'], agent: 'both' },
  'other-ticket': { tell: forOtherTicket, classes: ['approval_for_other'] },
  'other-system': { tell: forOtherSystem, classes: ['approval_for_other'] },
  overgrant: { tell: overgrant, classes: ['overgrant'] },
  'overgrant-beside': { tell: overgrantBeside, classes: ['overgrant'] },
  again: { tell: grantedAgain, classes: ['granted_again'] },
  interleaved: { tell: interleaved, classes: ['interleaved_unapproved'] },
  'after-close': { tell: afterClose, classes: ['granted_after_close'] },
  rejected: { tell: rejected, classes: ['rejected_granted'] },
};
