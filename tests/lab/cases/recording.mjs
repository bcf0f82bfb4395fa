// One provisioning, recorded through the panel, attached to its ticket, read back and compared with what was done.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { extensionErrors, grantHost } from '../../e2e/lib/browser.mjs';
import { Panel } from '../browser/panel.mjs';
import { compareGestures, comparePhases } from '../check/gestures.mjs';
import { findLeaks } from '../check/leaks.mjs';
import { attachedFiles, sha256, ticketStatus } from '../check/read-back.mjs';
import { problemsOf } from '../check/verdict.mjs';
import { rt } from '../people/rt.mjs';
import { say } from '../setup/host.mjs';
import { makeCast, withPictures } from './cast.mjs';
import { provision } from './provisioning.mjs';

/** What the agent calls the systems and what they are for. */
const systems = {
  rt: { name: 'Request Tracker', kind: 'ticketing' },
  directory: { name: 'LDAP Account Manager', kind: 'directory' },
  iam: { name: 'Django admin', kind: 'iam' },
  mail: { name: 'Webmail', kind: 'email' },
};

/** The part of the organisation's words that this request needs. */
const terms = [
  { text: 'Budget Planning', kind: 'system' },
  { text: 'Read only', kind: 'level' },
  { text: 'budget-viewers', kind: 'entitlement' },
  { text: 'Budget Planning read only', kind: 'entitlement' },
];

export async function recordProvisioning({ name, outDir, headed, browsers, extension }) {
  const start = Date.now();
  const cast = await makeCast({ browsers, extension, headed });
  const target = path.join(outDir, name);
  try {
    return await withPictures(cast, target, () => record());
  } finally {
    await cast.close();
  }

  async function record() {
    const { browser } = cast.desk;
    const panel = await Panel.open(browser);
    const picture = async (what) => {
      await panel.page.bringToFront();
      await panel.page.setViewportSize({ width: 420, height: 900 });
      for (const colorScheme of ['light', 'dark']) {
        await panel.page.emulateMedia({ colorScheme });
        await panel.page.screenshot({ path: path.join(outDir, `${name}-${what}-${colorScheme}.png`) });
      }
    };
    await panel.addTerms(terms);
    await panel.record();
    const proposals = [];
    cast.desk.firstVisit = async (person, app) => {
      const { origin } = new URL(app.start);
      await person.visit(app.start);
      const grant = () => grantHost(browser.context, browser.id, `${origin}/*`);
      const proposed = await panel.allow(origin, systems[app.name], grant);
      proposals.push({ system: app.name, proposed, right: proposed.kind === systems[app.name].kind });
      await person.turnTo(app.name);
    };

    const { ticket } = await provision(cast, cast.ledger, {
      approvalRead: async () => {
        await picture('recording');
        await panel.beginPick();
        await rt.pointAtApproval(cast.agent);
      },
    });
    say(name, `ticket ${ticket} is provisioned and closed; stopping`);
    await panel.stop();
    const shownPhases = await panel.phases();
    await picture('stopped');
    const said = await panel.attach(ticket, picture);
    const saved = await panel.save();
    const file = JSON.parse(saved.bytes.toString('utf8'));
    writeFileSync(path.join(outDir, `${name}.session.json`), saved.bytes);
    writeFileSync(path.join(outDir, `${name}.actions.json`), `${JSON.stringify(cast.ledger.actions, null, 1)}\n`);

    const gestures = compareGestures(cast.ledger.gestures('desk'), file);
    const onTicket = (await attachedFiles(ticket, cast.agent.login)).find((each) => each.name === saved.name);
    const result = {
      name,
      ticket,
      ...gestures,
      phases: { ...comparePhases(gestures.rows, file), shown: shownPhases },
      proposals,
      entries: file.log.length,
      gaps: file.log.filter(({ body }) => body.type === 'gap').map(({ body }) => body.cause),
      steps: file.derived.steps.length,
      systems: file.systems.length,
      file: { name: saved.name, size: saved.bytes.length, sha256: sha256(saved.bytes) },
      attached: { said, onTicket, same: onTicket?.sha256 === sha256(saved.bytes) },
      ticketOfSession: file.session.ticket,
      status: await ticketStatus(ticket, cast.agent.login),
      leaks: findLeaks(file, cast.ledger),
      errors: await extensionErrors(browser.context, browser.id),
      ms: Date.now() - start,
    };
    return { ...result, problems: problemsOf(result) };
  }
}
