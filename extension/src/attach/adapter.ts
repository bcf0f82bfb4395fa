/** What an adapter is, and how all of them talk to their system: as the agent, in his own session, from his own page. */
import { hash } from '@stablelib/sha256';
import { hex } from '../shared/hex';
import type { FailureCode } from '../shared/messages';
import type { Hash } from '../shared/protocol';

/** A file to attach. */
export interface Attachment {
  name: string;
  text: string;
  sha256: Hash;
}

/** One ticket system's own way to take a file. */
export interface Adapter {
  /** As profiles name it. */
  id: string;
  /** Written to its vendor's documentation, and not run against the vendor's system. */
  unverified: boolean;
  /** Where the file would go, if this page shows a record of the system. */
  record(): TicketRecord | undefined;
}

/** A record that takes a file. */
export interface TicketRecord {
  /** Sends the file and returns what is needed to read it back. */
  attach(file: Attachment): Promise<string>;
  /** Reads back what the system now holds; nothing where it cannot be read. */
  read(receipt: string): Promise<Uint8Array | undefined>;
}

/** A refusal with its next step, which the panel has words for. */
export class AttachError extends Error {
  constructor(
    readonly code: FailureCode,
    readonly details: string[] = [],
  ) {
    super(code);
  }
}

/**
 * A request in the agent's session, to the ticket's own origin and to no other, whatever the page says. An answer that is
 * no success says why in the panel's terms.
 */
export async function request(address: string, init: RequestInit = {}): Promise<Response> {
  const to = new URL(address, location.origin);
  if (to.origin !== location.origin) throw new AttachError('attach_failed', ['origin']);
  let answer: Response;
  try {
    // What is sent is sent once, and follows nobody elsewhere.
    answer = await fetch(to, { credentials: 'same-origin', ...(init.method && { redirect: 'error' }), ...init });
  } catch {
    throw new AttachError('attach_failed', ['0']);
  }
  // Who is not signed in is often sent to a page to sign in, which answers with success.
  const type = answer.headers.get('content-type') ?? '';
  if (answer.ok && answer.redirected && type.startsWith('text/html')) throw new AttachError('attach_signed_out');
  if (answer.ok) return answer;
  throw new AttachError(CODES[answer.status] ?? 'attach_failed', [String(answer.status)]);
}

const CODES: Record<number, FailureCode> = {
  401: 'attach_signed_out',
  403: 'attach_refused',
  404: 'attach_refused',
  405: 'attach_refused',
  413: 'attach_too_large',
  415: 'attach_refused',
  422: 'attach_refused',
};

/** The answer as JSON; what is none was not answered by the interface that was asked. */
export async function json<T>(answer: Response): Promise<T> {
  try {
    return (await answer.json()) as T;
  } catch {
    throw new AttachError('attach_failed', [String(answer.status)]);
  }
}

/** The bytes at an address; nothing where they cannot be had. */
export async function download(address: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await (await request(address)).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** The file as a form sends it. */
export const asFile = ({ name, text }: Attachment): File => new File([text], name, { type: 'application/json' });

/** WebCrypto is missing on http pages, so the hash is computed here. */
export const hashOf = (bytes: Uint8Array): Hash => hex(hash(bytes));

/** What stands beside the file on the ticket: enough to check later that it is still the same. */
export const comment = ({ name, sha256: hash }: Attachment): string => `${name}\nSHA-256 ${hash}`;
