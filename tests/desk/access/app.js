import { make } from './dom.js';
import { ask, iconButton, table, toast } from './parts.js';
import './role-form.js';

const page = document.getElementById('page');
const me = await ask('me');

const link = (href, text) => make('a', { href }, text);
const title = (text) => make('h1', {}, text);

async function users() {
  const people = await ask('users');
  const rows = people.map((user) => [link(`/users/${user.login}`, user.name), user.login, String(user.roles.length)]);
  return [title('Users'), table(['Name', 'Sign-in name', 'Roles'], rows)];
}

async function user(login) {
  const [found, roles] = await Promise.all([ask(`users/${login}`), ask('roles')]);
  const rest = roles.filter((role) => !found.roles.includes(role));
  return [
    title(found.name),
    make('p', { className: 'soft' }, `Sign-in name: ${found.login}`),
    make('h2', {}, 'Roles'),
    found.roles.length
      ? table(
          ['Role', ''],
          found.roles.map((role) => [role, iconButton('Remove role', () => removeRole(login, role))]),
        )
      : make('p', {}, 'No roles'),
    make('button', { type: 'button', className: 'primary', onclick: () => assignRole(login, rest) }, 'Assign role'),
  ];
}

async function removeRole(login, name) {
  await ask(`users/${login}/roles/remove`, { name });
  await show();
  toast('Role removed');
}

function assignRole(login, roles) {
  const form = make('role-form');
  // The form is ready before the dialog opens, so that the dialog finds its first field.
  form.start(roles, async (name) => {
    dialog.close();
    if (!name) return;
    await ask(`users/${login}/roles`, { name });
    await show();
    toast('Role assigned');
  });
  const dialog = openDialog('Assign role', form);
}

async function teams() {
  const all = await ask('teams');
  const rows = Object.entries(all).map(([name, members]) => [
    link(`/teams/${encodeURIComponent(name)}`, name),
    String(members.length),
  ]);
  return [title('Teams'), table(['Team', 'Members'], rows)];
}

async function team(name) {
  const [all, people] = await Promise.all([ask('teams'), ask('users')]);
  const members = people.filter((person) => all[name].includes(person.login));
  const rest = people.filter((person) => !all[name].includes(person.login));
  const rows = members.map((member) => [
    link(`/users/${member.login}`, member.name),
    member.login,
    iconButton('Remove member', () => removeMember(name, member.login)),
  ]);
  return [
    title(name),
    make('h2', {}, 'Members'),
    table(['Name', 'Sign-in name', ''], rows),
    make('button', { type: 'button', className: 'primary', onclick: () => addMember(name, rest) }, 'Add member'),
  ];
}

async function removeMember(team, name) {
  await ask(`teams/${encodeURIComponent(team)}/remove`, { name });
  await show();
  toast('Member removed');
}

function addMember(team, people) {
  const select = make('select', { id: 'member', required: true }, make('option', { value: '' }, 'Choose a person'));
  select.append(...people.map((person) => make('option', { value: person.login }, person.name)));
  const form = make(
    'form',
    {},
    make('label', { htmlFor: 'member' }, 'Person'),
    select,
    make('button', { className: 'primary' }, 'Add'),
    make('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
  );
  const dialog = openDialog('Add member', form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    dialog.close();
    await ask(`teams/${encodeURIComponent(team)}/add`, { name: select.value });
    await show();
    toast('Member added');
  });
}

async function mine() {
  const found = await ask(`users/${me.login}`);
  return [
    title('My access'),
    found.roles.length
      ? table(
          ['Role'],
          found.roles.map((role) => [role]),
        )
      : make('p', {}, 'No roles'),
  ];
}

function openDialog(name, content) {
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title' });
  dialog.append(make('h2', { id: 'dialog-title' }, name), content);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Draws the place that the address names. */
async function show() {
  const [place, name] = location.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const draw = {
    users: () => (name ? user(name) : users()),
    teams: () => (name ? team(name) : teams()),
    me: mine,
  }[place];
  if (!draw) {
    history.replaceState(null, '', me.agent ? '/users' : '/me');
    return show();
  }
  for (const entry of document.querySelectorAll('nav a')) {
    if (entry.pathname === `/${place}`) entry.setAttribute('aria-current', 'page');
    else entry.removeAttribute('aria-current');
  }
  page.replaceChildren(...(await draw()));
}

document.addEventListener('click', (event) => {
  const target = event.target.closest('a[href^="/"]');
  if (!target || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', target.pathname);
  show();
});
window.addEventListener('popstate', show);

document.getElementById('who').textContent = me.name;
const places = me.agent
  ? [
      ['/users', 'Users'],
      ['/teams', 'Teams'],
      ['/me', 'My access'],
    ]
  : [['/me', 'My access']];
document.querySelector('nav').append(...places.map(([href, text]) => link(href, text)));
show();
