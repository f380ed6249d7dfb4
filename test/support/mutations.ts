import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { readInventory } from '../../planner/inventory/read-inventory.js';
import type { Inventory } from '../../planner/model/inventory.js';
import type { Input } from './fixtures.js';
import { xlsx } from './xlsx.js';

const folder = new URL('../planner/inventory/fixtures/', import.meta.url);

const files = (at: URL): readonly Input[] =>
  readdirSync(at).flatMap((name) => {
    const url = new URL(name, at);
    return statSync(url).isDirectory() ? files(new URL(`${name}/`, at)) : [{ name, bytes: readFileSync(url) }];
  });

const rows = [
  ['VM', 'Powerstate', 'Template', 'CPUs', 'Memory', 'Provisioned MiB', 'VM UUID'],
  ['web01', 'poweredOn', false, 4, 16384, 122880, '50111111-2222-3333-4444-555555555555'],
  ['db01', 'poweredOff', false, 2, 8192, 40960, '50222222-2222-3333-4444-555555555555'],
];

/** Every fixture, a workbook, and an archive of all: what mutations start from. */
export function originals(): readonly Input[] {
  const plain = files(folder);
  const archive = zipSync(
    Object.fromEntries(plain.slice(0, 4).map(({ name, bytes }) => [name, new Uint8Array(bytes)])),
  );
  return [
    ...plain,
    xlsx({
      vInfo: rows,
      vDisk: [
        ['VM', 'Disk', 'Capacity MiB', 'Thin'],
        ['web01', 'a', 1, true],
      ],
    }),
    { name: 'all.zip', bytes: archive },
  ];
}

const nasty = [
  '"',
  '""',
  '\n',
  '\r',
  ',',
  ';',
  '\t',
  '\0',
  '\u001b[31m',
  '=cmd()',
  '<!DOCTYPE x>',
  '&a;',
  '&lt;',
  '[[[[',
  '{',
  '999999999999',
  '-1',
  '1e308',
  '\u202e',
  '😀',
  ' '.repeat(400),
  'PK\u0003\u0004',
  '<row r="1048577"/>',
  '<c r="ZZZZ1"/>',
];

type Change = (bytes: Uint8Array) => Uint8Array;

const at = (bytes: Uint8Array, share: number): number => Math.floor(share * bytes.length);

const change: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom('flip', 'cut', 'drop', 'repeat', 'insert', 'swap'),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.nat({ max: 60 }),
    fc.constantFrom(...nasty),
  )
  .map(([kind, share, length, text]) => (bytes) => {
    const from = at(bytes, share);
    const before = bytes.subarray(0, from);
    const after = bytes.subarray(from + length);
    switch (kind) {
      case 'flip': {
        const copy = Uint8Array.from(bytes);
        if (copy.length > 0) copy[from] = (copy[from] ?? 0) ^ (1 << (length % 8));
        return copy;
      }
      case 'cut':
        return bytes.slice(0, from);
      case 'drop':
        return Buffer.concat([before, after]);
      case 'repeat':
        return Buffer.concat([
          before,
          ...Array.from({ length: (length % 5) + 2 }, () => bytes.subarray(from, from + length)),
          after,
        ]);
      case 'swap':
        return Buffer.concat([before, after, bytes.subarray(from, from + length)]);
      default:
        return Buffer.concat([before, Buffer.from(text), bytes.subarray(from)]);
    }
  });

/** Files of the originals, changed in one to six places. */
export const mutated: fc.Arbitrary<Input> = fc
  .tuple(fc.constantFrom(...originals()), fc.array(change, { minLength: 1, maxLength: 6 }))
  .map(([{ name, bytes }, changes]) => ({
    name,
    bytes: changes.reduce<Uint8Array>((result, one) => one(result), bytes),
  }));

const control = /[\u0000-\u0009\u000b-\u001f\u007f]/;

/** What must hold of an inventory whatever was read. @returns what does not */
export function complaints({
  rows: counts,
  files: accounts,
  servers,
  rejected,
  findings,
}: Inventory): readonly string[] {
  const sum = counts.servers + counts.merged + counts.attached + counts.ignored + counts.rejected;
  return [
    sum === counts.read ? '' : `fates add up to ${sum}, not ${counts.read}`,
    servers.length === counts.servers ? '' : 'a server without its row',
    accounts.reduce((total, { rows: one }) => total + one.read, 0) === counts.read ? '' : 'files do not add up',
    rejected.reduce((total, table) => total + table.rows.length, 0) === counts.rejected ? '' : 'a rejected row is lost',
    new Set(Array.from(servers, ({ id }) => id)).size === servers.length ? '' : 'two servers share an id',
    findings.some(({ message, remedy }) => control.test(message + remedy)) ? 'a control character in a message' : '',
    findings.every(({ message, remedy }) => message !== '' && remedy !== '') ? '' : 'a finding that says nothing',
    servers.length > 0 || findings.length > 0 ? '' : 'neither a server nor a word why',
  ].filter((complaint) => complaint !== '');
}

/** Mutates `runs` files; each must end in an inventory about which nothing can be said, in good time. */
export function checkMutations(runs: number): void {
  fc.assert(
    fc.property(mutated, (input) => {
      const start = performance.now();
      const found = complaints(readInventory([input]));
      if (performance.now() - start > 10_000) throw new Error('took more than ten seconds');
      if (found.length > 0) throw new Error(found.join('; '));
    }),
    { numRuns: runs, endOnFailure: true },
  );
}
