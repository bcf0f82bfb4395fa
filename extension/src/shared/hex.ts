/** Bytes as lower-case hex digits, as all ids, keys and hashes are written. Plain loops: a page pays for each record. */

/** The digits of bytes. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (256 + byte).toString(16).slice(1);
  return text;
}

/** The bytes of digits. */
export function unhex(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}
