/** Errors as the panel reads them: a code with words in the message catalogue, and details that are never page text. */
import type { Failure, FailureCode } from '../shared/messages';
import { CoreTrap } from './core';

/** A refusal that says what to do next. */
export class Failed extends Error {
  constructor(
    readonly code: FailureCode,
    readonly details: string[] = [],
  ) {
    super([code, ...details].join(': '));
  }
}

/** What any error is called in the panel. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failed) return { code: error.code, details: error.details };
  if (error instanceof CoreTrap) return { code: 'core_failed', details: [error.message] };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { code: CORE_CODES[error.code] ?? 'core_failed', details: [error.message] };
  }
  if (isStorageError(error))
    return { code: isFull(error) ? 'storage_full' : 'storage_failed', details: [error.message] };
  return { code: 'unknown', details: [error instanceof Error ? error.message : String(error)] };
}

/** What the recorder's codes are called here. */
const CORE_CODES: Record<string, FailureCode> = {
  wrong_state: 'wrong_state',
  bad_input: 'bad_input',
  bad_reference: 'bad_input',
  bad_file: 'bad_file',
};

/** Errors of IndexedDB are DOMExceptions; those of the storage area are plain errors that name their quota. */
export function isStorageError(error: unknown): error is Error {
  return (
    error instanceof DOMException || (error instanceof Error && /quota|storage|IO error|LevelDB/i.test(error.message))
  );
}

const isFull = (error: Error): boolean => error.name === 'QuotaExceededError' || /quota/i.test(error.message);

let halted: Failure | undefined;
let notice: Failure | undefined;

const KEY = 'failures';

interface Kept {
  halted?: Failure;
  notice?: Failure;
}

/** Reads back what a worker before this one noted. */
export async function restoreFailures(): Promise<void> {
  const kept = (await chrome.storage.session.get(KEY))[KEY] as Kept | undefined;
  halted = kept?.halted;
  notice = kept?.notice;
}

/** Why recording cannot go on, if it cannot. */
export const haltedBy = (): Failure | undefined => halted;

/** What went wrong last and was not dismissed. */
export const lastFailure = (): Failure | undefined => halted ?? notice;

/** Marks recording as failed until the agent resumes, exports or discards. */
export function setHalted(failure: Failure | undefined): Promise<void> {
  halted = failure;
  return keep();
}

/** Shows a failure until it is dismissed. */
export function setNotice(failure: Failure | undefined): Promise<void> {
  notice = failure;
  return keep();
}

async function keep(): Promise<void> {
  const kept: Kept = { ...(halted && { halted }), ...(notice && { notice }) };
  // Where even this cannot be written, the flag in memory must do.
  await chrome.storage.session.set({ [KEY]: kept }).catch(() => {});
}
