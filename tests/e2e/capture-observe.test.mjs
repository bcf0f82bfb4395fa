// What stands on a page: records, memberships, and what the agent points at.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { captureOf, servePages, start } from './capture-harness.mjs';

let side;
let pages;
let desk;
let page;

const VOCABULARY = [
  [3, 'ledger books'],
  [4, 'crm'],
  [5, 'payroll approvers'],
];
const PROFILE = {
  id: 'books',
  ticket: [{ where: 'text', selector: 'h1', pattern: '^Ticket ([A-Z]+-[0-9]+)' }],
  people: [{ role: 'requester', selector: '.from', form: 'mail' }],
  states: [{ selector: '.state', of: 'approval', means: { resolved: 'approved' } }],
  records: [
    { selector: '.entry', author: '.by', author_form: 'login', time: '.at', format: '%d.%m.%Y %H:%M', zone: 'utc' },
  ],
  members: [{ selector: '#held', item: 'li', of: 'members' }],
  controls: [{ selector: '#nameless', words: ['add', 'member'] }],
};

before(async () => {
  [side, pages] = await Promise.all([start(), servePages()]);
  desk = (host, kind, profile) => ({ origin: pages.origin(host), kind, ...(profile && { profile }) });
});
after(async () => {
  await side?.close();
  pages?.close();
});
beforeEach(async () => {
  await page?.close();
  await side.set(
    captureOf([desk('tickets', 'ticketing'), desk('console', 'iam'), desk('books', 'iam', 'books')], {
      vocabulary: VOCABULARY,
      profiles: { books: PROFILE },
    }),
  );
  await side.clear();
  page = await side.context.newPage();
});

const of = async (name) => (await side.records()).filter(({ event }) => event.event === name);
/** A thing with its number replaced by what the record's tables say. */
const named = ({ terms, tags }, thing) => {
  const [[kind, index]] = Object.entries(thing);
  return kind === 'term' ? terms[index] : tags[index].join('+');
};

test('what stood on a page is told before what was done there, however soon that was', async () => {
  // A page that goes on changing is looked at late.
  await page.addInitScript(() => setInterval(() => document.head?.append(document.createElement('meta')), 50));
  await page.goto(`${pages.origin('tickets')}/ticket.html`);
  await page.click('nav a');
  await side.until('gesture');
  const events = (await side.records()).map(({ event }) => event.event);
  const read = ['view', 'state', 'person', 'mention'].map((name) => events.indexOf(name));
  assert.ok(
    read.every((at) => at >= 0 && at < events.indexOf('gesture')),
    `${events}`,
  );
});

test('a record that no profile knows is read by its labels', async () => {
  await page.goto(`${pages.origin('tickets')}/ticket.html`);
  await side.until('mention');
  await side.wait(400);
  const [view] = await of('view');
  assert.deepEqual(view.event.heading, ['access', 'to', 0, 'for', null]);
  assert.deepEqual(view.terms, [3]);
  const [state] = await of('state');
  assert.deepEqual(state.event, { event: 'state', of: 'ticket', label: ['status'], value: ['pending', 'approval'] });
  const people = await of('person');
  assert.deepEqual(
    people.map(({ event }) => event.role),
    ['requester', 'approver'],
  );
  assert.equal(people[0].tags[0].length, 2);
  const [claim] = await of('claim');
  assert.deepEqual(claim.event, {
    event: 'claim',
    of: 'created',
    at: { local: '2026-11-23T09:05:00', offset_minutes: 0 },
  });
  const mentions = await of('mention');
  assert.deepEqual(
    mentions.map((record) => [
      record.event.place,
      record.event.label ?? null,
      record.event.things.map((thing) => named(record, thing)),
    ]),
    [
      ['field', ['system'], [3]],
      ['heading', null, [3]],
    ],
  );
  assert.equal(JSON.stringify(await side.records()).includes('canary'), false);
});

test('what open and closed shadow trees show is seen', async () => {
  await page.goto(`${pages.origin('tickets')}/shadow.html`);
  await side.until('state');
  await side.wait(300);
  assert.deepEqual((await of('state'))[0].event.value, ['pending', 'approval']);
  assert.deepEqual((await of('outcome'))[0].event.words, ['access', 'was', 'granted', 'successfully']);
});

test('a membership that is moved and saved shows as two snapshots, the second before the submit', async () => {
  await page.goto(`${pages.origin('console')}/members.html`);
  await side.until('members', 2);
  const before = await of('members');
  assert.deepEqual(
    before.map(({ event }) => [event.list, event.things.length]),
    [
      [['chosen', 'groups'], 1],
      [['roles'], 1],
    ],
  );
  assert.ok('person' in before[0].event.of);
  await page.locator('#from option', { hasText: 'Payroll' }).click();
  await page.click('#add');
  // What is moved and not saved is not yet so, and may never be.
  await side.wait(800);
  await page.click('#save');
  await page.waitForLoadState();
  await side.until('outcome');
  const events = (await side.records()).filter(({ event }) => ['members', 'submit', 'outcome'].includes(event.event));
  assert.deepEqual(
    events.map(({ event }) => event.event),
    ['members', 'members', 'members', 'submit', 'outcome'],
  );
  const submit = events[3];
  assert.ok(submit.mono - events[2].mono < 100_000, 'right before the submit');
  const added = events[2];
  assert.deepEqual(added.event.list, ['chosen', 'groups']);
  assert.equal(added.event.things.length, 2);
  assert.ok(added.event.things.some((thing) => named(added, thing) === 5));
  assert.deepEqual(events[4].event.words, ['the', 'group', 'was', 'changed', 'successfully']);
});

test('a membership that is moved and not saved is none', async () => {
  await page.goto(`${pages.origin('console')}/members.html`);
  await side.until('members', 2);
  await side.clear();
  await page.locator('#from option', { hasText: 'Payroll' }).click();
  await page.click('#add');
  await page.click('#auditor');
  await side.wait(800);
  // Another form is sent, another tab is looked at, the page keeps notes in its address, and is left.
  await page.evaluate(() => history.replaceState(0, '', '?tab=2'));
  await side.wait(800);
  await page.click('#ask');
  await side.until('submit');
  const other = await side.context.newPage();
  await other.bringToFront();
  await other.close();
  await page.goto(`${pages.origin('console')}/button.html`);
  await side.until('view');
  assert.deepEqual(await of('members'), []);
});

test('a role that is ticked is a membership too, once it is saved', async () => {
  await page.goto(`${pages.origin('console')}/members.html`);
  await side.until('members', 2);
  await side.clear();
  await page.click('#auditor');
  await page.click('#save');
  await side.until('submit');
  const [record, ...more] = await of('members');
  assert.equal(more.length, 0);
  assert.deepEqual(record.event.list, ['roles']);
  assert.equal(record.event.things.length, 2);
});

test('a list that says that nobody is in it holds nobody', async () => {
  await page.goto(`${pages.origin('books')}/books.html`);
  await side.until('members');
  await side.clear();
  await page.evaluate(() => {
    document.querySelector('#held').innerHTML = '<li>No members</li>';
  });
  const [record] = await side.until('members');
  assert.deepEqual(record.event.things, []);
});

test('a profile adds places, and knows better than the labels', async () => {
  await page.goto(`${pages.origin('books')}/books.html`);
  await side.until('members');
  await side.wait(300);
  assert.deepEqual((await of('view'))[0].event.ticket, 'AC-77');
  const [state] = await of('state');
  assert.deepEqual(state.event, { event: 'state', of: 'approval', value: ['resolved', 'approved'] });
  assert.deepEqual(
    (await of('person')).map(({ event }) => event.role),
    ['requester'],
  );
  const [members] = await of('members');
  assert.deepEqual(members.event.list, ['members']);
  assert.equal(members.event.things.length, 2);
  await page.click('#nameless');
  const [gesture] = await side.until('gesture');
  assert.deepEqual(gesture.event.control.name, ['add', 'member']);
});

/** What comments decide: the words, the role and the time that come right after, and who wrote them. */
const statements = async () => {
  const said = (await side.records()).filter(({ event }) => ['state', 'person', 'claim'].includes(event.event));
  const authors = said.filter(({ event }) => event.role === 'author');
  return {
    said: said.flatMap((record, at) => {
      if (record.event.of !== 'statement') return [];
      const [by, when] = said.slice(at + 1, at + 3).map(({ event }) => event);
      return [[record.event.value.join(' '), by?.role, ...(when?.at ? [when.of, when.at.local] : [])]];
    }),
    authors: new Set(authors.map((record) => named(record, record.event.person))),
    comments: said.flatMap(({ event }) => (event.of === 'comment' ? [event.value.join(' ')] : [])),
  };
};

test('a comment that is a decision and nothing else is a statement, with who wrote it and when', async () => {
  await page.goto(`${pages.origin('tickets')}/comments.html`);
  await side.until('state');
  await side.wait(400);
  const { said, authors, comments } = await statements();
  // The older one first, whichever the page shows first.
  assert.deepEqual(said, [
    ['abgelehnt', 'author', 'rejected', '2026-11-23T10:00:00'],
    ['approved', 'author', 'approved', '2026-11-23T11:00:00'],
  ]);
  assert.equal(authors.size, 2);
  // A question is not even a hint.
  assert.deepEqual(comments, []);
});

test('the times of comments may be words', async () => {
  await page.goto(`${pages.origin('tickets')}/feed.html`);
  await side.until('state');
  await side.wait(400);
  const { said, authors } = await statements();
  assert.deepEqual(said, [
    ['aprovado', 'author'],
    ['zugriff genehmigt', 'author'],
  ]);
  assert.equal(authors.size, 2);
});

test('a row of a history that says what a state was changed to is a statement of whoever changed it', async () => {
  await page.goto(`${pages.origin('tickets')}/history.html`);
  await side.until('state');
  await side.wait(400);
  const { said, authors } = await statements();
  assert.deepEqual(said, [['approved', 'author', 'approved', '2026-11-23T10:15:00']]);
  assert.equal(authors.size, 1);
});

test('a row is about whom it names, and not about the buttons that it begins with', async () => {
  await page.goto(`${pages.origin('console')}/users.html`);
  await side.until('view');
  await page.click('#one a[href="#edit"]');
  await page.click('#two a[href="#edit"]');
  const gestures = await side.until('gesture', 2);
  const people = gestures.map((record) => record.event.control.row.map((thing) => named(record, thing)));
  assert.ok(
    people.every((row) => row.length > 0),
    `${people}`,
  );
  assert.notDeepEqual(people[0], people[1]);
});

test('what quotes, names, asks or shows a decision is no statement', async () => {
  await page.goto(`${pages.origin('tickets')}/no-statements.html`);
  await side.until('state');
  await side.wait(400);
  const states = await of('state');
  assert.deepEqual(
    states.filter(({ event }) => event.of === 'statement'),
    [],
  );
  assert.ok(states.some(({ event }) => event.of === 'comment'));
});

test('the agent points at an approval: who, when, which words, which terms', async () => {
  await page.goto(`${pages.origin('tickets')}/ticket.html`);
  await side.until('mention');
  await side.clear();
  await side.tell({ to: 'page', ask: 'pick', purpose: 'approval' });
  await side.wait(200);
  await page.locator('#comment p').hover();
  await page.locator('#comment p').click();
  const [pointed] = await side.until('pointed');
  assert.deepEqual(pointed.event.words, ['approve']);
  assert.deepEqual(pointed.event.at, { local: '2026-11-23T10:15:00', offset_minutes: 60 });
  assert.ok('person' in pointed.event.author);
  assert.deepEqual(
    pointed.event.things.map((thing) => named(pointed, thing)),
    [3],
  );
  assert.ok((await side.heard()).some(({ page: what }) => what === 'picked_record'));
  assert.deepEqual(await of('gesture'), []);
  await page.click('#comment a[href="#more"]');
  await side.until('gesture');
  assert.equal(await page.locator('[popover]').count(), 0);
});

test('a profile says who wrote a record and when', async () => {
  await page.goto(`${pages.origin('books')}/books.html`);
  await side.until('members');
  await side.tell({ to: 'page', ask: 'pick', purpose: 'approval' });
  await side.wait(200);
  await page.locator('.entry p').click();
  const [pointed] = await side.until('pointed');
  assert.deepEqual(pointed.event.at, { local: '2026-11-23T08:30', offset_minutes: 0 });
  assert.equal(pointed.tags[0].length, 1);
  assert.deepEqual(pointed.event.words, ['approved']);
});

test('a text that is picked goes to the worker and nowhere else; what is typed cannot be picked', async () => {
  await page.goto(`${pages.origin('tickets')}/ticket.html`);
  await side.until('mention');
  await side.clear();
  await side.tell({ to: 'page', ask: 'pick', purpose: 'vocabulary' });
  await side.wait(200);
  await page.locator('#word').click();
  await side.wait(200);
  const picked = async () => (await side.heard()).filter(({ page: what }) => what === 'picked_text');
  assert.deepEqual((await picked()).at(-1), { page: 'picked_text', text: 'Very Special Team' });
  await side.tell({ to: 'page', ask: 'pick', purpose: 'vocabulary' });
  await side.wait(200);
  await page.locator('#editor p').click();
  await side.wait(200);
  assert.equal((await picked()).at(-1).text, '');
  assert.equal(
    JSON.stringify(await side.records())
      .toLowerCase()
      .includes('special'),
    false,
  );
});

test('a pick works by keyboard, and Escape ends it', async () => {
  await page.goto(`${pages.origin('tickets')}/ticket.html`);
  await side.until('mention');
  await side.tell({ to: 'page', ask: 'pick', purpose: 'approval' });
  await side.wait(200);
  await page.focus('#comment a[href="#more"]');
  await page.keyboard.press('Enter');
  const [pointed] = await side.until('pointed');
  assert.deepEqual(pointed.event.words, ['approve']);
  await side.tell({ to: 'page', ask: 'pick', purpose: 'approval' });
  await side.wait(200);
  assert.equal(await page.locator('[popover]').count(), 1);
  await page.keyboard.press('Escape');
  await side.wait(200);
  assert.equal(await page.locator('[popover]').count(), 0);
  assert.ok((await side.heard()).some(({ page: what }) => what === 'pick_cancelled'));
});

test('a page drawn ahead of time writes nothing until somebody opens it', async () => {
  await page.goto(`${pages.origin('console')}/button.html`);
  await side.until('view');
  await page.evaluate(() => {
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.textContent = JSON.stringify({
      prerender: [{ source: 'list', urls: ['/members.html'], eagerness: 'immediate' }],
    });
    document.head.append(rules);
  });
  await side.wait(2000);
  assert.deepEqual(await of('members'), []);
  await page.evaluate(() => {
    location.href = '/members.html';
  });
  await side.until('members', 2);
});

/** What stands above two lists side by side: what could be chosen, and what is. */
const DUAL = {
  'Django admin': [
    ['Available groups', 'Chosen groups'],
    ['Verfügbare Gruppen', 'Ausgewählte Gruppen'],
    ['groupes disponible(s)', 'Choix des « groupes »'],
    ['grupos Disponibles', 'grupos elegidos'],
    ['Disponível grupos', 'Escolhido grupos'],
    ['grupos disponíveis', 'grupos escolhido(s)'],
    ['Beschikbare groepen', 'Gekozen groepen'],
    ['gruppi disponibili', 'gruppi scelti'],
    ['利用可能 グループ', '選択された グループ'],
  ],
  'LDAP Account Manager': [
    ['Available groups', 'Selected groups'],
    ['Verfügbare Gruppen', 'Gewählte Gruppen'],
    ['Groupes disponibles', 'Groupes sélectionnés'],
    ['Grupos disponibles', 'Grupos seleccionados'],
    ['Grupos disponíveis', 'Grupos selecionados'],
    ['Beschikbare groepen', 'Geselecteerde groepen'],
    ['Gruppi disponibili', 'Gruppi selezionati'],
    ['利用可能なグループ', '選択されたグループ'],
  ],
  Keycloak: [
    ['Available roles', 'Assigned roles'],
    ['Verfügbare Rollen', 'Zugewiesene Rollen'],
    ['Rôles disponibles', 'Rôles assignés'],
    ['Roles disponibles', 'Roles asignados'],
    ['Funções disponíveis', 'Funções atribuídas'],
    ['Beschikbare rollen', 'Toegewezen rollen'],
    ['Ruoli disponibili', 'Ruoli assegnati'],
    ['利用可能なロール', '割り当てられたロール'],
  ],
  phpLDAPadmin: [
    ['Available members', 'Group members'],
    ['Membres disponibles.', 'Membres du groupe'],
    ['Miembros Disponibles', 'Miembros de Grupo'],
    ['Membros disponíveis', 'Membros do grupo'],
    ['Membri disponibili', 'Membri del gruppo'],
  ],
};

/** How many things each list is said to hold; and whether any of it is what could be chosen. */
async function held(...given) {
  await side.clear();
  await page.goto('about:blank');
  await page.goto(`${pages.origin('console')}/dual.html#${encodeURIComponent(JSON.stringify(given))}`);
  await side.until('view');
  await side.wait(400);
  const lists = await of('members');
  const offered = lists.flatMap((record) => record.event.things.filter((thing) => named(record, thing) === 5));
  return { lists: lists.length, offered: offered.length };
}

for (const [product, languages] of Object.entries(DUAL))
  test(`of two lists side by side, only what is assigned is read: ${product}`, async () => {
    for (const [available, chosen] of languages) {
      const expected = { lists: 1, offered: 0 };
      assert.deepEqual(await held(available, chosen), expected, `${available} | ${chosen}`);
    }
  });

test('of two lists side by side that are called the same, or by words of no list, nothing is known but by their ids', async () => {
  for (const names of [
    ['Groups', 'Groups'],
    ['Xyzzy groups', 'Plugh groups'],
    ['有効なメンバー', 'グループメンバー'],
  ]) {
    assert.deepEqual(await held(...names), { lists: 0, offered: 0 }, names.join());
    assert.deepEqual(await held(...names, 'id_groups'), { lists: 1, offered: 0 }, names.join());
  }
});
