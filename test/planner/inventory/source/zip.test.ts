import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { zipEntries } from '../../../../planner/inventory/source/zip.js';

const mebibyte = 2 ** 20;
const packed = (bytes: Uint8Array) => zipSync({ 'a.csv': bytes });

/** Changes the size that the central directory declares for the only entry. */
function declaring(archive: Uint8Array, size: number): Uint8Array {
  const lying = Buffer.from(archive);
  const central = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  lying.writeUInt32LE(size, central + 24);
  return lying;
}

describe('reading ZIP', () => {
  it('gives the files with their content, packed or not', () => {
    const entries = zipEntries(
      zipSync({ 'a.csv': strToU8('a,b'), 'dir/b.csv': [strToU8('c'.repeat(1000)), { level: 0 }] }),
    );
    expect(entries.map((entry) => [entry.name, Buffer.from(entry.read()).toString().slice(0, 3)])).toEqual([
      ['a.csv', 'a,b'],
      ['dir/b.csv', 'ccc'],
    ]);
  });

  it('unpacks no more than an entry declares, so one that lies about its size is refused', () => {
    const [entry] = zipEntries(declaring(packed(new Uint8Array(5 * mebibyte)), 1000));
    expect(() => entry?.read()).toThrow('does not unpack to what it declares');
  });

  it.each<[string, Uint8Array, string]>([
    ['one file of 600 MiB', declaring(packed(new Uint8Array(1000)), 600 * mebibyte), 'more than 512 MiB'],
    ['a ratio that only bombs have', packed(new Uint8Array(17 * mebibyte)), 'packed more than 400 to 1'],
    ['no end', packed(strToU8('a,b')).subarray(0, 40), 'is cut off'],
    ['an end and no beginning', packed(strToU8('a,b'.repeat(100))).slice(30), 'no readable list of files'],
  ])('refuses an archive with %s', (_, bytes, message) => {
    expect(() => zipEntries(bytes)).toThrow(message);
  });

  it('refuses more files than anybody names', () => {
    const archive = Buffer.from(packed(strToU8('a')));
    const end = archive.indexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    archive.writeUInt16LE(60_000, end + 10);
    expect(() => zipEntries(archive)).toThrow('holds 60000 files');
  });

  it('refuses an encrypted file and an unknown way of packing', () => {
    for (const [offset, value, message] of [
      [8, 1, 'encrypted'],
      [10, 99, 'packed in a way'],
    ] as const) {
      const archive = Buffer.from(packed(strToU8('a')));
      archive.writeUInt16LE(value, archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + offset);
      expect(() => zipEntries(archive)[0]?.read()).toThrow(message);
    }
  });
});
