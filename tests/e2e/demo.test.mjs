// The demo where it cannot run: one line that says why, and no trace of what it tried.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { it } from 'node:test';
import { root } from './lib/browser.mjs';

/** Runs the demo to its end; gives the exit code and the lines of its standard error. */
async function demo(args, env = {}) {
  const run = spawn(process.execPath, ['tests/e2e/demo.mjs', ...args], { cwd: root, env: { ...process.env, ...env } });
  let said = '';
  run.stderr.on('data', (part) => {
    said += part;
  });
  const code = await new Promise((done) => run.once('close', done));
  return { code, lines: said.trim().split('\n') };
}

it('says in one line that a port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => other.once('listening', done));
  const { port } = other.address();
  const { code, lines } = await demo([`--port=${port}`]);
  await new Promise((done) => other.close(done));
  assert.equal(code, 1);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0], new RegExp(`port ${port}.*--port`));
});

it('says in one line that a browser to watch needs a display', async () => {
  // An address at which no display is: it says the same as none at all, and is the same on a machine that has one.
  const { code, lines } = await demo(['--headed'], { DISPLAY: ':4711', WAYLAND_DISPLAY: '' });
  assert.equal(code, 1);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0], /--headed needs a display/);
});
