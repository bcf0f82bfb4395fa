// Which kind the extension proposes for pages that no profile knows: node tests/lab/kinds.mjs
// Real products with their profiles off, and the practice desk, in English and German. A wrong kind is a failure, and so is
// any kind for a page to sign in; a page that says too little is undecided, and the agent is asked.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, root } from '../e2e/lib/browser.mjs';
import { startDesk } from '../e2e/lib/desk.mjs';
import { makeCast } from './cases/cast.mjs';
import { rt } from './people/rt.mjs';
import { origins, password } from './setup/settings.mjs';

const scripts = ['lexicon.js', 'probe.js'].map((name) =>
  readFileSync(path.join(root, 'extension/build', name), 'utf8'),
);

/** What the probe sees on a page, without any profile. */
async function probe(page) {
  for (const script of scripts) await page.evaluate(script);
  return page.evaluate(() => globalThis.ledgeriumProbe([]));
}

/** One browser in one language that goes from page to page and notes what each was taken for. */
class Walk {
  constructor(lang, context, rows) {
    Object.assign(this, { lang, context, rows });
  }

  /** Begins with a product: its kind, and where it is. */
  async product(name, kind, origin) {
    this.page ??= await this.context.newPage();
    Object.assign(this, { name, kind, origin });
  }

  async at(what, address, ready = 'body') {
    if (address !== undefined) await this.page.goto(this.origin + address);
    await this.page.locator(ready).first().waitFor({ state: 'attached' });
    await this.page.waitForTimeout(400);
    const { kind, signIn, said } = await probe(this.page);
    const { lang, name: product, kind: wanted } = this;
    const login = what === 'sign in';
    const verdict = login
      ? signIn
        ? 'right'
        : kind
          ? 'wrong'
          : 'undecided'
      : kind === wanted
        ? 'right'
        : kind
          ? 'wrong'
          : 'undecided';
    this.rows.push({
      product,
      lang,
      page: what,
      wanted: login ? 'sign in' : wanted,
      got: signIn ? 'sign in' : (kind ?? '-'),
      verdict,
      said,
    });
  }

  /** Fills what a page to sign in asks for, and sends it. */
  async signIn(fields, button) {
    for (const [selector, value] of Object.entries(fields)) {
      const field = this.page.locator(selector);
      if (await field.evaluate((element) => element.tagName === 'SELECT')) await field.selectOption(value);
      else await field.fill(value);
    }
    await this.page.locator(button).first().click();
    await this.page.waitForLoadState();
    await this.page.waitForTimeout(500);
  }
}

/** A request as mei files it; the numbers of the ticket and of its approval. */
async function aTicket() {
  const cast = await makeCast({ browsers: 1 });
  try {
    await cast.requester.at(rt);
    const request = { subject: 'Which kind', application: 'Warehouse', level: 'Read only', text: 'Please.' };
    const ticket = Number(await rt.fileRequest(cast.requester, request));
    return { ticket, approval: ticket + 1 };
  } finally {
    await cast.close();
  }
}

async function requestTracker(walk, { ticket, approval }) {
  await walk.product('Request Tracker', 'ticketing', origins.rt);
  const signIn = (login) =>
    walk.signIn({ 'input[name=user]': login, 'input[name=pass]': password }, 'form#login [type=submit]');
  await walk.at('sign in', '/', 'input[name=user]');
  await signIn('mei');
  await walk.at('own tickets', '/SelfService/');
  await walk.at('own ticket', `/SelfService/Display.html?id=${ticket}`);
  await walk.at('new ticket', '/SelfService/CreateTicketInQueue.html');
  await walk.page.goto(`${origins.rt}/NoAuth/Logout.html`);
  await walk.page.goto(origins.rt);
  await signIn('oscar');
  await walk.at('approvals', '/Approvals/');
  await walk.at('approval', `/Approvals/Display.html?id=${approval}`);
  await walk.page.goto(`${origins.rt}/NoAuth/Logout.html`);
  await walk.page.goto(origins.rt);
  await signIn('nadia');
  await walk.at('home', '/');
  await walk.at('list of tickets', '/Search/Results.html?Query=id>0');
  await walk.at('ticket', `/Ticket/Display.html?id=${ticket}`);
  await walk.at('reply', `/Ticket/Update.html?id=${ticket}`);
  await walk.at('basics', `/Ticket/Modify.html?id=${ticket}`);
  await walk.at('people of a ticket', `/Ticket/ModifyPeople.html?id=${ticket}`);
}

async function accountManager(walk) {
  await walk.product('LDAP Account Manager', 'directory', origins.directory);
  await walk.at('sign in', '/templates/login.php', '#passwd');
  const language = walk.lang === 'de' ? { 'select[name=language]': { value: 'de_DE.utf8' } } : {};
  await walk.signIn({ 'select[name=username]': 'nadia', ...language, '#passwd': password }, '#btn_checklogin');
  await walk.at('users', '/templates/lists/list.php?type=user');
  await walk.at('user', "/templates/account/edit.php?type=user&DN='uid%3Dmei%2Cou%3Dpeople%2Cdc%3Dlab%2Cdc%3Dexample'");
  await walk.page.locator('button[name=form_main_posixAccount]').click();
  await walk.at('account of a user', undefined, '#btn_form_subpage_posixAccount_group_open');
  await walk.page.locator('#btn_form_subpage_posixAccount_group_open').click();
  await walk.at('groups of a user', undefined, '#groups_2');
  await walk.at('groups', '/templates/lists/list.php?type=group');
  await walk.at(
    'group',
    "/templates/account/edit.php?type=group&DN='cn%3Dservice-desk%2Cou%3Dgroups%2Cdc%3Dlab%2Cdc%3Dexample'",
  );
  await walk.page.locator('button[name=form_subpage_posixGroup_user_open]').click();
  await walk.at('members of a group', undefined, '#members_1');
}

async function djangoAdmin(walk) {
  await walk.product('Django admin', 'iam', origins.iam);
  await walk.at('sign in', '/admin/', '#id_username');
  await walk.signIn({ '#id_username': 'nadia', '#id_password': password }, '[type=submit]');
  await walk.at('home', '/admin/');
  await walk.at('users', '/admin/auth/user/');
  await walk.at('user', '/admin/auth/user/5/change/');
  await walk.at('history of a user', '/admin/auth/user/5/history/');
  await walk.at('new user', '/admin/auth/user/add/');
  await walk.at('groups', '/admin/auth/group/');
  await walk.at('group', '/admin/auth/group/6/change/');
}

async function roundcube(walk) {
  await walk.product('Roundcube', 'email', origins.mail);
  await walk.at('sign in', '/', '#rcmloginuser');
  await walk.signIn({ '#rcmloginuser': 'nadia', '#rcmloginpwd': password }, '#rcmloginsubmit');
  await walk.at('list', '/?_task=mail&_mbox=INBOX', '#messagelist');
  await walk.at('compose', '/?_task=mail&_action=compose', '#compose-subject');
  await walk.at('sent', '/?_task=mail&_mbox=Sent', '#messagelist');
  await walk.page.locator('#messagelist tr.message').first().dblclick();
  await walk.at('message', undefined, '#messagebody');
  await walk.at('contacts', '/?_task=addressbook');
}

async function practiceDesk(walk, desk) {
  const enter = (system, login) =>
    walk.context.addCookies([{ name: 'person', value: login, url: desk.origin(system) }]);
  await walk.product('Desk: Helpline', 'ticketing', desk.origin('tickets'));
  await walk.at('sign in', '/');
  await enter('tickets', 'robin');
  await walk.at('queue', '/queue');
  await walk.at('new', '/new');
  await walk.page.goto(`${desk.origin('tickets')}/queue`);
  await walk.at('ticket', await walk.page.locator('td a').first().getAttribute('href'));
  await walk.product('Desk: Keyring', 'iam', desk.origin('access'));
  await walk.at('sign in', '/');
  await enter('access', 'robin');
  for (const what of ['users', 'teams']) {
    await walk.at(what, `/${what}`, 'td a');
    await walk.page.locator('td a').first().click();
    await walk.at(`one of ${what}`, undefined, 'h2');
  }
  await walk.product('Desk: Rosters', 'directory', desk.origin('directory'));
  await walk.at('sign in', '/');
  await enter('directory', 'robin');
  await walk.at('groups', '/');
  const group = await walk.page.locator('.groups a').first().getAttribute('href');
  await walk.at('group', group);
  await walk.at('editor of members', `${group}/editor`);
  await walk.product('Desk: Postroom', 'email', desk.origin('mail'));
  await walk.at('sign in', '/');
  await enter('mail', 'robin');
  await walk.at('inbox', '/', 'h1');
  await walk.at('compose', '/#/compose', 'form.compose');
  await walk.at('sent', '/#/sent', 'h1');
}

/** Walks all pages; resolves to the table. */
export async function checkKinds() {
  const rows = [];
  const desk = await startDesk();
  const numbers = await aTicket();
  try {
    for (const lang of ['en', 'de']) {
      const { context, close } = await launch({ extension: null, lang: lang === 'en' ? 'en-US' : 'de-DE' });
      context.setDefaultTimeout(15_000);
      const walk = new Walk(lang, context, rows);
      const walks = [requestTracker, accountManager, djangoAdmin, roundcube, ...(lang === 'en' ? [practiceDesk] : [])];
      try {
        for (const each of walks) await each(walk, each === practiceDesk ? desk : numbers);
      } finally {
        await close();
      }
    }
  } finally {
    await desk.stop();
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = await checkKinds();
  for (const { product, lang, page, wanted, got, verdict, said } of rows)
    console.log(
      [
        product.padEnd(21),
        lang,
        page.padEnd(19),
        wanted.padEnd(10),
        got.padEnd(10),
        verdict.padEnd(10),
        JSON.stringify(said ?? {}),
      ].join(' '),
    );
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  console.log(
    `kinds: ${rows.length} pages, ${count('right')} right, ${count('wrong')} wrong, ${count('undecided')} undecided`,
  );
  process.exitCode = count('wrong') === 0 ? 0 : 1;
}
