// The panel and the library on the real recorder: what the agent does there changes what is seen there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { extensionErrors, launch, openPage } from './lib/browser.mjs';
import { startDesk } from './lib/desk.mjs';
import { Panel } from './lib/panel.mjs';
import * as people from './lib/people.mjs';
import { job, systems } from './lib/story.mjs';

let desk;
let browser;
let panel;
let tickets;
let allowed = false;
const folder = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-panel-'));

before(async () => {
  desk = await startDesk();
  browser = await launch();
  panel = await Panel.open(browser.context, browser.id);
  tickets = await browser.context.newPage();
  await people.signIn(tickets, desk, 'tickets', 'robin');
});
after(async () => {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true });
});

/** A recording of the ticket system in which one ticket was taken: at least one step. */
async function begin() {
  await desk.reset();
  await panel.page.bringToFront();
  await panel.record();
  // Once allowed, it enters by itself.
  if (!allowed) await panel.allow(desk.origin('tickets'), systems.tickets);
  allowed = true;
  await panel.page.locator('.systems li[data-coverage=covered]').waitFor();
  await tickets.bringToFront();
  await people.openTicket(tickets, desk, job.ticket);
  await people.takeTicket(tickets);
  await people.openTicket(tickets, desk, job.ticket);
  await panel.page.bringToFront();
  await panel.page.locator('li[data-phase]').first().waitFor();
}

async function discard() {
  await panel.page.bringToFront();
  await panel.button('Discard').click();
  await panel.page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
  await panel.page.locator('html[data-state=idle]').waitFor();
}

const first = () => panel.page.locator('li[data-phase]').first();
const choose = async (item) => {
  await first().locator('[popovertarget]').click();
  await panel.page.locator('[role=menu]:popover-open').getByText(item, { exact: true }).click();
};

describe('what the agent corrects is seen at once, and undo takes it back', () => {
  before(begin);
  after(discard);

  it('the phase, beside what the machine said', async () => {
    const said = await first().getAttribute('data-phase');
    const other = said === 'confirm' ? 'close' : 'confirm';
    await choose(other === 'confirm' ? 'Confirm' : 'Close');
    await panel.page.locator(`li[data-phase=${other}]`).getByText('set by you').waitFor();
    await panel.button('Undo').click();
    await panel.page.locator(`li[data-phase]:first-child[data-phase=${said}]`).waitFor();
  });

  it('the name', async () => {
    await choose('Rename');
    await panel.page.getByLabel('Name of the step').fill('Took the request');
    await panel.button('Save').click();
    await first().getByText('Took the request').waitFor();
    await panel.button('Undo').click();
    await first().getByText('Took the request').waitFor({ state: 'detached' });
  });

  it('a note at the step, and one that stands alone', async () => {
    await choose('Add note');
    await panel.page.getByLabel('Note', { exact: true }).fill('Seen with the requester.');
    await panel.button('Save').click();
    await first().getByText('Note: Seen with the requester.').waitFor();
    await panel.button('Add note').click();
    await panel.page.getByLabel('Note', { exact: true }).fill('Called back.');
    await panel.button('Save').click();
    await panel.page.locator('li[data-authored=note]').getByText('Note: Called back.').waitFor();
    await panel.button('Undo').click();
    await panel.button('Undo').click();
    await panel.page.getByText('Note: ').first().waitFor({ state: 'detached' });
  });

  it('a step that does not belong there', async () => {
    const count = await panel.page.locator('li[data-phase]').count();
    await first().locator('.step-title').focus();
    await panel.page.keyboard.press('Delete');
    await panel.page.waitForFunction(
      (before) => document.querySelectorAll('li[data-phase]').length === before - 1,
      count,
    );
    await panel.button('Undo').click();
    await panel.page.waitForFunction((before) => document.querySelectorAll('li[data-phase]').length === before, count);
  });

  it('an approval from outside the browser, as a step of its own', async () => {
    await panel.button('Record off-browser approval').click();
    await panel.page.getByLabel('Who approved, by role').fill('owner of the warehouse');
    await panel.button('Save').click();
    const step = panel.page.locator('li[data-phase=approve]').last();
    await step.getByText('Approved by owner of the warehouse, off the browser').waitFor();
    await step.getByText('Attested by you').waitFor();
  });
});

describe('what was given wrongly is put right', () => {
  before(begin);
  after(discard);

  it('the name of a system, also in the steps', async () => {
    const called = async (name) => {
      await panel.page.locator('.systems button').first().click();
      await panel.page.getByLabel('Name', { exact: true }).fill(name);
      await panel.button('Save').click();
      await panel.page.locator('.systems').getByRole('button', { name }).waitFor();
    };
    await called('Service desk');
    await first().locator('.step-title').getByText('Service desk').waitFor();
    await called(systems.tickets.name);
  });

  it('a ticket number that is none', async () => {
    await panel.page.locator('ledgerium-ticket').getByRole('button').first().click();
    const field = panel.page.getByLabel('Ticket number');
    await field.fill('no number');
    await panel.button('Save').click();
    await panel.page.locator('.field-error').getByText('A ticket number has at least one digit').waitFor();
    await field.fill(job.ticket);
    await panel.button('Save').click();
    await panel.page.locator('ledgerium-ticket').getByText(`Ticket ${job.ticket}`).waitFor();
  });
});

describe('pointing', () => {
  before(begin);
  after(discard);

  it('at the approval shows what was taken of it, and clicks nothing', async () => {
    await desk.decide(job.approver, job.ticket, 'approve', 'Fine with me.');
    await tickets.bringToFront();
    await people.openTicket(tickets, desk, job.ticket);
    const address = tickets.url();
    await panel.page.bringToFront();
    await panel.button('This is the approval').click();
    await panel.page.locator('.picking').waitFor();
    await tickets.getByText('Fine with me.').click();
    await panel.page.bringToFront();
    const taken = panel.page.locator('li[data-authored=approval_pointed_at]');
    await taken.getByText('You pointed at this').waitFor();
    assert.doesNotMatch(await taken.innerText(), /Fine with me|Kim|Harbor/i);
    assert.equal(await panel.page.locator('.picking').count(), 0);
    assert.equal(tickets.url(), address);
  });

  it('at a name puts it into the vocabulary only when it is added', async () => {
    await panel.button('Menu').click();
    await panel.button('Vocabulary').click();
    await panel.button('Pick in page').click();
    await tickets.bringToFront();
    const level = tickets.locator('dt:text-is("Level") + dd');
    const text = (await level.innerText()).trim();
    await level.click();
    await panel.page.bringToFront();
    await panel.page.waitForFunction((picked) => document.querySelector('#term').value === picked, text);
    await panel.page.getByText('No terms yet.').waitFor();
    await panel.button('Add').click();
    await panel.page.getByText('1 term', { exact: true }).waitFor();
    await panel.button(`Remove ${text}`).click();
    await panel.page.getByText('No terms yet.').waitFor();
    await panel.page.keyboard.press('Escape');
  });
});

describe('the library', () => {
  let library;
  let name;

  before(async () => {
    await begin();
    library = await openPage(browser.context, browser.id, 'library.html');
    await panel.page.bringToFront();
  });

  it('lists what is recorded now among the unfinished, and what was exported under its ticket', async () => {
    await library.locator('.unfinished [data-session-state=recording]').waitFor();
    await panel.page.bringToFront();
    await panel.setTicket(job.ticket);
    await panel.stop();
    ({ name } = await panel.export(folder));
    await panel.page.getByText('The file is sealed').waitFor();
    await library.bringToFront();
    const card = library.locator('[data-session-state=sealed]');
    await card.getByText(name).waitFor();
    await library.getByRole('heading', { name: `Ticket ${job.ticket}` }).waitFor();
  });

  it('takes its own file back after it was deleted, and only then', async () => {
    const choose = async () => {
      const [chooser] = await Promise.all([
        library.waitForEvent('filechooser'),
        library.getByRole('button', { name: 'Import', exact: true }).click(),
      ]);
      await chooser.setFiles(path.join(folder, name));
    };
    await choose();
    await library.getByText('It is already in the library.').waitFor();
    await library.locator('[data-session-state=sealed]').getByRole('button', { name: 'Delete' }).click();
    await library.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await library.getByText('No recordings yet').waitFor();
    await choose();
    const card = library.locator('[data-session-state=imported]');
    await card.getByText(name).waitFor();
    await card.getByRole('button', { name: 'What was captured' }).click();
    await library.getByRole('dialog').getByText('Recording began').waitFor();
    await library.keyboard.press('Escape');
  });
});

it('the extension reported no error in all this', async () => {
  assert.deepEqual(await extensionErrors(browser.context, browser.id), []);
});

describe('languages', () => {
  it('shows German to a German browser', async () => {
    const german = await launch({ lang: 'de' });
    const page = await openPage(german.context, german.id, 'panel.html');
    await page.getByRole('heading', { name: 'Keine Aufzeichnung' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.getByRole('button', { name: 'Aufzeichnen', exact: true }).click();
    await page.getByRole('heading', { name: 'Aufzeichnung läuft' }).waitFor();
    await german.close();
  });
});
