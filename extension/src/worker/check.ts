/**
 * Whether a file of another machine is what it says. The recorder reads the log, which tells an altered one, and writes
 * the file anew from it: what is not byte for byte the same was not written by a recorder.
 */
import type { SessionFile } from '../shared/protocol';
import { Core, startCore } from './core';
import { Failed } from './failures';

/** As in the session crate. */
const MAX_BYTES = 32 * 1024 * 1024;
const FORMAT = 'ledgerium.session';
const VERSION = 1;

/** The file, if nothing is wrong with it; else a refusal that says what is. */
export async function checkFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<SessionFile> {
  const refuse = (...why: string[]) => new Failed('bad_file', [name, ...why]);
  if (bytes.length > MAX_BYTES) throw refuse(`${bytes.length} > ${MAX_BYTES}`);
  const file = parse(bytes);
  if (file?.format !== FORMAT || !Array.isArray(file.log)) throw refuse(FORMAT);
  if (file.version !== VERSION) throw refuse(`version ${Number(file.version)}`);
  await startCore();
  try {
    const core = Core.restore(
      file.log.map((entry) => JSON.stringify(entry)),
      '',
      [],
    );
    const written = core.seal(String(file.seal?.signature ?? ''));
    const at = written.findIndex((byte, i) => byte !== bytes[i]);
    if (at >= 0 || written.length !== bytes.length) throw refuse(`byte ${at < 0 ? written.length : at}`);
    if (!(await isSigned(file, core.payload()))) throw refuse('signature');
  } catch (error) {
    throw error instanceof Failed ? error : refuse(error instanceof Error ? error.message : String(error));
  }
  return file;
}

function parse(bytes: Uint8Array): SessionFile | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as SessionFile;
  } catch {
    return undefined;
  }
}

/** The signature by the key that the log names. Whose key it is, no file can say. */
async function isSigned(file: SessionFile, payload: Uint8Array): Promise<boolean> {
  const [genesis] = file.log;
  if (genesis?.body.type !== 'genesis' || !file.seal) return false;
  const key = await crypto.subtle.importKey('raw', unhex(genesis.body.public_key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, unhex(file.seal.signature), payload as Uint8Array<ArrayBuffer>);
}

function unhex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
