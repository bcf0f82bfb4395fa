// Long-running processes: started once, remembered by process id and start time, stopped by that record alone.
import { spawn } from 'node:child_process';
import { openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFile } from './host.mjs';
import { loopback } from './loopback.mjs';
import { runDir } from './settings.mjs';

const recordOf = (name) => path.join(runDir, `${name}.pid`);

/** Field 22 of /proc/PID/stat, while the process lives: with it, a process id that was given to another process is told apart. */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19]; // ended, only not yet collected by its parent
  } catch {
    return undefined;
  }
}

function recorded(name) {
  try {
    const [pid, start] = readFileSync(recordOf(name), 'utf8').trim().split(' ');
    return startTime(pid) === start ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

export const isRunning = (name) => recorded(name) !== undefined;

/** Starts a process in a group of its own, unless the recorded one still runs. */
export async function startDaemon(name, command, args, { env = {}, cwd } = {}) {
  if (isRunning(name)) return;
  const out = openSync(logFile(name), 'a');
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', out, out],
    detached: true,
  });
  const died = new Promise((_, reject) => child.once('error', reject));
  await Promise.race([sleep(250), died]);
  const start = startTime(child.pid);
  if (start === undefined || child.exitCode !== null) throw new Error(`${name} ended at once, see ${logFile(name)}`);
  writeFileSync(recordOf(name), `${child.pid} ${start}\n`);
  child.unref();
}

/** Ends the recorded process, then what is left of its group. Says whether there was one. */
export async function stopDaemon(name) {
  const pid = recorded(name);
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM');
    for (let i = 0; i < 40 && startTime(pid) !== undefined; i++) await sleep(250);
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // the whole group is gone already
    }
  }
  rmSync(recordOf(name), { force: true });
  return pid !== undefined;
}

export function recordedDaemons() {
  try {
    return readdirSync(runDir).flatMap((file) => (file.endsWith('.pid') ? [file.slice(0, -4)] : []));
  } catch {
    return [];
  }
}

/** Waits until the address answers with text that matches. */
export async function waitForPage(url, pattern, seconds = 60) {
  const until = Date.now() + seconds * 1000;
  let last = '';
  while (Date.now() < until) {
    try {
      const answer = (await loopback(url)).body.toString('utf8');
      if (pattern.test(answer)) return;
      last = answer.slice(0, 200);
    } catch (error) {
      last = error.message;
    }
    await sleep(400);
  }
  throw new Error(`${url} does not answer as it should: ${last}`);
}

export async function waitForPort(port, seconds = 30) {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await sleep(200);
  }
  throw new Error(`nothing listens on port ${port}`);
}
