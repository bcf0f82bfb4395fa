// Records whole provisionings on real systems, through the extension's own panel:
//   node tests/lab/run.mjs [NAME...] [--systems-only] [--rehearse] [--keep] [--headed]
// README.md beside this file says what each does. Ends with 0 only if every figure is as it should be.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { recordings } from './cases/recordings.mjs';
import { rehearse } from './cases/rehearsal.mjs';
import { summaryOf, tableOf } from './check/summary.mjs';
import { say } from './setup/host.mjs';
import { repoDir } from './setup/settings.mjs';
import { down, reset, status, up } from './setup.mjs';

const outDir = path.join(repoDir, 'out', 'lab');

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    'systems-only': { type: 'boolean', default: false },
    rehearse: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    headed: { type: 'boolean', default: false },
  },
});

async function rehearseAll() {
  let wrong = 0;
  for (const browsers of [2, 1]) {
    const start = Date.now();
    await reset();
    for (const { browser, made, seen } of await rehearse({ browsers, headed: options.headed, outDir })) {
      const same = made.length === seen.length;
      if (!same) wrong++;
      say(
        'rehearsal',
        `${browsers} browser(s), ${browser}: ${made.length} gestures made, ${seen.length} seen in the pages`,
      );
    }
    say('rehearsal', `${browsers} browser(s): done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
  return wrong;
}

async function recordAll() {
  const chosen = wanted.length > 0 ? wanted : Object.keys(recordings);
  const unknown = chosen.filter((name) => !recordings[name]);
  if (unknown.length > 0)
    throw new Error(`no such recording: ${unknown.join(', ')}; there are ${Object.keys(recordings).join(', ')}`);
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const results = [];
  let wrong = 0;
  for (const name of chosen) {
    say(name, recordings[name].title);
    await reset();
    try {
      const result = await recordings[name].record({ name, outDir, headed: options.headed });
      results.push(result);
      wrong += result.problems.length;
      for (const line of result.problems) say(name, `NOT RIGHT: ${line}`);
    } catch (error) {
      wrong++;
      say(name, `BROKE OFF: ${error.message}`);
    }
  }
  if (results.length === 0) return wrong;
  writeFileSync(path.join(outDir, 'summary.json'), `${JSON.stringify(results.map(summaryOf), null, 1)}\n`);
  const table = tableOf(results);
  writeFileSync(path.join(outDir, 'summary.md'), table);
  process.stdout.write(`\n${table}\nFiles: ${outDir}\n`);
  return wrong;
}

let wrong = 0;
await up();
try {
  if (!options['systems-only']) wrong = await (options.rehearse ? rehearseAll() : recordAll());
} finally {
  if (options.keep || options['systems-only']) status();
  else await down();
}
process.exitCode = wrong === 0 ? 0 : 1;
