import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import writeXlsxFile from 'write-excel-file/node';
import { fixture, inventoryOf, server, type Input } from '../../../support/fixtures.js';

/** A cell as the exporter types it: numbers as numbers, TRUE as a boolean. */
const typed = (cell: string): string | number | boolean =>
  cell === 'TRUE' ? true : cell !== '' && /^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell;

/** A workbook with one sheet for each fixture (`sheet name` -> `fixture`). */
async function workbook(sheets: Readonly<Record<string, string>>): Promise<Input> {
  const contents = Object.entries(sheets).map(([sheet, name]) => ({
    sheet,
    data: parse(Buffer.from(fixture(name).bytes), { bom: true }).map((row) =>
      row.map((cell) => ({ value: typed(cell) })),
    ),
  }));
  return { name: 'export.xlsx', bytes: new Uint8Array(await writeXlsxFile(contents).toBuffer()) };
}

describe('workbooks of Azure Migrate', () => {
  it('reads a discovery report, whose cells are typed', async () => {
    const inventory = inventoryOf(
      await workbook({ Properties: 'azure-project.csv', Discovery_Report: 'azure-discovery.csv' }),
    );
    expect(inventory.files.map(({ sheet, format, rows }) => [sheet, format, rows.servers, rows.ignored])).toEqual([
      ['Properties', 'azure-report', 0, 1],
      ['Discovery_Report', 'azure-report', 3, 0],
    ]);
    expect(server(inventory, 'HARBOURWEB1')).toMatchObject({
      vcpus: 2,
      memoryGiB: 4,
      software: ['Microsoft SQL Server'],
    });
    expect(server(inventory, 'HARBOUROLD').memoryGiB).toBeUndefined();
  });

  it('reads an assessment: machines, their disks, and one disk of a machine that is not in it', async () => {
    const inventory = inventoryOf(
      await workbook({
        All_Assessed_Disks: 'azure-assessed-disks.csv',
        All_Assessed_Machines: 'azure-assessed-machines.csv',
      }),
    );
    expect(inventory.rows).toEqual({ read: 6, servers: 2, merged: 0, attached: 3, ignored: 0, rejected: 1 });
    expect(server(inventory, 'HARBOURSQL1').disks).toHaveLength(2);
  });
});
