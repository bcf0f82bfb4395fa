/**
 * Which document belongs to which session, and the key of its marks. The browser says who a document is; what it says
 * about itself counts for nothing. Kept on disk, so that a worker that starts in the middle still knows them.
 */

import { hex } from '../shared/hex';
import type { Welcome } from '../shared/messages';
import type { Origin, SessionId } from '../shared/protocol';
import { database, type StoredDocument, type StoredSession } from '../shared/store';
import { sessionOrigins } from './capture';
import { callIn, filesIn } from './inject';
import { type Language, languageOf, listOf } from './languages';
import { current } from './live';
import { randomBytes } from './random';

const known = new Map<string, StoredDocument>();

const DOCUMENT = /^[0-9a-f]{32}$/;

/** Answers a document that says hello: with a key if it is part of what is recorded. Then it gets its reading list too. */
export async function welcome(document: unknown, sender: chrome.runtime.MessageSender, tag: unknown): Promise<Welcome> {
  const answer = await answerTo(document, sender, languageOf(tag));
  const { documentId } = sender;
  const tabId = sender.tab?.id;
  // The page may be gone by now.
  if (answer.secret && documentId && tabId !== undefined)
    filesIn({ tabId, documentIds: [documentId] }, [listOf(languageOf(tag))]).catch(() => {});
  return answer;
}

async function answerTo(document: unknown, sender: chrome.runtime.MessageSender, language: Language): Promise<Welcome> {
  const { documentId } = sender;
  const tabId = sender.tab?.id;
  if (typeof document !== 'string' || !DOCUMENT.test(document) || tabId === undefined || !documentId) return {};
  const live = await current();
  // It heard of a recording that was ended meanwhile, and may be gone on with.
  if (!live || (live.row.state !== 'recording' && live.row.state !== 'paused')) return { again: true };
  const origin = systemOrigin(sender);
  if (origin === undefined || !sessionOrigins(live.row).includes(origin)) return {};
  const before = await documentOf(document);
  if (before) {
    // It asks again because an answer was lost. Anybody else who names the same document gets nothing.
    return before.session === live.row.id && before.documentId === documentId ? { secret: before.secret } : {};
  }
  const secret = hex(randomBytes(32));
  const stored = { document, session: live.row.id, secret, origin, tabId, documentId, language };
  await (await database()).put('documents', stored);
  known.set(document, stored);
  return { secret: stored.secret };
}

/** The languages that pages of a session were in. */
export async function languagesOf(session: SessionId): Promise<Set<Language>> {
  const documents = await (await database()).getAllFromIndex('documents', 'session', session);
  return new Set(documents.map(({ language }) => languageOf(language)));
}

/** A document that was welcomed. */
export async function documentOf(document: string): Promise<StoredDocument | undefined> {
  const found = known.get(document) ?? (await (await database()).get('documents', document));
  if (found) known.set(document, found);
  return found;
}

/** A frame without an address of its own belongs to the page that it is in. */
function systemOrigin(sender: chrome.runtime.MessageSender): Origin | undefined {
  if (sender.origin && sender.origin !== 'null') return sender.origin;
  return sender.tab?.url ? new URL(sender.tab.url).origin : undefined;
}

/** Whether a document of the session is still open: then the browser was not restarted since. */
export async function anyAlive(row: StoredSession): Promise<boolean> {
  const documents = await (await database()).getAllFromIndex('documents', 'session', row.id);
  const names = new Set(documents.map(({ documentId }) => documentId));
  const tabs = new Set(documents.map(({ tabId }) => tabId));
  const frames = await Promise.all(
    [...tabs].map((tabId) => callIn({ tabId, allFrames: true }, () => {}).catch(() => [])),
  );
  return frames.flat().some(({ documentId }) => names.has(documentId));
}
