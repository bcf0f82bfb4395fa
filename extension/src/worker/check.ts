/**
 * Whether a file of another machine is what it says. The recorder reads the log, which tells an altered one, and writes
 * the file anew from it: what is not byte for byte the same was not written by a recorder.
 */
import { unhex } from '../shared/hex';
import type { SessionFile } from '../shared/protocol';
import { Core, CoreTrap, checkShape, readIn, renewCore } from './core';
import { Failed } from './failures';
import { LANGUAGES } from './languages';

/** The file, if nothing is wrong with it; else a refusal that says what is. */
export async function checkFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<SessionFile> {
  await readIn(LANGUAGES);
  try {
    checkShape(bytes);
    const file = JSON.parse(new TextDecoder().decode(bytes)) as SessionFile;
    const lines = file.log.map((entry) => JSON.stringify(entry));
    const core = Core.restore(lines, '', []);
    const written = core.seal(file.seal?.signature ?? '');
    const at = written.findIndex((byte, i) => byte !== bytes[i]);
    if (at >= 0 || written.length !== bytes.length) throw new Error(`byte ${at < 0 ? written.length : at}`);
    if (!(await isSigned(file, core.payload()))) throw new Error('signature');
    return file;
  } catch (error) {
    if (error instanceof CoreTrap) renewCore();
    throw new Failed('bad_file', [name, error instanceof Error ? error.message : String(error)]);
  }
}

/** The signature by the key that the log names. Whose key it is, no file can say. */
async function isSigned(file: SessionFile, payload: Uint8Array): Promise<boolean> {
  const [genesis] = file.log;
  if (genesis?.body.type !== 'genesis' || !file.seal) return false;
  const key = await crypto.subtle.importKey('raw', unhex(genesis.body.public_key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, unhex(file.seal.signature), payload as Uint8Array<ArrayBuffer>);
}
