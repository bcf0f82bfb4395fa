// Canaries: random secrets, and the search for them under every encoding that a leak could wear.
import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** A secret that no other string in the world contains: 16 letters and digits. */
export function canary() {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...randomBytes(16)].map((b) => alphabet[b % alphabet.length]).join('');
}

const reversed = (s) => [...s].reverse().join('');
const percent = (s) => [...Buffer.from(s)].map((b) => `%${b.toString(16).padStart(2, '0')}`).join('');
const utf16be = (s) => Buffer.from(s, 'utf16le').swap16();

/** Base64 of a secret inside a longer text depends on where it begins; these are the parts that do not. */
function base64Cores(bytes) {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const core = text.slice(shift === 0 ? 0 : shift + 1, text.length - ((bytes.length + shift) % 3 === 0 ? 0 : 1));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** The byte strings that betray a secret, each with the name of its encoding. `fragments` adds its 6-letter parts. */
export function traces(secret, { fragments = true } = {}) {
  const found = new Map();
  const add = (name, value) =>
    found.set(Buffer.isBuffer(value) ? value.toString('latin1') : Buffer.from(value).toString('latin1'), name);
  const forms = { raw: secret, upper: secret.toUpperCase(), reversed: reversed(secret) };
  for (const [name, form] of Object.entries(forms)) {
    add(name, form);
    add(`${name}, UTF-16LE`, Buffer.from(form, 'utf16le'));
    add(`${name}, UTF-16BE`, utf16be(form));
    add(`${name}, percent`, percent(form));
    add(`${name}, percent twice`, percent(form).replaceAll('%', '%25'));
    add(`${name}, hex`, Buffer.from(form).toString('hex'));
    add(`${name}, JSON escapes`, [...form].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
    add(`${name}, HTML entities`, [...form].map((c) => `&#${c.charCodeAt(0)};`).join(''));
    for (const core of base64Cores(Buffer.from(form))) add(`${name}, base64`, core);
    for (const separator of [' ', '-', '.', '_', '\0']) add(`${name}, split`, [...form].join(separator));
  }
  for (const algorithm of ['md5', 'sha1', 'sha256']) {
    const digest = createHash(algorithm).update(secret).digest();
    add(algorithm, digest);
    add(`${algorithm}, hex`, digest.toString('hex'));
    add(`${algorithm}, first 8 bytes`, digest.subarray(0, 8));
    add(`${algorithm}, first 8 bytes, hex`, digest.subarray(0, 8).toString('hex'));
  }
  let djb2 = 5381;
  for (const c of secret) djb2 = (djb2 * 33 + c.charCodeAt(0)) >>> 0;
  add('djb2', djb2.toString(16));
  if (fragments) for (let i = 0; i + 6 <= secret.length; i++) add('part', secret.slice(i, i + 6));
  return found;
}

/**
 * Searches bytes for every trace of every secret in one pass, so that a whole browser profile takes seconds: the first
 * three bytes of each position are looked up in a bitmap, the first six in a table, and only then is a trace compared.
 */
export class Scanner {
  #bitmap = new Uint8Array(1 << 21);
  #traces = new Map();

  constructor(secrets, options) {
    for (const secret of secrets) {
      for (const [text, encoding] of traces(secret, options)) {
        const bytes = Buffer.from(text, 'latin1');
        const three = bytes.readUIntBE(0, 3);
        this.#bitmap[three >> 3] |= 1 << (three & 7);
        const six = bytes.readUIntBE(0, 6);
        this.#traces.set(six, [...(this.#traces.get(six) ?? []), { bytes, secret, encoding }]);
      }
    }
  }

  /** The traces in these bytes, in their lower-case form, and in what is compressed in them: `[{secret, encoding}]`. */
  hits(bytes) {
    const found = new Map();
    for (const form of [bytes, folded(bytes), ...unpacked(bytes)]) {
      for (let at = 0; at + 6 <= form.length; at++) {
        const three = (form[at] << 16) | (form[at + 1] << 8) | form[at + 2];
        if ((this.#bitmap[three >> 3] & (1 << (three & 7))) === 0) continue;
        for (const trace of this.#traces.get(form.readUIntBE(at, 6)) ?? []) {
          if (form.subarray(at, at + trace.bytes.length).equals(trace.bytes)) {
            found.set(`${trace.secret} ${trace.encoding}`, { secret: trace.secret, encoding: trace.encoding });
          }
        }
      }
    }
    return [...found.values()];
  }
}

function folded(bytes) {
  const copy = Buffer.from(bytes);
  for (let i = 0; i < copy.length; i++) if (copy[i] >= 65 && copy[i] <= 90) copy[i] += 32;
  return copy;
}

function unpacked(bytes) {
  const found = [];
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at)));
    } catch {
      // these bytes stood there by chance
    }
  }
  for (const open of [inflateSync, inflateRawSync]) {
    try {
      found.push(open(bytes));
    } catch {
      // the whole is not a compressed stream
    }
  }
  return found;
}
