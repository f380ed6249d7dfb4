import { inflateRawSync } from 'node:zlib';
import { Unreadable } from './unreadable.js';

/** A file in an archive. Its name is a label, never a path. */
export interface Entry {
  readonly name: string;
  /** Bytes it says it has; more than that are never unpacked. */
  readonly size: number;
  /** @throws Unreadable when it is damaged, encrypted, or larger than it says */
  read(): Uint8Array;
}

const mebibyte = 2 ** 20;
const limits = { entries: 20_000, entry: 512 * mebibyte, total: 1024 * mebibyte, ratio: 400, ratioFrom: 16 * mebibyte };

const endSize = 22;
const centralSize = 46;
const localSize = 30;
const longestComment = 0xffff;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

const damaged = (what: string) => new Unreadable('damaged-archive', what, 'copy or export the file again');
const tooLarge = (what: string) =>
  new Unreadable('archive-too-large', what, 'unpack it yourself and name the files that matter');

/**
 * The files of a ZIP archive in memory, from its central directory. Nothing is unpacked until it is read, and then only as much as the entry
 * declares; what all entries declare together is limited, so an archive cannot exhaust the machine.
 *
 * @throws Unreadable
 */
export function zipEntries(bytes: Uint8Array): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) throw tooLarge(`holds ${count} files; at most ${limits.entries} are read`);
  const entries: Entry[] = [];
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + centralSize > end || view.getUint32(at, true) !== 0x02014b50)
      throw damaged('has no readable list of files');
    const entry = entryAt(bytes, view, at);
    total += entry.size;
    if (total > limits.total) throw tooLarge(`unpacks to more than ${limits.total / mebibyte} MiB`);
    if (!entry.name.endsWith('/')) entries.push(entry);
    at += centralSize + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record is the last thing in the file but for a comment. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - endSize - longestComment);
  for (let at = view.byteLength - endSize; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && at + endSize + view.getUint16(at + 20, true) <= view.byteLength)
      return at;
  }
  throw damaged('is cut off: the list of its files at the end is missing');
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): Entry {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const nameEnd = at + centralSize + view.getUint16(at + 28, true);
  const offset = view.getUint32(at + 42, true);
  if (nameEnd > bytes.length) throw damaged('has no readable list of files');
  const name = new TextDecoder((flags & 0x800) === 0 ? 'windows-1252' : 'utf-8').decode(
    bytes.subarray(at + centralSize, nameEnd),
  );
  if (size > limits.entry) throw tooLarge(`holds a file of more than ${limits.entry / mebibyte} MiB`);
  if (size > limits.ratioFrom && size > packed * limits.ratio)
    throw tooLarge(`holds a file that is packed more than ${limits.ratio} to 1`);
  const read = (): Uint8Array => {
    if ((flags & 1) !== 0) throw new Unreadable('encrypted', 'is encrypted', 'save it without a password');
    if (offset + localSize > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
      throw damaged('points to a file that is not there');
    const start = offset + localSize + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + packed > bytes.length) throw damaged('is cut off');
    return unpack(bytes.subarray(start, start + packed), method, size);
  };
  return { name, size, read };
}

function unpack(packed: Uint8Array, method: number, size: number): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8)
    throw new Unreadable(
      'unknown-compression',
      'is packed in a way that is not read',
      'pack it again as an ordinary ZIP',
    );
  try {
    // The limit is what the entry declares: one that unpacks to more is lying about its size.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw damaged('does not unpack to what it declares');
  }
}
