import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { file, inventoryOf, type Input } from '../../support/fixtures.js';
import { checkMutations, complaints } from '../../support/mutations.js';
import { workbookParts, xlsx } from '../../support/xlsx.js';

const input = (name: string, bytes: Uint8Array): Input => ({ name, bytes });

describe('hostile input', () => {
  it('ends in an inventory, whatever is changed in it', () => {
    checkMutations(60);
  }, 60_000);

  it.each<[string, Input, string]>([
    ['an empty file', file('a.csv', ''), 'empty-file'],
    ['a picture called .csv', input('a.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), 'not-a-table'],
    [
      'noise',
      input('a.csv', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 131 + (at >> 3)) & 31))),
      'not-a-table',
    ],
    ['an old .xls', input('a.xls', Buffer.from('d0cf11e0a1b11ae100000000', 'hex')), 'not-a-table'],
    ['a web page called .xls', file('a.xls', '<html><table><tr><td>Server</td></tr></table></html>'), 'not-a-table'],
    ['JSON of something else', file('a.json', '{"servers": [1, 2]}'), 'unknown-document'],
    [
      'an archive in an archive',
      input('a.zip', zipSync({ 'b.zip': zipSync({ 'c.csv': strToU8('Server\na') }) })),
      'archive-in-archive',
    ],
    [
      'a damaged archive',
      input('a.zip', zipSync({ 'b.csv': strToU8('Server,vCPU\na,2') }).subarray(0, 50)),
      'damaged-archive',
    ],
    [
      'a workbook with a document type',
      xlsx({ One: [] }, { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' }),
      'xml-doctype',
    ],
    [
      'a cut workbook',
      input(
        'a.xlsx',
        zipSync(
          workbookParts({
            One: [
              ['Server', 'vCPU'],
              ['a', 2],
            ],
          }),
        ).slice(0, -10),
      ),
      'damaged-archive',
    ],
    [
      'a document of another office kind',
      input('a.ods', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') })),
      'not-a-table',
    ],
    ['a million columns', file('a.csv', `Server${',x'.repeat(1_000_000)}\na\n`), 'too-many-columns'],
  ])(
    '%s is a finding with a remedy',
    (_, one, code) => {
      const inventory = inventoryOf(one);
      expect(inventory.servers).toEqual([]);
      expect(inventory.findings[0]).toMatchObject({
        severity: 'error',
        code,
        file: expect.stringMatching(/^(?:a|book)\./),
      });
      expect(inventory.findings[0]?.remedy).not.toBe('');
    },
    20_000,
  );

  it('keeps what a damaged sheet gave before it broke off, and says that it did', () => {
    const rows = Array.from({ length: 10 }, (_, at) => [`s${at}`, 2]);
    const parts = workbookParts({ One: [['Server', 'vCPU'], ...rows] });
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array();
    const inventory = inventoryOf(
      input('a.xlsx', zipSync({ ...parts, 'xl/worksheets/sheet1.xml': sheet.slice(0, -300) })),
    );
    expect(inventory.rows.servers).toBeGreaterThan(3);
    expect(inventory.findings).toMatchObject([{ severity: 'error', code: 'damaged-workbook' }]);
    expect(complaints(inventory)).toEqual([]);
  });

  it('reads one file of several that cannot be read', () => {
    const inventory = inventoryOf(file('bad.csv', ''), file('good.csv', 'Server,vCPU\na,2\n'));
    expect(inventory.rows.servers).toBe(1);
    expect(inventory.findings).toMatchObject([{ code: 'empty-file', file: 'bad.csv' }]);
  });

  it('takes names of archive entries for labels, never for paths', () => {
    const inventory = inventoryOf(input('a.zip', zipSync({ '../../etc/passwd': strToU8('Server,vCPU\na,2\n') })));
    expect(inventory.files.map(({ file: label }) => label)).toContain('a.zip:../../etc/passwd');
  });

  it('keeps control characters out of what it says', () => {
    const inventory = inventoryOf(file('a.csv', 'Server,vCPU\n"\u001b[2Jweb\u0007",\u001b]0;x\u0007\nb,2\n'));
    expect(complaints(inventory)).toEqual([]);
    expect(inventory.findings[0]?.message).toBe('"�]0;x�" is not a number');
  });

  it('keeps the memory of a million faults small', () => {
    const inventory = inventoryOf(file('a.csv', `Server,vCPU\n${'a,4 x\n'.repeat(50_000)}`));
    expect(inventory.findings.length).toBeLessThan(60);
    expect(inventory.rows.rejected).toBe(50_000);
  }, 20_000);

  it.each([
    ['names of a prototype', 'Server,__proto__,constructor\n__proto__,1,2\nconstructor,3,4\ntoString,5,6\n'],
    ['tags of a prototype', 'Server,Tags\na,__proto__=1;constructor=2\n'],
  ])('treats %s as names', (_, text) => {
    expect(complaints(inventoryOf(file('a.csv', text)))).toEqual([]);
    expect(inventoryOf(file('a.csv', text)).rows.rejected).toBe(0);
  });
});
