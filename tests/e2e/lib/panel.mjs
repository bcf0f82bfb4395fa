// The panel as a person uses it: by the names of its buttons.
import { readFile } from 'node:fs/promises';
import { openPage } from './browser.mjs';

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

  /**
   * Takes the system of an open tab into the recording, under the name and kind that a person would give it. With
   * `ask`, the browser does not say yet what the tab shows: its address is typed, and access to it asked for.
   */
  async allow(origin, { name, kind, ask = false } = {}) {
    const known = ask ? '' : origin;
    const tab = this.page.locator(`ledgerium-allow:has([data-origin="${known}"])`).first();
    await tab.waitFor({ state: 'attached' });
    const fold = this.page.locator('ledgerium-coverage details:not([open]) > summary');
    if (await fold.count()) await fold.click();
    await tab.getByRole('button', { name: 'Allow', exact: true }).click();
    if (ask) {
      await tab.getByLabel('Address').fill(origin);
      await tab.getByRole('button', { name: 'Allow access' }).click();
    }
    const form = this.page.locator('ledgerium-allow form:has(select[name=kind])');
    if (name) await form.getByLabel('Name').fill(name);
    if (kind) await form.locator('select[name=kind]').selectOption(kind);
    await form.locator('button[type=submit]').click();
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

  /** Waits until the panel shows a step of this phase. */
  shows(phase) {
    return this.page.locator(`li[data-phase=${phase}]`).first().waitFor();
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

  /** Seals the session and sends the file to the ticket's page; gives what the panel then says of it. */
  async attach() {
    await this.button('Attach to ticket').first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio').first().waitFor();
    const seal = dialog.getByRole('button', { name: 'Seal the file' });
    if (await seal.count()) await seal.click();
    await dialog.getByRole('button', { name: /^Attach / }).click();
    const outcome = dialog.locator('[data-attached]');
    await outcome.waitFor();
    return {
      attached: await outcome.getAttribute('data-attached'),
      sha256: await dialog.locator('.file-card code').innerText(),
    };
  }
}
