// What people do at the practice desk, with mouse and keyboard on its pages. Each function says one thing a person does.

/** Names as the pages show them. */
export const names = {
  robin: 'Robin Field',
  mika: 'Mika Sand',
  kim: 'Kim Harbor',
  alex: 'Alex Brook',
  toni: 'Toni Marsh',
  sascha: 'Sascha Lake',
  jona: 'Jona Reed',
  luca: 'Luca Hill',
};

/** Signs in to a system, in place of whoever was signed in there. */
export async function signIn(page, desk, system, login) {
  await page.goto(`${desk.origin(system)}/login`);
  await page.getByLabel('Sign in as').selectOption({ label: names[login] });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  // A page whose script has not run yet takes no click.
  await page.waitForLoadState('load');
}

/** Looks a ticket up in the queue and opens it. */
export async function openTicket(page, desk, ticket) {
  if (!page.url().startsWith(desk.origin('tickets'))) await page.goto(`${desk.origin('tickets')}/queue`);
  await page.getByRole('link', { name: 'Queue' }).click();
  await page.getByLabel('Search tickets').fill(ticket);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: ticket, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: ticket }).waitFor();
}

export async function takeTicket(page) {
  await page.getByRole('button', { name: 'Assign to me' }).click();
  await page.getByText('Ticket assigned to you').waitFor();
}

/** The approver decides on the open ticket: `Approve` or `Reject`. */
export async function decide(page, decision, note = '') {
  if (note) await page.getByLabel('Note to the requester').fill(note);
  await page.getByRole('button', { name: decision, exact: true }).click();
  await page.getByText(decision === 'Approve' ? 'Request approved' : 'Request rejected').waitFor();
}

/** Writes a comment on the open ticket, with a file if one is given. */
export async function comment(page, text, file) {
  if (text) await page.getByLabel('Comment', { exact: true }).fill(text);
  if (file) await page.getByLabel('Attach file').setInputFiles(file);
  await page.getByRole('button', { name: 'Add comment' }).click();
  await page.getByText('Comment added').waitFor();
}

export async function resolveTicket(page, category = 'Access granted') {
  await page.getByLabel('Category').selectOption(category);
  await page.getByRole('button', { name: 'Resolve ticket' }).click();
  await page.getByText('Ticket resolved').waitFor();
}

/** A requester asks for access. */
export async function requestAccess(page, desk, offer, reason) {
  await page.goto(`${desk.origin('tickets')}/new`);
  await page.getByLabel('Access wanted').selectOption({ label: offer });
  await page.getByLabel('Business reason').fill(reason);
  await page.getByRole('button', { name: 'Submit request' }).click();
  await page.getByText('Request created').waitFor();
  return page.url().split('/').at(-1);
}

/** Gives a role in Keyring: a page that never reloads, a dialog, a form in an open shadow root. */
export async function assignRole(page, login, role) {
  await page.getByRole('link', { name: 'Users' }).click();
  await page.getByRole('link', { name: names[login] }).click();
  await page.getByRole('button', { name: 'Assign role' }).click();
  await page.getByLabel('Role', { exact: true }).selectOption(role);
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
  await page.getByRole('cell', { name: role, exact: true }).waitFor();
}

/** Takes a role away by a button that shows only a picture. */
export async function removeRole(page, login, role) {
  await page.getByRole('link', { name: 'Users' }).click();
  await page.getByRole('link', { name: names[login] }).click();
  const row = page.getByRole('row').filter({ hasText: role });
  await row.getByRole('button', { name: 'Remove role' }).click();
  await page.getByText('Role removed').waitFor();
}

/** Puts a person into a team in Keyring. */
export async function addTeamMember(page, team, login) {
  await page.getByRole('link', { name: 'Teams' }).click();
  await page.getByRole('link', { name: team }).click();
  await page.getByRole('button', { name: 'Add member' }).click();
  await page.getByLabel('Person').selectOption({ label: names[login] });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Member added').waitFor();
}

/** Opens a group in Rosters by its link: with the mouse, or as `press` says. */
async function openGroup(page, desk, group, press = (link) => link.click()) {
  await page.goto(`${desk.origin('directory')}/`);
  await press(page.getByRole('link', { name: group }));
  await page.getByRole('heading', { level: 1, name: group }).waitFor();
  // A menu whose script has not run yet takes no click and no key.
  await page.waitForLoadState('load');
}

/** The editor of the group that is open, once it is there. */
async function groupEditor(page) {
  const editor = page.frameLocator('#editor');
  await editor.getByRole('button', { name: 'Save' }).waitFor();
  return editor;
}

/** Opens the editor of a group in Rosters from a menu inside a closed shadow root: only the mouse finds its way there. */
export async function editGroup(page, desk, group) {
  await openGroup(page, desk, group);
  const menu = await page.locator('action-menu').boundingBox();
  await page.mouse.click(menu.x + menu.width / 2, menu.y + menu.height / 2);
  // The first entry stands right below the button.
  await page.mouse.click(menu.x + menu.width / 2, menu.y + menu.height + 22);
  return groupEditor(page);
}

/** The same by keyboard alone. */
export async function editGroupByKeyboard(page, desk, group) {
  await openGroup(page, desk, group, (link) => link.press('Enter'));
  await page.locator('action-menu').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  return groupEditor(page);
}

/** Puts a person into a group in Rosters: two lists in a frame; nothing counts before it is saved. */
export async function addToGroup(page, desk, group, login) {
  const editor = await editGroup(page, desk, group);
  await editor.getByLabel('Available people').selectOption({ label: names[login] });
  await editor.getByTitle('Add selected').click();
  await editor.getByRole('button', { name: 'Save' }).click();
  await editor.getByText('Group saved').waitFor();
}

/** Opens the newest mail with this subject. */
export async function readMail(page, subject) {
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await page.getByRole('link', { name: subject }).first().click();
  await page.frameLocator('iframe[title=Message]').getByText(subject).first().waitFor();
}

/** Answers the mail that is open. */
export async function replyMail(page, text) {
  await page.getByRole('link', { name: 'Reply' }).click();
  await page.getByRole('textbox', { name: 'Message text' }).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Message sent').waitFor();
}

/** Writes a new mail. */
export async function sendMail(page, login, subject, text) {
  await page.getByRole('link', { name: 'Compose' }).click();
  await page.getByLabel('To', { exact: true }).fill(`${names[login]} <${login}@desk.example>`);
  await page.getByLabel('Subject').fill(subject);
  await page.getByRole('textbox', { name: 'Message text' }).click();
  await page.keyboard.type(text);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Message sent').waitFor();
}
