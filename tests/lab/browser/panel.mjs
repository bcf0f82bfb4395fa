// The extension's panel as the agent uses it: in a tab of the agent's browser, by the names of its buttons.
import { readFileSync } from 'node:fs';
import { openPanel } from '../../e2e/lib/browser.mjs';

export class Panel {
  constructor(page) {
    this.page = page;
  }

  static async open({ context, id }) {
    const page = await openPanel(context, id);
    await page.getByRole('button', { name: 'Record', exact: true }).waitFor();
    return new Panel(page);
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async press(name) {
    await this.page.bringToFront();
    await this.button(name).first().click();
  }

  state(state) {
    return this.page.locator(`html[data-state="${state}"]`).waitFor({ state: 'attached' });
  }

  /** Names of groups and levels that may be read, written into the vocabulary by hand. */
  async addTerms(terms) {
    await this.press('Menu');
    await this.press('Vocabulary');
    const dialog = this.page.getByRole('dialog');
    for (const { text, kind } of terms) {
      await dialog.getByLabel('Term', { exact: true }).fill(text);
      await dialog.getByLabel('What it names').selectOption(kind);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.locator('li', { hasText: text }).first().waitFor();
    }
    await this.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }

  async record() {
    await this.press('Record');
    await this.state('recording');
  }

  /**
   * Allows the system of an open tab. Where the browser tells nothing of the tab, its address is typed, and `grant`
   * stands for the agent's Yes to the browser's own question, which no test can press. Returns what the panel proposed;
   * what is wrong is typed over.
   */
  async allow(origin, { name, kind }, grant) {
    await this.page.bringToFront();
    const known = this.page.locator(`[data-origin="${origin}"]`);
    const unknown = this.page.locator('[data-origin=""]');
    const entry = known.or(unknown).first();
    await entry.waitFor({ state: 'attached' });
    if (!(await entry.isVisible())) await this.page.locator('.coverage summary').click();
    await entry.getByRole('button', { name: 'Allow', exact: true }).click();
    const add = this.button('Add to the recording');
    const address = this.page.getByLabel('Address of the system');
    await address.or(add).waitFor();
    if (await address.isVisible()) {
      await address.fill(origin);
      await grant();
      await this.page.bringToFront();
      await this.button('Allow access').click();
    }
    await add.waitFor();
    const nameField = this.page.getByLabel('Name', { exact: true });
    const kindField = this.page.getByLabel('Kind', { exact: true });
    const proposed = { name: await nameField.inputValue(), kind: await kindField.inputValue() };
    await nameField.fill(name);
    if (proposed.kind !== kind) await kindField.selectOption(kind);
    await add.click();
    const listed = this.page.locator(`.systems li[data-coverage="covered"]`, { hasText: name });
    await listed.waitFor();
    return proposed;
  }

  /** Arms the picker; the agent then clicks the approval in the ticket. */
  async beginPick() {
    await this.press('This is the approval');
    await this.page.locator('.picking').waitFor();
  }

  async stop() {
    await this.press('Stop');
    await this.state('stopped');
  }

  /** The phases of the steps as the panel shows them, in order. */
  phases() {
    return this.page.locator('li[data-phase]').evaluateAll((items) => items.map((item) => item.dataset.phase));
  }

  /** Seals the session and attaches the file to the ticket. Returns what the dialog says. */
  async attach(ticket, picture) {
    await this.press('Attach to ticket');
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Seal the file' }).click();
    const send = dialog.getByRole('button', { name: `Attach to ticket ${ticket}`, exact: true });
    await send.waitFor();
    await picture('attach');
    await send.click();
    const result = dialog.locator('[data-attached]');
    const failure = dialog.getByRole('alert');
    await result.or(failure).waitFor();
    if (await failure.isVisible()) throw new Error(`the panel says: ${await failure.innerText()}`);
    await picture('attached');
    const said = {
      outcome: await result.getAttribute('data-attached'),
      words: (await result.locator('strong').innerText()).trim(),
      sha256: (await dialog.locator('dd code').innerText()).trim(),
      name: (await dialog.locator('dd.file-name').innerText()).trim(),
    };
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    return said;
  }

  /** Saves the sealed file as a download. Returns its name and bytes. */
  async save() {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.press('Save')]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
}
