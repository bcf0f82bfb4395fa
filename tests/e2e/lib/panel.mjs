// The panel as a person uses it: by the names of its buttons.
import { readFile } from 'node:fs/promises';
import { openPage } from './browser.mjs';

/** The kinds as the panel words them. */
export const kinds = {
  ticketing: 'Ticketing',
  iam: 'Identity and access',
  directory: 'Directory',
  email: 'Email',
};

export class Panel {
  /** Opens the panel in a tab of its own. */
  static async open(context, id) {
    return new Panel(await openPage(context, id, 'panel.html'));
  }

  constructor(page) {
    this.page = page;
  }

  /** A button of the panel, by its name. */
  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Presses a button and waits until the recorder is in a state. */
  async #press(name, state) {
    await this.button(name).click();
    await this.page.locator(`html[data-state=${state}]`).waitFor();
  }

  record() {
    return this.#press('Record', 'recording');
  }

  pause() {
    return this.#press('Pause', 'paused');
  }

  resume() {
    return this.#press('Resume', 'recording');
  }

  stop() {
    return this.#press('Stop', 'stopped');
  }

  park() {
    return this.#press('Park', 'idle');
  }

  /** Takes the system of an open tab into the recording, under the name and kind that a person would give it. */
  async allow(origin, { name, kind } = {}) {
    const tab = this.page.locator(`ledgerium-allow:has([data-origin="${origin}"])`);
    await tab.first().waitFor({ state: 'attached' });
    const fold = this.page.locator('ledgerium-coverage details:not([open]) > summary');
    if (await fold.count()) await fold.click();
    await tab.getByRole('button', { name: 'Allow', exact: true }).click();
    if (name) await tab.getByLabel('Name').fill(name);
    if (kind) await tab.locator('select[name=kind]').selectOption(kind);
    await tab.locator('form button[type=submit]').click();
    await this.page.locator(`ledgerium-coverage .systems li[title*="${origin}"][data-coverage=covered]`).waitFor();
  }

  /** Says which ticket this is about, where no page does. */
  async setTicket(ticket) {
    await this.page.locator('ledgerium-ticket').getByRole('button').first().click();
    await this.page.getByLabel('Ticket number').fill(ticket);
    await this.button('Save').click();
    await this.page.locator('ledgerium-ticket').getByText(ticket).waitFor();
  }

  /** The steps as the panel shows them. */
  steps() {
    return this.page.locator('li[data-phase]').evaluateAll((items) =>
      items.map((item) => ({
        phase: item.dataset.phase,
        text: (item.querySelector('.step-title') ?? item).innerText.replace(/\s+/g, ' ').trim(),
      })),
    );
  }

  /** Exports the session; gives the name, the bytes and the parsed file. */
  async export(folder) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button('Export session').click()]);
    const name = download.suggestedFilename();
    const file = folder ? `${folder}/${name}` : await download.path();
    if (folder) await download.saveAs(file);
    const bytes = await readFile(file);
    return { name, bytes, session: JSON.parse(bytes.toString()) };
  }
}
