// What a story works with: the people, the systems of its recording, and the moves that all stories share.
import { setTimeout as sleep } from 'node:timers/promises';
import { Person } from '../lab/people/person.mjs';

/** Acts must be further apart than the clocks of page and harness, or nobody could say which gesture is whose. */
const apart = 40;

class Worker extends Person {
  async act(...act) {
    await super.act(...act);
    await sleep(apart);
  }

  at(app) {
    return this.ledger.along(() => super.at(app));
  }

  async chooseClosed(...choice) {
    await super.chooseClosed(...choice);
    await sleep(apart);
  }

  async press(...key) {
    await super.press(...key);
    await sleep(apart);
  }
}

export class World {
  /** Grants that took effect so far, by ticket. */
  granted = [];

  constructor({ recording, ledger, seat, panel, cast, access, random }) {
    Object.assign(this, { recording, ledger, seat, panel, cast, access, random });
    const { ticketing, consoles, mail } = recording;
    this.tickets = ticketing;
    this.consoles = consoles;
    this.mail = mail;
    this.agent = this.person(cast.agent);
    this.approver = this.person(cast.approver);
    this.requester = this.person(cast.requester);
    this.numbers = new Map();
  }

  person(login) {
    return new Worker(login, this.seat, this.ledger);
  }

  /** One of the choices that this recording's seed makes. */
  pick(...choices) {
    return choices[Math.floor(this.random() * choices.length)];
  }

  chance(share) {
    return this.random() < share;
  }

  phase(phase, ticket) {
    this.ledger.phase = phase;
    if (ticket !== undefined) this.ledger.ticket = this.number(ticket);
  }

  /** Tickets are numbered in the order in which the story meets them. */
  number(ticket) {
    if (!this.numbers.has(ticket)) this.numbers.set(ticket, this.numbers.size + 1);
    return this.numbers.get(ticket);
  }

  /** Somebody asked for this before the recording. */
  file({ requester = this.cast.requester, want = 'base' } = {}) {
    return this.tickets.file({ requester, access: this.access[want] });
  }

  decideElsewhere(ticket, decision = 'approve', login = this.cast.approver) {
    return this.tickets.decideElsewhere(ticket, decision, login);
  }

  /** The agent finds the ticket, reads it, and takes it. */
  async start(ticket, { take = true } = {}) {
    this.phase('request', ticket);
    await this.agent.at(this.tickets);
    await this.ledger.along(() => this.tickets.openTicket(this.agent, ticket));
    await this.agent.read(`ticket ${ticket}`);
    if (take) await this.tickets.take(this.agent);
  }

  /** How most stories begin: a ticket is filed and approved elsewhere, and the agent takes it and reads the approval. */
  async approved() {
    const ticket = await this.file();
    await this.decideElsewhere(ticket);
    await this.start(ticket);
    await this.readDecision(ticket);
    return ticket;
  }

  /** The agent opens the ticket to see what was decided. */
  async readDecision(ticket, shows = 'approval', options) {
    this.phase('approve', ticket);
    await this.agent.at(this.tickets);
    await this.ledger.along(() => this.tickets.openTicket(this.agent, ticket, options));
    await this.tickets.readDecision(this.agent, ticket);
    await this.agent.read(`the decision on ${ticket}`);
    this.ledger.actions.at(-1).shows = shows;
  }

  /** The approver answers by mail, and the agent reads it. */
  async readMailedApproval(ticket, { point = false, from = this.cast.approver } = {}) {
    const subject = `Re: Approval needed: ${ticket}`;
    await this.mail.deliver({ from, to: this.cast.agent, subject, text: 'Approved. Please go ahead.' });
    this.phase('approve', ticket);
    await this.agent.at(this.mail);
    await this.mail.read(this.agent, subject);
    await this.agent.read('the mailed approval');
    this.ledger.actions.at(-1).shows = 'mail';
    if (point) await this.point(this.mail);
  }

  /** The agent says to the panel: this is the approval. */
  async point(app) {
    await this.panel.beginPick();
    await this.agent.turnTo(app.name);
    await this.agent.pointAt(app.approvalIn(this.agent.page), 'the approval');
    await this.panel.page.locator('.picking').waitFor({ state: 'detached' });
  }

  /** The approver decides in this browser. */
  async decideHere(ticket, decision = 'approve', person = this.approver) {
    this.phase('approve', ticket);
    await person.at(this.tickets);
    await this.tickets.decide(person, ticket, decision);
  }

  /**
   * Gives or takes access in a console.
   * @param {object} facts what is true of it: `ticket`, `order`, `overgrant`, `duties`, `violations`, `again`
   */
  async change(app, took, wants, { ticket, subject = this.cast.requester, how, options, ...facts } = {}) {
    this.phase('grant', ticket);
    await this.agent.at(app);
    const accesses = wants.map((want) => app.entitlement(this.access[want]));
    const before = this.ledger.actions.length;
    if (this.ledger.off) return app.grant(this.agent, subject, accesses, options);
    const verb = how ?? (took === 'added' ? 'grant' : 'revoke');
    await app[verb](this.agent, subject, accesses, options);
    const commits = this.ledger.actions.slice(before).filter(({ commit }) => commit);
    accesses.forEach((access, index) => {
      const at = commits.length === accesses.length ? commits[index] : commits.at(-1);
      at.grants ??= [];
      at.grants.push({
        subject: this.subject(subject),
        access,
        took,
        ticket: this.number(ticket),
        order: 'approved_before',
        overgrant: false,
        duties: 'satisfied',
        violations: [],
        ...facts,
      });
    });
  }

  grant(app, wants, facts) {
    return this.change(app, 'added', [wants].flat(), facts);
  }

  revoke(app, wants, facts) {
    return this.change(app, 'removed', [wants].flat(), facts);
  }

  subjects = new Map();
  subject(login) {
    if (!this.subjects.has(login)) this.subjects.set(login, this.subjects.size + 1);
    return this.subjects.get(login);
  }

  /** The agent tells the requester that it is done: by mail, or on the ticket where there is no mail. */
  async tell(ticket, { to = this.cast.requester, text = 'Please sign in and tell me whether it works.' } = {}) {
    this.phase('confirm', ticket);
    if (this.mail) {
      await this.agent.at(this.mail);
      await this.mail.send(this.agent, { to, subject: `Your access (${ticket})`, text });
      return;
    }
    await this.agent.at(this.tickets);
    await this.ledger.along(() => this.tickets.openTicket(this.agent, ticket));
    await (this.tickets.reply ?? this.tickets.comment)(this.agent, text);
  }

  /** The requester answers from elsewhere, and the agent reads it. */
  async hearBack(ticket) {
    const subject = `Re: Your access (${ticket})`;
    await this.mail.deliver({ from: this.cast.requester, to: this.cast.agent, subject, text: 'It works, thank you.' });
    this.phase('confirm', ticket);
    await this.agent.at(this.mail);
    await this.mail.read(this.agent, subject);
    await this.agent.read('the answer');
    this.ledger.actions.at(-1).shows = 'mail';
  }

  async close(ticket, options) {
    this.phase('close', ticket);
    await this.agent.at(this.tickets);
    await this.ledger.along(() => this.tickets.openTicket(this.agent, ticket));
    await this.tickets.close(this.agent, options);
  }

  /** Looks around in a system for no purpose of the provisioning. */
  async stray(app, index = 0) {
    const noise = app?.noise?.[index % (app.noise?.length || 1)];
    if (!noise) return;
    await this.ledger.in('other', async () => {
      await this.agent.at(app);
      await noise(this.agent);
    });
  }

  /** Opens what would give access, and gives it up. */
  async hesitate(app, want = 'third') {
    await this.ledger.in('other', async () => {
      await this.agent.at(app);
      await app.giveUp(this.agent, this.cast.bystander, app.entitlement(this.access[want]));
    });
  }
}
