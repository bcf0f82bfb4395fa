// Reads the bytes that LevelDB left on disk, so that a scan sees what a person with the disk would see: every record of
// the logs, also those that a later one deletes, and every block of the tables, decompressed.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Undoes Snappy's block format (google/snappy, format_description.txt). Throws on anything that is not it. */
export function unsnappy(input) {
  let [at, size] = [0, 0];
  for (let shift = 0; ; shift += 7) {
    const byte = input[at++];
    size |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
    if (shift > 28) throw new Error('not a Snappy block: its length does not end');
  }
  const out = Buffer.alloc(size);
  let to = 0;
  const little = (bytes) => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value |= input[at++] << (8 * i);
    return value >>> 0;
  };
  while (at < input.length) {
    const tag = input[at++];
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : little(short - 59)) + 1;
      if (at + length > input.length || to + length > size)
        throw new Error('not a Snappy block: a literal is too long');
      input.copy(out, to, at, at + length);
      at += length;
      to += length;
      continue;
    }
    let length = (tag >> 2) + 1;
    let back;
    if ((tag & 3) === 1) {
      length = ((tag >> 2) & 7) + 4;
      back = ((tag >> 5) << 8) | input[at++];
    } else back = little((tag & 3) === 2 ? 2 : 4);
    if (back === 0 || back > to || to + length > size) throw new Error('not a Snappy block: a copy points outside');
    for (let i = 0; i < length; i++, to++) out[to] = out[to - back];
  }
  if (to !== size) throw new Error('not a Snappy block: it is shorter than it says');
  return out;
}

/** The records of a write-ahead log, each put together from its fragments (32 KiB blocks, 7-byte headers). */
export function logRecords(file) {
  const records = [];
  let open = null;
  for (let at = 0; at + 7 <= file.length; ) {
    const left = 32768 - (at % 32768);
    if (left < 7) {
      at += left;
      continue;
    }
    const length = file.readUInt16LE(at + 4);
    const type = file[at + 6];
    if (type === 0 && length === 0) {
      at += left;
      continue;
    }
    const fragment = file.subarray(at + 7, at + 7 + length);
    at += 7 + length;
    if (type === 1) records.push(fragment);
    else if (type === 2) open = [fragment];
    else if (open) {
      open.push(fragment);
      if (type === 4) {
        records.push(Buffer.concat(open));
        open = null;
      }
    }
  }
  return records;
}

const varint = (buffer, at) => {
  let [value, factor] = [0, 1];
  for (;;) {
    const byte = buffer[at++];
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return [value, at];
    factor *= 128;
  }
};

const block = (file, offset, size) => {
  const raw = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? unsnappy(raw) : raw;
};

/** Keys and values of one block: keys share prefixes with the key before, so they are put together here. */
function* rows(content) {
  const end = content.length - 4 - 4 * content.readUInt32LE(content.length - 4);
  let key = Buffer.alloc(0);
  for (let at = 0; at < end; ) {
    let shared, own, length;
    [shared, at] = varint(content, at);
    [own, at] = varint(content, at);
    [length, at] = varint(content, at);
    key = Buffer.concat([key.subarray(0, shared), content.subarray(at, at + own)]);
    yield [key, content.subarray(at + own, at + own + length)];
    at += own + length;
  }
}

/** Every key and value of a table file, decompressed. */
export function tableRecords(file) {
  const footer = file.length - 48;
  if (footer < 0 || file.readBigUInt64LE(file.length - 8) !== 0xdb4775248b80fb57n)
    throw new Error('not a LevelDB table');
  let at = footer;
  [, at] = varint(file, at);
  [, at] = varint(file, at);
  let offset, size;
  [offset, at] = varint(file, at);
  [size, at] = varint(file, at);
  const records = [];
  for (const [, handle] of rows(block(file, offset, size))) {
    let next;
    [offset, next] = varint(handle, 0);
    [size] = varint(handle, next);
    for (const [key, value] of rows(block(file, offset, size)))
      records.push(Buffer.concat([key, Buffer.from([0]), value]));
  }
  return records;
}

/** Every file under a folder with the byte strings in it: the file as it is, and what LevelDB hides in it. */
export function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const name = path.join(entry.parentPath ?? entry.path, entry.name);
    let content;
    try {
      content = readFileSync(name);
    } catch {
      continue; // a file of the browser that vanished while it closed holds nothing any more
    }
    const parts = [content];
    if (/\.(ldb|sst)$/.test(name)) parts.push(...tableRecords(content));
    else if (/\d{6}\.log$/.test(name)) parts.push(...logRecords(content));
    yield { name: path.relative(folder, name), parts };
  }
}
