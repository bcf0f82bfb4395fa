// How people use Roundcube.
import { origins, password } from '../setup/settings.mjs';

/** A sent message says so, or the list of messages is back. */
const sent = '.ui-alert.confirmation, #messagestack .confirmation, #messagelist';

/** While Roundcube loads, it drops clicks on its bars; people wait until its "Loading" is gone. */
const idle = (person) =>
  person.page.waitForFunction(() => document.readyState === 'complete' && window.rcmail?.busy === false);

async function writeAndSend(person, text) {
  await person.click('#composebody', 'message (field)');
  await person.page.keyboard.press('Control+Home');
  await person.type(text, 'message');
  await person.commit('button.send', 'Send', sent);
  await person.page.waitForURL(/_task=mail(?!.*_action=compose)/);
}

export const mail = {
  name: 'mail',
  start: `${origins.mail}/`,

  async signIn(person) {
    const { page } = person;
    if (!(await page.locator('#rcmloginuser').count())) await person.visit(`${origins.mail}/`, '#rcmloginuser');
    await person.fill('#rcmloginuser', person.login, 'Username');
    await person.fill('#rcmloginpwd', password, 'Password', { secret: true });
    // The list itself may still be empty, and is not shown then.
    await person.submit('#rcmloginsubmit', 'Login', '#taskmenu a.logout');
  },

  async signOut(person) {
    await idle(person);
    await person.click('#taskmenu a.logout', 'Logout', '#rcmloginuser');
  },

  async send(person, { to, subject, text }) {
    await idle(person);
    await person.click('#taskmenu a.compose', 'Compose', '#compose-subject');
    await person.fill('ul.recipient-input input', to, 'To');
    await person.page.keyboard.press('Tab');
    await person.fill('#compose-subject', subject, 'Subject');
    await writeAndSend(person, text);
  },

  /** Opens a mail in the frame beside the list, refreshing until it has come. */
  async open(person, subject) {
    const { page } = person;
    if (/_action=compose/.test(page.url())) await person.click('#taskmenu a.mail', 'Mail', '#messagelist');
    await idle(person);
    const row = page.locator('#messagelist tr.message', { hasText: subject }).first();
    for (let tries = 0; tries < 20 && !(await row.count()); tries++) {
      await person.click('a.refresh', 'Refresh');
      await page.waitForTimeout(800);
    }
    const body = page.frameLocator('#messagecontframe').locator('#messagebody');
    await person.click(row.locator('td.subject a').first(), 'a message', body);
    await person.read('the message');
  },

  async reply(person, text) {
    await idle(person);
    await person.click('#toolbar-menu a.reply', 'Reply', '#composebody');
    await writeAndSend(person, text);
  },
};
