// Views as a recorder would push them, one for each state that the panel can be in.

const at = (clock) => Date.parse(`2026-11-23T${clock}Z`);
const session = '01900000-0000-7000-8000-000000000001';

const systems = [
  {
    id: 1,
    origin: 'http://rt.localhost:18101',
    kind: 'ticketing',
    name: 'Request Tracker',
    profile: 'request-tracker',
  },
  {
    id: 2,
    origin: 'http://directory.localhost:18102',
    kind: 'directory',
    name: 'LDAP Account Manager',
    profile: 'ldap-account-manager',
  },
  { id: 3, origin: 'http://mail.localhost:18103', kind: 'email', name: 'Roundcube', profile: 'roundcube' },
];

const terms = [{ id: 1, text: 'Finance Reporting', kind: 'entitlement', source: 'agent' }];

const rule = (rule, phase, weight, ...entries) => ({ rule, phase, weight, entries });

const steps = [
  {
    first: 4,
    phase: 'request',
    margin: 2900,
    name: { words: ['ticket', null], read_only: true },
    system: 1,
    ticket: '12',
    started: at('14:03:05'),
    ended: at('14:03:23'),
    entries: [4, 5, 6, 7],
    rules: [rule('ticket.found', 'request', 1500, 4, 5), rule('none', 'other', 500, 4)],
  },
  {
    first: 9,
    phase: 'grant',
    margin: 400,
    unsure: true,
    name: { words: ['add', 'member', null], place_kind: 'list', place: ['groups'] },
    system: 2,
    ticket: '12',
    started: at('14:05:40'),
    ended: at('14:06:58'),
    entries: [9, 10, 11, 12, 13],
    commits: [13],
    rules: [
      rule('ticket.assign', 'request', 2700, 10),
      rule('console.change', 'grant', 1900, 11, 13),
      rule('members.changed', 'grant', 1200, 13),
      rule('of.another.set', 'request', -300, 90),
    ],
    added: [{ term: 1 }, { entitlement: 3 }],
  },
  {
    first: 18,
    phase: 'approve',
    machine_phase: 'other',
    margin: 150,
    name: { words: ['approve'], place_kind: 'form', place: ['approval', null] },
    system: 1,
    ticket: '12',
    started: at('14:09:02'),
    ended: at('14:09:20'),
    entries: [18, 19],
    commits: [19],
    rules: [rule('none', 'other', 500, 18), rule('approval.pending', 'approve', 350, 18)],
    corrections: [24],
  },
  {
    first: 25,
    phase: 'approve',
    margin: 2100,
    name: { authored: 'owner of Finance Reporting', read_only: true },
    started: at('14:11:00'),
    ended: at('14:11:00'),
    entries: [25],
    rules: [rule('approval.attested', 'approve', 2100, 25)],
  },
  {
    first: 26,
    phase: 'confirm',
    margin: 1800,
    name: { words: ['send'], place_kind: 'form', place: ['compose', 'message'] },
    system: 3,
    started: at('14:12:31'),
    ended: at('14:13:40'),
    entries: [26, 27, 28],
    commits: [28],
    rules: [rule('mail.write', 'confirm', 1700, 28)],
    notes: [30],
  },
  {
    first: 33,
    phase: 'close',
    margin: 3300,
    name: { words: ['update', 'ticket'], place_kind: 'section', place: ['status'] },
    system: 1,
    ticket: '12',
    started: at('14:15:10'),
    ended: at('14:15:44'),
    entries: [33, 34, 35],
    commits: [35],
    rules: [rule('close.state', 'close', 2600, 35)],
  },
];

const base = {
  state: 'idle',
  steps: [],
  systems: [],
  terms: [],
  coverage: [],
  unfinished: [],
};

const current = (more = {}) => ({
  id: session,
  ticket: '12',
  started: at('14:02:51'),
  entries: 36,
  gestures: 14,
  gaps: [{ cause: 'paused', count: 1, entry: 16, wall: at('14:08:40') }],
  undoable: [24],
  notes: [
    { entry: 24, authored: { authored: 'relabel', entries: [18, 19], phase: 'approve' }, wall: at('14:10:11') },
    {
      entry: 25,
      authored: {
        authored: 'off_browser_approval',
        approver: 'owner of Finance Reporting',
        at: { local: '2026-11-23T09:30', offset_minutes: 60 },
        channel: 'phone',
        note: 'call list, line 4',
      },
      wall: at('14:11:00'),
    },
    {
      entry: 30,
      authored: { authored: 'note', text: 'The requester asked for a copy.', step: 26 },
      wall: at('14:13:59'),
    },
  ],
  refused: 0,
  ...more,
});

const tab = (tabId, state, more = {}) => ({ tabId, windowId: 1, active: false, state, ...more });

const parked = {
  id: '01900000-0000-7000-8000-000000000002',
  ticket: '9',
  state: 'parked',
  started: at('09:12:00'),
  ended: at('09:31:00'),
  entries: 61,
  steps: 4,
  gaps: 0,
  systems: ['Request Tracker', 'Django admin'],
};

const interrupted = {
  ...parked,
  id: '01900000-0000-7000-8000-000000000003',
  ticket: undefined,
  state: 'interrupted',
  entries: 23,
  steps: 2,
  gaps: 1,
};

/** The panel's states by name. */
export const views = {
  first: base,
  idle: { ...base, unfinished: [interrupted, parked] },
  empty: {
    ...base,
    state: 'recording',
    session: current({ ticket: undefined, entries: 2, gestures: 0, gaps: [], undoable: [], notes: [] }),
    coverage: [tab(1, 'not_in_session', { active: true, origin: 'http://rt.localhost:18101' })],
  },
  uncovered: {
    ...base,
    state: 'recording',
    session: current({ entries: 2, gestures: 0, gaps: [], undoable: [], notes: [] }),
    systems: systems.slice(0, 1),
    coverage: [
      tab(1, 'no_permission', { active: true }),
      tab(2, 'covered', { origin: systems[0].origin, system: 1 }),
      tab(3, 'not_in_session', { origin: 'http://iam.localhost:18104' }),
      tab(4, 'not_in_session', { origin: 'http://mail.localhost:18103', windowId: 2 }),
    ],
  },
  recording: {
    ...base,
    state: 'recording',
    goingOn: 33,
    session: current(),
    steps,
    systems,
    terms,
    coverage: [
      tab(2, 'covered', { active: true, origin: systems[0].origin, system: 1 }),
      tab(3, 'silent', { origin: systems[1].origin, system: 2 }),
    ],
  },
  other_ticket: {
    ...base,
    state: 'recording',
    session: current(),
    steps: steps.slice(0, 2),
    systems,
    terms,
    coverage: [tab(2, 'covered', { active: true, origin: systems[0].origin, system: 1 })],
    otherTicket: { ticket: '13', system: 1 },
    picking: 'approval',
  },
  paused: { ...base, state: 'paused', session: current(), steps: steps.slice(0, 3), systems, terms },
  stopped: { ...base, state: 'stopped', session: current(), steps, systems, terms },
  failed: {
    ...base,
    state: 'failed',
    session: current({ refused: 3 }),
    steps: steps.slice(0, 2),
    systems,
    terms,
    failure: { code: 'storage_full', details: ['QuotaExceededError'] },
  },
  weights_refused: {
    ...base,
    state: 'recording',
    session: current({ entries: 2, gestures: 0, gaps: [], undoable: [], notes: [] }),
    systems: systems.slice(0, 1),
    coverage: [tab(2, 'covered', { active: true, origin: systems[0].origin, system: 1 })],
    failure: { code: 'weights_refused', details: ['Request Tracker'] },
  },
};

const line = (i, clock, body) => JSON.stringify({ body, hash: 'ab'.repeat(32), i, wall: at(clock) });

const page = (system, event) => ({
  type: 'page',
  system,
  document: 1,
  seq: 1,
  mono: 1000,
  tab: 1,
  frame: 'top',
  event,
});

const lines = [
  line(0, '14:02:51', { type: 'genesis', recorder: '0.1.0' }),
  line(1, '14:02:55', { type: 'system', ...systems[0] }),
  line(9, '14:05:40', page(2, { event: 'navigation', how: 'load', route: ['lists', null] })),
  line(
    10,
    '14:05:52',
    page(2, { event: 'choice', control: { role: 'textbox', name: ['search'] }, choice: { did: 'edited' } }),
  ),
  line(
    11,
    '14:06:12',
    page(2, {
      event: 'gesture',
      by: 'pointer',
      control: {
        role: 'button',
        name: ['add', 'member', null],
        within: [{ kind: 'list', name: ['groups'] }],
        row: [{ person: 2 }],
      },
    }),
  ),
  line(12, '14:06:30', page(2, { event: 'members', list: ['groups'], of: { person: 2 }, things: [{ term: 1 }] })),
  line(
    13,
    '14:06:58',
    page(2, { event: 'submit', origin: 'gesture', method: 'post', control: { role: 'submit', name: ['save'] } }),
  ),
];

const file = { name: 'ledgerium-12-20261123T140251Z.session.json', size: 48213, sha256: '5f1c'.repeat(16) };

/** Recordings as the library lists them. */
export const library = [
  {
    ...parked,
    id: session,
    ticket: '12',
    state: 'recording',
    started: at('14:02:51'),
    ended: at('14:15:44'),
    entries: 36,
    steps: 5,
    gaps: 1,
    systems: systems.map((system) => system.name),
  },
  interrupted,
  parked,
  {
    ...parked,
    id: '01900000-0000-7000-8000-000000000004',
    ticket: '8',
    state: 'sealed',
    file: { ...file, name: 'ledgerium-8-20261120T101500Z.session.json' },
    attached: { ticket: '8', confirmed: true, at: at('10:00:00') },
  },
  {
    ...parked,
    id: '01900000-0000-7000-8000-000000000005',
    ticket: '8',
    state: 'sealed',
    file: { ...file, name: 'ledgerium-8-20261120T113000Z.session.json', size: 6120 },
    attached: { ticket: '8', confirmed: false, at: at('10:00:00') },
  },
  {
    ...parked,
    id: '01900000-0000-7000-8000-000000000006',
    ticket: '7',
    state: 'imported',
    file: { ...file, name: 'ledgerium-7-20261118T081000Z.session.json' },
  },
];

/** What the recorder answers to commands, where it does not matter to the test. */
export const answers = {
  inspect: { lines, total: 236 },
  vocabulary: [
    { id: 1, text: 'Finance Reporting', kind: 'entitlement' },
    { id: 2, text: 'SAP Basis', kind: 'system' },
  ],
  add_term: { id: 3, text: 'Read only', kind: 'level' },
  systems: [
    {
      origin: systems[0].origin,
      kind: 'ticketing',
      name: 'Request Tracker',
      set: true,
      granted: true,
      learned: [
        { rule: 'ticket.found', weight: 1200, published: 1500 },
        { rule: 'approval.decided', weight: 3900, published: 3600 },
        { rule: 'of.another.set', weight: 300 },
      ],
    },
    {
      origin: systems[1].origin,
      kind: 'directory',
      name: 'LDAP Account Manager',
      set: false,
      granted: false,
      learned: [],
    },
  ],
  propose_system: { origin: 'http://iam.localhost:18104', kind: 'iam', name: 'Django admin', profile: 'django-admin' },
  library,
  export: file,
  settings: { agent: '', learn: false },
  attach_targets: [
    {
      tabId: 2,
      origin: systems[0].origin,
      system: 'Request Tracker',
      ticket: '12',
      ways: ['api', 'page_input', 'download'],
      unverified: false,
    },
    {
      tabId: 5,
      origin: 'https://acme.service-now.com',
      system: 'ServiceNow',
      ticket: 'RITM0010023',
      ways: ['api', 'page_input', 'download'],
      unverified: true,
    },
  ],
  attach: { attached: 'confirmed', ticket: '12', way: 'api' },
};
