// Draws the PNGs that the manifest names from the two SVGs beside this file: node docs/icon/make.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const here = import.meta.dirname;
const icons = path.resolve(here, '../../extension/icons');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [size, source] of [
  [16, 'icon-small.svg'],
  [32, 'icon.svg'],
  [48, 'icon.svg'],
  [128, 'icon.svg'],
]) {
  await page.setViewportSize({ width: size, height: size });
  const svg = readFileSync(path.join(here, source), 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `);
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  writeFileSync(path.join(icons, `icon-${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
