import { lab } from './zz-explore.mjs';
const which = process.argv[2] ?? 'django';
const h = await lab({ vocabulary: [[7, 'finance reports read'], [8, 'finance reporting']], noProfiles: process.argv[3] === 'np' });
const page = await h.context.newPage();
page.setDefaultTimeout(15000);
const pw = 'Lab-pass-2026';
try {
if (which === 'django') {
  await page.goto('http://iam.localhost:18104/admin/');
  await h.dump('login page');
  await page.fill('#id_username', 'dana'); await page.fill('#id_password', pw); await page.press('#id_password', 'Enter'); await page.waitForLoadState();
  await h.dump('logged in');
  await page.click('#content-main a:text("Users")');
  await h.dump('users');
  await page.click('#result_list a:text-is("tom")'); await h.dump('user tom');
  await page.locator('#id_groups_from option').first().click();
  await page.click('#id_groups_add_link, .selector-add'); await h.dump('moved');
  await page.locator('#id_groups_to option').first().click({clickCount: 2}); await h.dump('double back');
  await page.locator('#id_groups_from option').first().click();
  await page.click('#id_groups_add_link, .selector-add');
  await page.click('input[name=_continue]'); await page.waitForLoadState(); await h.dump('saved');
  await page.locator('#id_groups_to option').first().click();
  await page.click('#id_groups_remove_link, .selector-remove'); await page.click('input[name=_save]'); await h.dump('taken back');
}
if (which === 'rt') {
  await page.goto('http://rt.localhost:18101/'); await h.dump('login');
  await page.fill('input[name=user]', 'dana'); await page.fill('input[name=pass]', pw); await page.click('#login input[type=submit]'); await h.dump('home');
  await page.fill('input[name=q]', process.argv[4] ?? '1'); await page.press('input[name=q]', 'Enter'); await page.waitForLoadState(); await h.dump('ticket');
  await page.click('#page-basics'); await h.dump('basics');
  await page.locator('.bootstrap-select button.dropdown-toggle').first().click(); await h.dump('open list');
  await page.locator('.dropdown-menu.show a.dropdown-item').first().click(); await h.dump('chose');
  await page.goto('http://rt.localhost:18101/Approvals/'); await h.dump('approvals');
}
if (which === 'lam') {
  await page.goto('http://directory.localhost:18102/templates/login.php'); await h.dump('login');
  await page.selectOption('#username', { label: 'dana' }); await page.fill('#passwd', pw); await page.click('#btn_checklogin'); await h.dump('in');
  await page.locator('tr', { hasText: 'tom' }).locator('a[href*="edit.php"]').first().click(); await h.dump('edit');
  await page.click('button[name=form_main_posixAccount]'); await h.dump('unix');
  await page.click('#btn_form_subpage_posixAccount_group_open'); await h.dump('groups');
  await page.locator('#groups_2 option').first().click(); await page.click('#btn_groups_left'); await h.dump('left');
  await page.click('#btn_form_subpage_posixAccount_attributes_back'); await h.dump('back');
  await page.click('#btn_accountContainerSaveAccount'); await h.dump('save'); console.log(await page.evaluate(() => document.body.innerHTML.match(/.{600}success.{200}/is)?.[0]));
}
if (which === 'mail') {
  await page.goto('http://mail.localhost:18103/'); await h.dump('login');
  await page.fill('#rcmloginuser', process.argv[4] ?? 'dana'); await page.fill('#rcmloginpwd', pw); await page.click('#rcmloginsubmit'); await page.waitForSelector('#messagelist tr.message'); await h.dump('inbox');
  await page.locator('#messagelist tr.message').first().click(); await page.waitForTimeout(1500); await h.dump('message');
  await page.locator('#toolbar-menu a.reply').click(); await h.dump('reply');
}
} catch (e) { console.log('FAILED', e.message.slice(0, 400)); await h.dump('at failure'); await page.screenshot({ path: '/tmp/capture/fail.png' }); }
console.log((await h.heard()).filter((m) => m.page !== 'hello'));
await h.close();
