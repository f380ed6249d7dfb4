import { expect, it } from '@jest/globals';
import { sheetsOf } from '../../../../planner/inventory/source/workbook.js';
import { zipEntries } from '../../../../planner/inventory/source/zip.js';
import { xlsx } from '../../../support/xlsx.js';

it('a sheet whose every row ends in the last column is refused', () => {
  const rows = Array.from({ length: 7000 }, (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`);
  const { bytes } = xlsx(
    { One: [] },
    { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>` },
  );
  const [sheet] = sheetsOf(zipEntries(bytes));
  expect(() => sheet?.read(() => undefined)).toThrow('more than 100000000 cells');
});
