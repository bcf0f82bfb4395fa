// Records the corpus:
//   node tests/record/run.mjs [NAME...] [--list] [--headed] [--keep] [--retry]
// A * in a name stands for anything. tests/corpus/README.md says what comes out. Ends with 0 only if every recording is right.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { managed, root } from '../e2e/lib/browser.mjs';
import { startDesk } from '../e2e/lib/desk.mjs';
import { say } from '../lab/setup/host.mjs';
import { down } from '../lab/setup.mjs';
import { desk as deskAccess, lab as labAccess, termsOf } from './access.mjs';
import { deskApps } from './apps/desk.mjs';
import { labApps, resetApps, startSystems } from './apps/lab.mjs';
import { Booth, withoutProfiles } from './booth.mjs';
import { TruthLedger } from './ledger.mjs';
import { plan, randomOf, seedOf } from './plan.mjs';
import { clean } from './stories/clean.mjs';
import { violations } from './stories/violations.mjs';
import { truthOf } from './truth.mjs';
import { World } from './world.mjs';

const target = path.join(root, 'tests/corpus/recordings');
const pictures = path.join(root, 'out/record');
const stories = { ...clean, ...violations };

const casts = {
  lab: {
    agent: 'nadia',
    both: 'tomas',
    approver: 'oscar',
    otherApprover: 'renate',
    requester: 'mei',
    second: 'hugo',
    bystander: 'grant',
  },
  desk: {
    agent: 'robin',
    both: 'mika',
    approver: 'kim',
    otherApprover: 'alex',
    requester: 'toni',
    second: 'luca',
    bystander: 'sascha',
  },
};
const roleOf = { approver: 'approver', otherApprover: 'approver', requester: 'requester', second: 'requester' };

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    headed: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    pictures: { type: 'boolean', default: false },
  },
});

function chosen() {
  const glob = (pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  const fits = (name) => (pattern) => glob(pattern).test(name);
  const found = wanted.length === 0 ? plan : plan.filter(({ name }) => wanted.some(fits(name)));
  if (found.length === 0) throw new Error(`no recording is named ${wanted.join(', ')}; --list shows all`);
  const twice = plan.find(({ name }, at) => plan.findIndex((other) => other.name === name) !== at);
  if (twice) throw new Error(`two recordings are named ${twice.name}`);
  return found;
}

/** Recordings that one browser can make: the same build, language and words, on the same systems. */
function groups(recordings) {
  const made = new Map();
  for (const one of recordings) {
    const place = one.ticketing === 'tickets' ? 'desk' : 'lab';
    const key = [place, one.language, one.profiles, one.vocabulary].join(' ');
    if (!made.has(key))
      made.set(key, { place, language: one.language, profiles: one.profiles, vocabulary: one.vocabulary, all: [] });
    made.get(key).all.push(one);
  }
  return [...made.values()];
}

const appsOf = ({ ticketing, consoles, mail }) => [ticketing, ...consoles, ...(mail ? [mail] : [])];

async function recordOne(booth, line, apps, place, desk) {
  const story = stories[line.story];
  const names = appsOf(line);
  const mine = names.map((name) => {
    if (!apps[name]) throw new Error(`there is no system ${name}`);
    return apps[name];
  });
  if (place === 'desk') await desk.reset();
  else await resetApps(names);
  const seat = await booth.clear(mine);
  const ledger = new TruthLedger();
  const random = randomOf(seedOf(line.name));
  const cast = { ...casts[place] };
  if (story.agent === 'both') cast.agent = cast.both;
  const access = place === 'desk' ? deskAccess : labAccess;
  const [ticketing, ...others] = mine;
  const mail = line.mail ? others.pop() : null;
  const world = new World({
    recording: { ticketing, consoles: others, mail },
    ledger,
    seat,
    panel: booth.panel,
    cast,
    access,
    random,
  });
  ledger.off = true;
  if (story.before) await story.before(world);
  // Half of the time the agent has signed in everywhere before pressing Record.
  if (world.chance(0.5)) for (const app of mine) await world.agent.at(app);
  ledger.off = false;
  await booth.panel.record();
  await story.tell(world);
  await booth.panel.stop();
  if (options.pictures) {
    await booth.panel.page.setViewportSize({ width: 420, height: 1400 });
    await booth.panel.page.screenshot({ path: path.join(pictures, `${line.name}.png`) });
  }
  const bytes = await booth.export();
  const roles = Object.fromEntries(Object.entries(roleOf).map(([role, as]) => [cast[role], as]));
  const recording = {
    ...line,
    roles,
    violations: story.classes ?? [],
    apps: Object.fromEntries(names.map((_name, at) => [mine[at].name, mine[at]])),
  };
  const file = JSON.parse(bytes.toString('utf8'));
  const { truth, problems } = truthOf(recording, ledger, file);
  problems.push(...(await booth.errors()).map((error) => `the extension reports: ${error}`));
  const folder = problems.length === 0 && !options['dry-run'] ? target : pictures;
  writeFileSync(path.join(folder, `${line.name}.session.json`), bytes);
  writeFileSync(path.join(folder, `${line.name}.truth.json`), `${JSON.stringify(truth)}\n`);
  return { problems, acts: truth.acts.length, entries: file.log.length, size: bytes.length };
}

async function pictureAll(booth, name) {
  mkdirSync(pictures, { recursive: true });
  for (const [n, page] of booth.browser.context.pages().entries())
    await page.screenshot({ path: path.join(pictures, `${name}-${n}.png`), timeout: 5000 }).catch(() => {});
}

async function recordGroup(group, apps, desk, extensions) {
  const { place, language, profiles, vocabulary, all } = group;
  const used = [...new Set(all.flatMap(appsOf))];
  const access = place === 'desk' ? deskAccess : labAccess;
  const terms = vocabulary ? termsOf(access) : [];
  const extension = profiles ? extensions.with : extensions.without;
  for (const name of used) await apps[name]?.speak?.(language);
  const open = () =>
    Booth.open({ extension, language, terms, apps: used.map((name) => apps[name]), headed: options.headed });
  let booth = await open();
  for (const { product, kind, proposed } of booth.proposals)
    if (kind !== proposed)
      say('kinds', `${product} (${language}${profiles ? ', profiles' : ''}): proposed ${proposed}, is ${kind}`);
  const results = [];
  const record = async (line) => {
    const start = Date.now();
    let result;
    try {
      result = await recordOne(booth, line, apps, place, desk);
    } catch (error) {
      await pictureAll(booth, line.name);
      result = { broke: true, problems: [`broke off: ${error.stack}`] };
      await booth.close().catch(() => {});
      booth = await open();
    }
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    if (result.problems.length === 0)
      say(
        'recorded',
        `${line.name}: ${result.acts} acts, ${result.entries} entries, ${(result.size / 1024).toFixed(0)} kB, ${seconds} s`,
      );
    for (const problem of result.problems) say('NOT RIGHT', `${line.name}: ${problem}`);
    return { ...line, ...result };
  };
  for (const line of all) {
    let result = await record(line);
    // A page that did not come in time breaks a story off without saying anything about the extension.
    if (result.broke) {
      say('again', line.name);
      result = await record(line);
    }
    results.push(result);
  }
  await booth.close();
  return results;
}

async function main() {
  const recordings = chosen();
  if (options.list) {
    console.log(recordings.map(({ name }) => name).join('\n'));
    return;
  }
  for (const folder of [target, pictures]) mkdirSync(folder, { recursive: true });
  const start = Date.now();
  const parts = groups(recordings);
  const inLab = parts.filter(({ place }) => place === 'lab');
  const names = [...new Set(inLab.flatMap(({ all }) => all.flatMap(appsOf)))];
  let desk;
  const results = [];
  try {
    if (names.length > 0) await startSystems(names);
    desk = await startDesk();
    const extensions = { with: managed, without: withoutProfiles() };
    const apps = { ...labApps, ...deskApps(desk) };
    for (const group of parts) results.push(...(await recordGroup(group, apps, desk, extensions)));
  } finally {
    await desk?.stop();
    if (!options.keep) await down();
  }
  const wrong = results.filter(({ problems }) => problems.length > 0);
  const acts = results.reduce((sum, { acts: one = 0 }) => sum + one, 0);
  const minutes = ((Date.now() - start) / 60000).toFixed(1);
  say(
    'corpus',
    `${results.length - wrong.length} of ${results.length} recordings are right, ${acts} acts, ${minutes} min`,
  );
  for (const { name } of wrong) say('NOT RIGHT', name);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

// The browser's driver takes these signals for itself and would go on with the next recording.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
await main();
