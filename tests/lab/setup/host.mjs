// What every system's set-up needs from the machine: progress lines, commands, Debian packages, Python environments.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDir, logDir, runDir } from './settings.mjs';

const started = Date.now();

/** One progress line: seconds since the start, who, what. */
export function say(who, text) {
  process.stdout.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${who.padEnd(10)} ${text}\n`);
}

export function prepareDirs() {
  for (const dir of [dataDir, runDir, logDir]) mkdirSync(dir, { recursive: true });
}

export const logFile = (name) => path.join(logDir, `${name}.log`);

/** Runs a command to its end, with its output in a log. Rejects with the log's name when it fails. */
export function run(log, command, args, { env = {}, input, cwd } = {}) {
  const out = openSync(logFile(log), 'a');
  appendFileSync(logFile(log), `$ ${command} ${args.join(' ')}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', out, out],
    });
    if (input !== undefined) child.stdin.end(input);
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}, see ${logFile(log)}`)),
    );
  });
}

/** Runs `work` unless it has succeeded before on this data directory. */
export async function once(tag, work) {
  const mark = path.join(runDir, `once.${tag}`);
  if (existsSync(mark)) return;
  await work();
  writeFileSync(mark, `${new Date().toISOString()}\n`);
}

function isInstalled(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of dpkg-query
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}

/**
 * Installs what is missing of these Debian packages in one go. Services are kept from starting by themselves: the lab
 * starts its own, on its own ports.
 */
export async function needDebian(packages, preseed) {
  const missing = [...new Set(packages)].filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (process.getuid() !== 0) throw new Error(`run as root once, to install: ${missing.join(' ')}`);
  // Request Tracker wants some program that sends mail; the lab never uses it. Take the smallest unless there is one.
  if (missing.includes('request-tracker5') && !existsSync('/usr/sbin/sendmail')) missing.push('msmtp-mta');
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n');
    chmodSync(policy, 0o755);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    const stamp = '/var/cache/apt/pkgcache.bin';
    if (!existsSync(stamp) || Date.now() - statSync(stamp).mtimeMs > 12 * 3600e3) {
      say('packages', 'apt-get update');
      await run('apt', 'apt-get', ['update'], { env });
    }
    say('packages', `apt-get install ${missing.join(' ')}`);
    if (!existsSync('/usr/bin/debconf-set-selections')) throw new Error('this needs Debian (debconf is missing)');
    await run('apt', 'debconf-set-selections', [], { input: `${preseed.join('\n')}\n` });
    await run('apt', 'apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

/** A Python environment of its own with exactly these packages; returns its bin directory. */
export async function needPython(name, packages) {
  const dir = path.join(dataDir, 'venv', name);
  const wanted = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 12);
  await once(`venv-${name}-${wanted}`, async () => {
    say(name, `pip install ${packages.join(' ')}`);
    if (!existsSync(path.join(dir, 'bin', 'python'))) await run('pip', '/usr/bin/python3', ['-m', 'venv', dir]);
    await run('pip', path.join(dir, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  });
  return path.join(dir, 'bin');
}
