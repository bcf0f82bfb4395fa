// What the recorder costs in WASM: the time of one event while a recording grows, and the time to derive everything
// from logs of several lengths. Ratios hold where seconds do not: ten times the log should cost about ten times as much.
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { loadRecorder, random } from '../corpus/recorder.mjs';
import { root } from '../e2e/lib/browser.mjs';

// A file takes about 80,000 such events; `cargo xtask eval` derives from 100,000 without one.
const LENGTHS = [1_000, 10_000, 80_000];
/** A provisioning's pages and clicks, told again and again with other tickets and people. */
const SYSTEMS = [
  ['https://tickets.example', 'ticketing'],
  ['https://directory.example', 'directory'],
  ['https://mail.example', 'email'],
];
const press = (role, ...name) => ({ event: 'gesture', by: 'pointer', control: { role, name } });
const load = (...route) => ({ event: 'navigation', how: 'load', route });
const view = (record, ...heading) => ({ event: 'view', heading, ...(record && { record: { record: 0 } }) });
const send = (...name) => ({
  event: 'submit',
  origin: 'gesture',
  method: 'post',
  control: { role: 'submit', name, submits: true },
});
const says = (...words) => ({ event: 'outcome', outcome: 'message', words });
const state = (of, ...value) => ({ event: 'state', of, value });
const STORY = [
  [0, load('tickets')],
  [0, press('link', null)],
  [0, load('ticket', null)],
  [0, view(true, 'ticket', null)],
  [0, state('ticket', 'new')],
  [0, press('link', 'take')],
  [0, load('ticket', null)],
  [0, view(true, 'ticket', null)],
  [0, state('approval', 'approved')],
  [1, load('users')],
  [1, press('link', 'edit')],
  [1, load('edit', null)],
  [1, view(true, 'edit', 'user', null)],
  [1, press('button', 'add', 'group')],
  [1, press('submit', 'save')],
  [1, send('save')],
  [1, load('users')],
  [1, says('saved', 'successfully')],
  [2, load('mail')],
  [2, press('link', 'compose')],
  [2, press('button', 'send')],
  [2, says('message', 'sent')],
  [0, load('ticket', null)],
  [0, view(true, 'ticket', null)],
  [0, press('link', 'resolve')],
  [0, press('submit', 'update', 'ticket')],
  [0, send('update', 'ticket')],
  [0, load('ticket', null)],
  [0, state('ticket', 'resolved')],
];

const START = 1_795_456_800_000;
const SECRET = '5'.repeat(64);
const mark = (body) => createHmac('sha256', Buffer.from(SECRET, 'hex')).update(body).digest('hex').slice(0, 32);
const hex = (n, length) => n.toString(16).padStart(length, '0');

/** The records of a recording of so many events, as the worker hands them over. */
function* records(count) {
  const pages = new Map();
  for (let n = 0; n < count; n++) {
    const [system, event] = STORY[n % STORY.length];
    const turn = Math.floor(n / STORY.length);
    if (event.event === 'navigation' || !pages.has(system)) pages.set(system, { name: hex(n + 1, 32), seq: 0 });
    const page = pages.get(system);
    page.seq++;
    const record = {
      v: 1,
      document: page.name,
      seq: page.seq,
      wall: START + n * 700,
      mono: page.seq * 1000,
      frame: 'top',
      event,
    };
    if (event.record) record.tags = [[hex(turn * 8 + system + 1, 16)]];
    const body = JSON.stringify(record);
    yield {
      document: page.name,
      seq: page.seq,
      body,
      mark: mark(body),
      secret: SECRET,
      origin: SYSTEMS[system][0],
      tab: system + 1,
    };
  }
}

const quantile = (times, share) => times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)];
const ms = (time) => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

const Recorder = await loadRecorder();
const { version } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));

function begin() {
  const zeros = '0'.repeat(64);
  const recorder = Recorder.begin(
    START,
    random,
    JSON.stringify({ recorder: version, build: zeros, profiles: zeros, public_key: zeros }),
  );
  for (const [origin, kind] of SYSTEMS) recorder.system(START, JSON.stringify({ origin, kind, name: kind }));
  return recorder;
}

console.log('  one event at a time, with the view that the panel shows, over a recording of 1,000 events');
const live = begin();
const taken = { ingest: [], view: [] };
for (const record of records(1_000)) {
  const start = performance.now();
  live.ingest(START, JSON.stringify([record]));
  const middle = performance.now();
  live.view();
  taken.ingest.push(middle - start);
  taken.view.push(performance.now() - middle);
}
for (const [what, times] of Object.entries(taken))
  console.log(
    `  ${what.padEnd(8)} p50 ${ms(quantile(times, 0.5)).padStart(9)}   p99 ${ms(quantile(times, 0.99)).padStart(9)}`,
  );

console.log('  everything derived anew from a log');
let before;
for (const length of LENGTHS) {
  const recorder = begin();
  let batch = [];
  for (const record of records(length)) {
    batch.push(record);
    if (batch.length < 500) continue;
    recorder.ingest(START, JSON.stringify(batch));
    batch = [];
  }
  recorder.ingest(START, JSON.stringify(batch));
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    recorder.view();
    return performance.now() - start;
  });
  const time = quantile(times, 0.5);
  const ratio = before ? `   ${(time / before).toFixed(1)} times the line above` : '';
  console.log(`  ${String(length).padStart(7)} events ${ms(time).padStart(9)}${ratio}`);
  before = time;
  recorder.free();
}
