// One browser with the extension in which one recording after the other is made.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { extensionErrors, launch, managed } from '../e2e/lib/browser.mjs';
import { Panel } from '../lab/browser/panel.mjs';
import { Seat } from '../lab/people/person.mjs';

const locales = { en: 'en-US', de: 'de-DE', fr: 'fr-FR', es: 'es-ES', it: 'it-IT', nl: 'nl-NL', pt: 'pt-PT' };

/** dist/managed without any profile, as leaving one product out leaves the product under test. */
export function withoutProfiles() {
  // Each run has its own: a browser that another run drives may have loaded its folder.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ledgerium-no-profiles-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(managed, folder, { recursive: true });
  const profiles = path.join(folder, 'extension/build/profiles.json');
  writeFileSync(profiles, '{}');
  const info = path.join(folder, 'extension/build/build.json');
  const sha256 = createHash('sha256').update('{}').digest('hex');
  writeFileSync(info, JSON.stringify({ ...JSON.parse(readFileSync(info, 'utf8')), profiles: sha256 }));
  return folder;
}

export class Booth {
  #known = new Map();

  /** `apps` are shown to the extension once, by the panel, so that the agent has confirmed name and kind of each. */
  static async open({ extension, language, terms, apps, headed = false }) {
    const booth = new Booth();
    booth.browser = await launch({ extension, headless: !headed, pages: locales[language] });
    const { context } = booth.browser;
    context.setDefaultTimeout(Number(process.env.LEDGERIUM_LAB_TIMEOUT ?? 30000));
    // Menus that do not fit are folded away, in other languages sooner.
    context.on('page', (page) => page.setViewportSize({ width: 1600, height: 900 }).catch(() => {}));
    booth.panel = await Panel.open(booth.browser);
    if (terms.length > 0) await booth.panel.addTerms(terms);
    await booth.panel.record();
    booth.proposals = [];
    for (const app of apps) {
      const page = await context.newPage();
      await page.goto(app.start);
      const { origin } = new URL(app.start);
      const proposed = await booth.panel.allow(origin, { name: app.title, kind: app.kind }, async () => {});
      booth.proposals.push({ product: app.product, kind: app.kind, proposed: proposed.kind });
      await page.close();
    }
    for (const system of await booth.must({ do: 'systems' })) {
      const { granted, ...proposal } = system;
      booth.#known.set(system.origin, proposal);
    }
    await booth.must({ do: 'discard' });
    await booth.panel.state('idle');
    return booth;
  }

  async must(command) {
    const reply = await this.panel.page.evaluate((message) => chrome.runtime.sendMessage(message), command);
    if (!reply?.ok) throw new Error(`the extension answers ${command.do} with ${JSON.stringify(reply?.failure)}`);
    return reply.value;
  }

  /** A clean desk: nobody signed in, no page open but the panel, and the systems of this recording alone known. */
  async clear(apps) {
    const { context } = this.browser;
    const keep = new Set([this.panel.page]);
    if (context.pages().length === 1) await context.newPage();
    for (const page of context.pages()) if (!keep.has(page)) await page.close();
    const { session } = await this.must({ do: 'view' });
    if (session) await this.must({ do: 'discard' });
    for (const { id } of await this.must({ do: 'library' })) await this.must({ do: 'discard', session: id });
    await context.clearCookies();
    for (const { origin } of await this.must({ do: 'systems' })) await this.must({ do: 'forget_system', origin });
    for (const app of apps) {
      const system = this.#known.get(new URL(app.start).origin);
      await this.must({ do: 'allow_system', system });
    }
    await this.panel.page.reload();
    await this.panel.button('Record').first().waitFor();
    return new Seat({ name: 'desk', ...this.browser });
  }

  /** Presses Export session and gives the bytes of the file. */
  async export() {
    const { page } = this.panel;
    await page.bringToFront();
    const [download] = await Promise.all([page.waitForEvent('download'), this.panel.button('Export session').click()]);
    return readFileSync(await download.path());
  }

  errors() {
    return extensionErrors(this.browser.context, this.browser.id);
  }

  close() {
    return this.browser.close();
  }
}
