// What Request Tracker itself says about a ticket's attachments, asked over its REST interface and not by the extension.
import { createHash } from 'node:crypto';
import { loopback } from '../setup/loopback.mjs';
import { origins, password } from '../setup/settings.mjs';

async function ask(path, login) {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const { status, body } = await loopback(`${origins.rt}/REST/2.0/${path}`, { headers: { authorization } });
  if (status !== 200) throw new Error(`Request Tracker answers ${status} to ${path}`);
  return JSON.parse(body.toString('utf8'));
}

/** Every attachment of the ticket that has a file name, with its bytes' SHA-256. */
export async function attachedFiles(ticket, login) {
  const files = [];
  for (let page = 1; ; page++) {
    const list = await ask(
      `ticket/${ticket}/attachments?fields=Filename,ContentLength&per_page=100&page=${page}`,
      login,
    );
    for (const { id, Filename: name } of list.items.filter((item) => item.Filename)) {
      const { Content: content } = await ask(`attachment/${id}`, login);
      const bytes = Buffer.from(content, 'base64');
      files.push({ name, size: bytes.length, sha256: sha256(bytes) });
    }
    if (list.items.length < 100) return files;
  }
}

export async function ticketStatus(ticket, login) {
  return (await ask(`ticket/${ticket}`, login)).Status;
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
