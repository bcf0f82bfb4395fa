// The practice desk as a test uses it: a server of its own, what its systems really hold, and people who act elsewhere.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { root } from './browser.mjs';

/** Where cargo leaves the task runner; `cargo xtask test` and `demo` say it themselves. */
function xtask() {
  const found =
    process.env.LEDGERIUM_XTASK ?? path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug/xtask');
  if (!existsSync(found)) throw new Error(`${found} is missing: run \`cargo build -p xtask\``);
  return found;
}

/** Starts a desk on a port of its own; it ends with `stop()`, and by itself when this process ends. */
export async function startDesk({ port = 0 } = {}) {
  const server = spawn(xtask(), ['desk', '--guest', '--port', String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the practice desk ended with ${code}`)));
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/localhost:(\d+)\//);
      if (found) resolve(Number(found[1]));
    });
  });
  return new Desk(address, server);
}

class Desk {
  #server;

  constructor(port, server) {
    this.port = port;
    this.#server = server;
  }

  /** The process of the server. */
  get pid() {
    return this.#server.pid;
  }

  /** The origin of one of `tickets`, `access`, `directory`, `mail`. */
  origin(system) {
    return `http://${system}.localhost:${this.port}`;
  }

  /** All four origins. */
  get origins() {
    return ['tickets', 'access', 'directory', 'mail'].map((system) => this.origin(system));
  }

  /** What the systems hold, for comparing a recording with. */
  async state() {
    const { body } = await this.#request('GET', 'localhost', '/state');
    return JSON.parse(body.toString());
  }

  /** Back to the first morning. */
  async reset() {
    await this.#request('POST', 'localhost', '/reset');
  }

  /** Somebody decides about a ticket in a browser that nobody here sees: `approve` or `reject`. */
  async decide(login, ticket, decision, note = '') {
    await this.#form(login, 'tickets', `/tickets/${ticket}/${decision}`, { note });
  }

  /** Somebody sends a mail from elsewhere. */
  async mail(login, to, subject, body) {
    const draft = JSON.stringify({ to: `${to}@desk.example`, subject, body });
    await this.#request('POST', 'mail.localhost', '/api/mails', { login, type: 'application/json', body: draft });
  }

  /** Somebody asks for access from elsewhere; gives the ticket. */
  async file(login, system, level) {
    const { headers } = await this.#form(login, 'tickets', '/new', {
      offer: `${system}/${level}`,
      reason: 'New duties.',
    });
    return headers.location.split('/').at(-1);
  }

  /** Somebody writes a comment on a ticket from elsewhere. */
  async comment(login, ticket, text) {
    await this.#form(login, 'tickets', `/tickets/${ticket}/comment`, { text });
  }

  /** The bytes of a file on a ticket, as the system gives them back. */
  async attachment(login, ticket, comment, file = 0) {
    const answer = await this.#request('GET', 'tickets.localhost', `/tickets/${ticket}/files/${comment}/${file}`, {
      login,
    });
    return answer.body;
  }

  async stop() {
    if (this.#server.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.stdin.end();
    await ended;
  }

  async #form(login, system, pathname, fields) {
    const body = new URLSearchParams(fields).toString();
    return this.#request('POST', `${system}.localhost`, pathname, {
      login,
      type: 'application/x-www-form-urlencoded',
      body,
    });
  }

  /** Names below .localhost need no resolver: the desk tells its systems apart by the Host header. */
  #request(method, host, pathname, { login = '', type = '', body = '' } = {}) {
    const headers = { host: `${host}:${this.port}`, 'content-length': Buffer.byteLength(body) };
    if (login) headers.cookie = `person=${login}`;
    if (type) headers['content-type'] = type;
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: this.port, method, path: pathname, headers },
        (answer) => {
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('end', () => {
            if (answer.statusCode >= 400) reject(new Error(`${method} ${host}${pathname}: ${answer.statusCode}`));
            else resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }
}
