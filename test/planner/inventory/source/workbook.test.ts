import { describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import type { Input } from '../../../support/fixtures.js';
import { sheetXml, workbookParts, xlsx } from '../../../support/xlsx.js';
import { sheetsOf } from '../../../../planner/inventory/source/workbook.js';
import { zipEntries } from '../../../../planner/inventory/source/zip.js';

type Rows = readonly (readonly [number, readonly unknown[]])[];

function read({ bytes }: Input): Readonly<Record<string, Rows>> {
  const sheets = sheetsOf(zipEntries(bytes)).map((sheet) => {
    const rows: [number, unknown[]][] = [];
    sheet.read((cells, row) => {
      rows.push([row, cells]);
      return undefined;
    });
    return [sheet.name, rows] as const;
  });
  return Object.fromEntries(sheets);
}

const cells = (xml: string, extra: Readonly<Record<string, string>> = {}): unknown =>
  read(
    xlsx({ One: [] }, { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${xml}</sheetData></worksheet>`, ...extra }),
  )['One'];

const relations = (...more: readonly string[]) => ({
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="/xl/worksheets/sheet1.xml"/>${more.join('')}</Relationships>`,
});

describe('reading a workbook', () => {
  it('gives each sheet its rows under their own numbers, with blank styled rows as blank', () => {
    expect(
      read(
        xlsx({
          First: [
            ['a', 1],
            [undefined, undefined],
            ['b', true],
          ],
          Second: [],
        }),
      ),
    ).toEqual({
      First: [
        [1, ['a', 1]],
        [2, []],
        [3, ['b', 'TRUE']],
      ],
      Second: [],
    });
  });

  it.each<[string, string, unknown]>([
    ['text in the cell', '<row r="1"><c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c></row>', [[1, ['a & b']]]],
    [
      'text in runs, without the phonetic reading',
      '<row r="1"><c r="A1" t="inlineStr"><is><r><t>we</t></r><r><t>b</t></r></is></c></row>',
      [[1, ['web']]],
    ],
    [
      'the value that a formula had',
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>',
      [[1, [2, 'a']]],
    ],
    [
      'nothing for an error',
      '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>',
      [[1, [undefined, 1]]],
    ],
    ['cells without a reference in order', '<row><c><v>1</v></c><c><v>2</v></c></row>', [[1, [1, 2]]]],
    ['gaps as nothing', '<row r="5"><c r="C5"><v>1</v></c></row>', [[5, [undefined, undefined, 1]]]],
    ['names with a prefix', '<x:row xmlns:x="y" r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>', [[1, [7]]]],
  ])('reads %s', (_, xml, rows) => {
    expect(cells(xml)).toEqual(rows);
  });

  it('reads shared strings, and percent formats as percent', () => {
    const extra = {
      ...relations(
        '<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>',
        '<Relationship Id="t" Type="http://x/styles" Target="styles.xml"/>',
      ),
      'xl/sharedStrings.xml':
        '<sst><si><t>web</t></si><si><r><t>d</t></r><r><t>b</t></r><rPh><t>x</t></rPh></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0&quot;%&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    };
    const xml =
      '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" s="1"><v>0.85</v></c><c r="D1" s="2"><v>0.5</v></c><c r="E1" s="3"><v>0.5</v></c><c r="F1" s="0"><v>0.5</v></c></row>';
    expect(cells(xml, extra)).toEqual([[1, ['db', 'web', '85%', '50%', 0.5, 0.5]]]);
  });

  it.each<[string, Input, string]>([
    [
      'a document type',
      xlsx({ One: [] }, { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>' }),
      'document type',
    ],
    [
      'an entity of nobody',
      xlsx({ One: [] }, { 'xl/worksheets/sheet1.xml': '<worksheet>&lol;</worksheet>' }),
      'is damaged',
    ],
    [
      'XML that breaks off',
      xlsx({ One: [] }, { 'xl/worksheets/sheet1.xml': sheetXml([['a']]).slice(0, -20) }),
      'is damaged',
    ],
    [
      'a cell in column 1,000,000',
      xlsx(
        { One: [] },
        {
          'xl/worksheets/sheet1.xml':
            '<worksheet><sheetData><row r="1"><c r="BDWGN1"><v>1</v></c></row></sheetData></worksheet>',
        },
      ),
      'beyond column 16384',
    ],
    [
      'a row beyond the last',
      xlsx(
        { One: [] },
        { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="2000000"/></sheetData></worksheet>' },
      ),
      'numbers its rows wrongly',
    ],
    [
      'rows that go back',
      xlsx(
        { One: [] },
        { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>' },
      ),
      'numbers its rows wrongly',
    ],
  ])('refuses %s', (_, input, message) => {
    expect(() => read(input)).toThrow(message);
  });

  it('refuses a workbook without a list of sheets', () => {
    const parts = workbookParts({ One: [] });
    delete parts['xl/workbook.xml'];
    expect(() => read({ name: 'x', bytes: zipSync(parts) })).toThrow('no list of sheets');
  });
});
