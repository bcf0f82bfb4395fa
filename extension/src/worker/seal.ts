/** Sealing: the log is finished, signed with the session's own key, and the key is thrown away. */

import { hex } from '../shared/hex';
import type { EndReason, Entry, Hash } from '../shared/protocol';
import { database, rescueFile, type StoredFile, type StoredSession } from '../shared/store';
import type { GapInput } from './core';
import { Failed } from './failures';
import { settle } from './learning';
import { apply, ask, forget, type Live } from './live';
import { fileName } from './name';
import { learnFrom } from './systems';

/** A signing key for one session. Its private half cannot be read by any script, ours included. */
export async function newKey(): Promise<{ key: CryptoKey; publicKey: Hash }> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  return { key: pair.privateKey, publicKey: hex(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) };
}

/** Finishes and signs the session. Ended in the middle, it can be done again: the log is finished only once. */
export async function seal(live: Live, reason: EndReason): Promise<{ file: StoredFile; root: Hash }> {
  await learnFrom(live);
  let last = await lastEntry(live.row);
  if (last?.body.type !== 'finished') {
    const steps = await ask(live, (core) => core.view().steps.length);
    await apply(live, (core) => core.finish(Date.now(), reason), { row: { steps } });
    last = await lastEntry(live.row);
  }
  if (last?.body.type !== 'finished') throw new Failed('core_failed', ['finish']);
  const file = await sign(live);
  await keep(live.row, file);
  // If this fails, what the session taught counts all the same.
  await settle(live.row.id).catch(() => {});
  forget();
  return { file, root: last.body.root };
}

/** The same where the disk takes nothing: the log stays as it is, and the file is kept in memory. */
export async function sealInMemory(live: Live, reason: EndReason, gap: GapInput): Promise<StoredFile> {
  const { core } = live;
  if (core.view().state !== 'finished') {
    core.gap(Date.now(), gap);
    core.finish(Date.now(), reason);
  }
  const file = await sign(live);
  forget();
  await rescueFile(file);
  return file;
}

async function sign(live: Live): Promise<StoredFile> {
  const { id } = live.row;
  const stored = await (await database()).get('keys', id);
  if (!stored) throw new Failed('not_found', [id]);
  const { core } = live;
  const signature = await crypto.subtle.sign('Ed25519', stored.key, core.payload() as BufferSource);
  const bytes = core.seal(hex(new Uint8Array(signature)));
  return { session: id, name: fileName(live.row), sha256: await sha256(bytes), bytes };
}

export async function sha256(bytes: Uint8Array): Promise<Hash> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));
}

async function lastEntry(row: StoredSession): Promise<Entry | undefined> {
  const stored = await (await database()).get('lines', [row.id, row.entries - 1]);
  return stored && (JSON.parse(stored.line) as Entry);
}

/** The file, and nothing of what could sign or recognise again. */
async function keep(row: StoredSession, file: StoredFile): Promise<void> {
  const { caseKey: _, publicKey: __, ...rest } = row;
  const sealed: StoredSession = {
    ...rest,
    state: 'sealed',
    file: { name: file.name, size: file.bytes.length, sha256: file.sha256 },
  };
  const stores = ['sessions', 'files', 'keys', 'private', 'documents', 'settings'] as const;
  const tx = (await database()).transaction(stores, 'readwrite', { durability: 'strict' });
  const documents = tx.objectStore('documents');
  const [owned, current] = await Promise.all([
    documents.index('session').getAllKeys(row.id),
    tx.objectStore('settings').get('current'),
  ]);
  await Promise.all([
    tx.objectStore('files').put(file),
    tx.objectStore('sessions').put(sealed),
    tx.objectStore('keys').delete(row.id),
    tx.objectStore('private').delete(row.id),
    ...owned.map((document) => documents.delete(document)),
    ...(current === row.id ? [tx.objectStore('settings').delete('current')] : []),
    tx.done,
  ]);
}
