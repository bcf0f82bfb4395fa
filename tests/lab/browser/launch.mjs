// Starts Chromium with a fresh profile, with or without an unpacked extension.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const switches = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
];

/** One person's (or one desk's) browser. `close()` ends it and removes its profile. */
export async function launchBrowser({ name, extensionDir, headed = false }) {
  const profile = mkdtempSync(path.join(os.tmpdir(), `ledgerium-lab-${name}-`));
  const args = [...switches];
  if (!headed) args.push('--headless=new');
  if (process.getuid() === 0) args.push('--no-sandbox');
  if (extensionDir) args.push(`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: false, // new headless mode is among our own switches
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    acceptDownloads: true,
    args,
  });
  context.setDefaultTimeout(Number(process.env.LEDGERIUM_LAB_TIMEOUT ?? 30000));
  return {
    name,
    context,
    hasExtension: Boolean(extensionDir),
    async close() {
      await context.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
