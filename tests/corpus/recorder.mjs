// The recorder's WASM as the extension ships it, outside of a browser.
import { readFile } from 'node:fs/promises';

const build = new URL('../../extension/build/', import.meta.url);

/** The random bytes of every story. */
export const random = Uint8Array.from({ length: 42 }, (_, n) => (n * 7) % 256);

/** The glue of the WASM, before the core words are handed over. */
export async function loadGlue() {
  const glue = await import(new URL('recorder.js', build));
  await glue.default({ module_or_path: await readFile(new URL('recorder_bg.wasm', build)) });
  return glue;
}

/** The recorder, ready to begin. */
export async function loadRecorder() {
  const glue = await loadGlue();
  glue.loadWords(await readFile(new URL('lexicon.bin', build)));
  return glue.Recorder;
}
