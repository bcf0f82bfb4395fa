/** The words of the organisation. A term keeps its number for ever, so that a removed one never names another. */
import type { VocabularyTerm } from '../shared/messages';
import type { TermKind } from '../shared/protocol';
import { database } from '../shared/store';
import { termKey } from '../shared/terms';
import { Failed } from './failures';

/** As in the session crate: the longest term. */
const MAX_CHARS = 256;

export async function vocabulary(): Promise<VocabularyTerm[]> {
  return (await database()).getAll('vocabulary');
}

/** Adds a term, or returns the one that is spelled alike. */
export async function addTerm(text: string, kind: TermKind): Promise<VocabularyTerm> {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const key = termKey(trimmed);
  if (!key || [...trimmed].length > MAX_CHARS) throw new Failed('bad_input', [`1-${MAX_CHARS}`]);
  const tx = (await database()).transaction(['vocabulary', 'settings'], 'readwrite', { durability: 'strict' });
  const terms = tx.objectStore('vocabulary');
  const same = (await terms.getAll()).find((term) => termKey(term.text) === key && term.kind === kind);
  if (same) return same;
  const settings = tx.objectStore('settings');
  const id = (((await settings.get('last_term')) as number | undefined) ?? 0) + 1;
  const term = { id, text: trimmed, kind };
  await Promise.all([terms.add(term), settings.put(id, 'last_term'), tx.done]);
  return term;
}

export async function removeTerm(id: number): Promise<void> {
  await (await database()).delete('vocabulary', id);
}
