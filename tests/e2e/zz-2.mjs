import { chromium } from 'playwright-core';
import { launch } from './lib/browser.mjs';
const b = await launch({ extension: null }); const page = await b.context.newPage();
await page.goto('http://iam.localhost:18104/admin/'); await page.fill('#id_username', 'dana'); await page.fill('#id_password', 'Lab-pass-2026'); await page.press('#id_password', 'Enter'); await page.waitForLoadState();
console.log(await page.evaluate(() => document.querySelector('#user-tools')?.outerHTML));
await page.goto('http://directory.localhost:18102/templates/login.php');await page.selectOption('#username', { label: 'dana' }); await page.fill('#passwd', 'Lab-pass-2026'); await page.click('#btn_checklogin'); await page.waitForLoadState();
await page.locator('tr', { hasText: 'tom' }).locator('a[href*="edit.php"]').first().click(); await page.waitForLoadState();
console.log(await page.evaluate(() => document.querySelector('#inputForm').outerHTML.replace(/<option[^]*?<\/option>/g, '').slice(0, 9000)));
await b.close();
