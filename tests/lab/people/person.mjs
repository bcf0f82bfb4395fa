// A person at a browser: moves, clicks and types through what is visible, and writes every act into the ledger.
import { setTimeout as sleep } from 'node:timers/promises';

const pace = Number(process.env.LEDGERIUM_LAB_PACE ?? 0.05); // 1 = an ordinary person, 0 = no pauses

const pause = (low, high) => (pace > 0 ? sleep((low + Math.random() * (high - low)) * pace) : undefined);

/** The keyboard and screen of one browser: one tab a system, whoever sits there. */
export class Seat {
  tabs = new Map();
  signedIn = new Map();
  /** Called when a system is about to be used here for the first time, with its address and its new tab. */
  firstVisit = async () => {};

  constructor(browser) {
    this.browser = browser;
  }

  async tab(system) {
    const known = this.tabs.get(system);
    if (known && !known.isClosed()) {
      await known.bringToFront();
      return known;
    }
    const blank = this.browser.context.pages().find((page) => page.url() === 'about:blank');
    const page = this.tabs.size === 0 && blank ? blank : await this.browser.context.newPage();
    page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
    this.tabs.set(system, page);
    await page.bringToFront();
    return page;
  }
}

export class Person {
  constructor(login, seat, ledger) {
    this.login = login;
    this.seat = seat;
    this.ledger = ledger;
  }

  /** Looks at the tab of this system from now on. */
  async turnTo(system) {
    this.system = system;
    this.page = await this.seat.tab(system);
    return this.page;
  }

  /** Makes sure it is this person who is signed in here, signing out whoever sat at this browser before. */
  async at(app) {
    const isNew = !this.seat.tabs.has(app.name);
    await this.turnTo(app.name);
    if (isNew) await this.seat.firstVisit(this, app);
    const inside = this.seat.signedIn.get(app.name);
    if (inside === this.login) return this.page;
    if (inside) await app.signOut(this);
    await app.signIn(this);
    this.seat.signedIn.set(app.name, this.login);
    return this.page;
  }

  note(kind, what, more = {}) {
    const { login: person, system, seat } = this;
    return this.ledger.add({ kind, what, person, system, browser: seat.browser.name, ...more });
  }

  find(target) {
    return typeof target === 'string' ? this.page.locator(target).first() : target;
  }

  async settle() {
    await this.page.waitForLoadState('load').catch(() => {});
  }

  async act(kind, what, target, then, { commit, failed, lossy, ...options } = {}) {
    const element = this.find(target);
    await element.waitFor({ state: 'visible' });
    await pause(400, 1500);
    this.note(kind, what, { ...(commit && { commit }), ...(failed && { failed }), ...(lossy && { lossy }) });
    await element.click(options);
    if (then) await this.see(then);
    await this.settle();
  }

  click = (target, what, then, options) => this.act('click', what, target, then, options);
  submit = (target, what, then) => this.act('submit', what, target, then);
  /** A submit that settles something: the phase of these must be told rightly by every recording. */
  commit = (target, what, then) => this.act('submit', what, target, then, { commit: true });
  toggle = (target, what, then) => this.act('toggle', what, target, then);
  /** An option that is visible in an open list. */
  choose = (target, what, then, options) => this.act('choose', what, target, then, options);

  /** A closed select box: opened by a click, the option found by its first letters, taken with Enter. */
  async chooseClosed(target, text, what) {
    await this.click(target, `${what} (open the list)`);
    await this.page.keyboard.type(text, { delay: 20 });
    // Letters find the first that begins so; what is longer may stand before it.
    const above = await this.find(target).evaluate((select, wanted) => {
      const labels = [...select.options].map(({ label }) => label.trim()).filter((label) => label.startsWith(wanted));
      return Math.max(0, labels.indexOf(wanted));
    }, text);
    for (let n = 0; n < above; n++) await this.page.keyboard.press('ArrowDown');
    this.note('choose', what);
    await this.page.keyboard.press('Enter');
    const chosen = await this.find(target).evaluate((select) => select.selectedOptions[0]?.label.trim());
    if (chosen !== text) throw new Error(`${what}: wanted ${text}, the list says ${chosen}`);
  }

  /** Clicks into a field and types over what is there. */
  async fill(target, text, what, { secret = false } = {}) {
    await this.click(target, `${what} (field)`);
    await this.page.keyboard.press('Control+a');
    await this.type(text, what, { secret });
  }

  /** Types where the caret stands. */
  async type(text, what, { secret = false } = {}) {
    this.note('type', what, { letters: text.length });
    this.ledger.addTyped(text, secret);
    await this.page.keyboard.type(text, { delay: 90 * pace });
  }

  async press(key, what, then) {
    await pause(200, 500);
    this.note('key', what);
    await this.page.keyboard.press(key);
    if (then) await this.see(then);
    await this.settle();
  }

  async hover(target) {
    await this.find(target).hover();
  }

  /** Typing an address, or a bookmark. */
  async visit(address, then) {
    await pause(400, 1200);
    this.note('address', 'address bar');
    await this.page.goto(address, { waitUntil: 'load' });
    if (then) await this.see(then);
  }

  async see(target) {
    if (typeof target === 'function') await target(this.page);
    else await this.find(target).waitFor({ state: 'visible' });
  }

  /** While the panel's picker is armed, a click points at something and clicks nothing: no gesture on the page. */
  async pointAt(target, what) {
    const element = this.find(target);
    await element.scrollIntoViewIfNeeded();
    this.note('point', what);
    await element.click();
  }

  async read(what, target) {
    if (target) await this.see(target);
    this.note('read', what);
    await pause(1500, 4000);
  }
}
