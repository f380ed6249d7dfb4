import { describe, expect, it } from '@jest/globals';
import { file, inventoryOf } from '../../support/fixtures.js';
import { xlsx } from '../../support/xlsx.js';

/** Memory in GiB of servers whose RAM cells are these, in a list with this heading. */
const memory = (cells: readonly string[], heading = 'RAM', delimiter = ','): readonly (number | undefined)[] =>
  inventoryOf(
    file(
      'list.csv',
      [`Server${delimiter}${heading}`, ...cells.map((cell, at) => `s${at}${delimiter}"${cell}"`)].join('\n'),
    ),
  ).servers.map(({ memoryGiB }) => memoryGiB);

describe('numbers are decided by the column', () => {
  it.each<[string, readonly string[], string, string, readonly (number | undefined)[]]>([
    ['plain', ['16', '4', '0.5'], 'RAM (GB)', ',', [16, 4, 0.5]],
    ['thousands with a comma', ['16,384', '1,024'], 'RAM (MB)', ',', [16, 1]],
    ['thousands with a point, as megabytes have no fractions', ['16.384', '1.024'], 'RAM (MB)', ',', [16, 1]],
    ['decimals with a comma', ['1,5', '16,0'], 'RAM (GB)', ';', [1.5, 16]],
    ['three decimals with a comma beside one that tells', ['1,125', '1,5'], 'RAM (GB)', ';', [1.125, 1.5]],
    ['both marks, European', ['1.536,0', '512'], 'RAM (MB)', ';', [1.5, 0.5]],
    ['both marks, American', ['1,536.0', '512'], 'RAM (MB)', ',', [1.5, 0.5]],
    ['thousands in two groups', ['16,777,216', '4,194,304'], 'RAM (KB)', ',', [16, 4]],
    ['thousands with a space or an apostrophe', ['16 384', "1'024", '2\u202f048'], 'RAM (MB)', ',', [16, 1, 2]],
    [
      'units in cells',
      ['16 GB', '84.5GiB', '16384 MB', '0.5 TiB', '2048MiB', '8g', '1 Terabyte'],
      'RAM',
      ',',
      [16, 84.5, 16, 512, 2, 8, 1024],
    ],
    ['a unit in the cell over that of the heading', ['16', '16384 MB'], 'RAM (GB)', ',', [16, 16]],
    [
      'nothing for what says nothing',
      ['16', '-', 'n/a', 'N/A', 'unknown', '-1', '', 'null', '?'],
      'RAM (GB)',
      ',',
      [16, ...Array.from({ length: 8 }, () => undefined)],
    ],
    ['a heading in Mebibytes', ['4096'], 'RAM [MiB]', ',', [4]],
    ['a heading with "in MB"', ['4096'], 'Memory in MB', ',', [4]],
    ['a heading with an underscore', ['4'], 'RAM_GB', ',', [4]],
    ['exponents', ['1.6e1'], 'RAM (GB)', ',', [16]],
    ['megabytes by their magnitude', ['4096', '8192', '16384'], 'RAM', ',', [4, 8, 16]],
    ['gigabytes by their magnitude', ['4', '8', '256'], 'RAM', ',', [4, 8, 256]],
    ['kilobytes by their magnitude', ['4194304', '8388608'], 'RAM', ',', [4, 8]],
    ['bytes by their magnitude', ['4294967296', '8589934592'], 'RAM', ',', [4, 8]],
  ])('%s', (_, cells, heading, delimiter, expected) => {
    expect(memory(cells, heading, delimiter)).toEqual(expected);
  });

  it('tells which unit it took where nobody named one', () => {
    const { findings } = inventoryOf(file('list.csv', 'Server,RAM\na,4096\nb,8192'));
    expect(findings).toMatchObject([
      {
        severity: 'info',
        code: 'unit-guessed',
        column: 'RAM',
        row: 1,
        message: 'RAM names no unit; its figures are read as MiB',
      },
    ]);
  });

  it('takes typed cells of a workbook as they are: 16.384 is no thousands there', () => {
    const { servers } = inventoryOf(
      xlsx({
        List: [
          ['Server', 'RAM (GB)', 'CPU avg %'],
          ['a', 16.384, 0.5],
          [59, 2, '85%'],
        ],
      }),
    );
    expect(servers.map(({ name, memoryGiB }) => [name, memoryGiB])).toEqual([
      ['a', 16.384],
      ['59', 2],
    ]);
  });

  it.each([
    ['16 furlongs', 'RAM (GB)', 'bad-size', 'write 16 GiB or 16384 MiB'],
    ['16 GHz', 'RAM (GB)', 'bad-size', 'write 16 GiB or 16384 MiB'],
    ['-4', 'RAM (GB)', 'bad-size', 'write 16 GiB or 16384 MiB'],
    ['99999999', 'RAM (GB)', 'bad-size', 'write 16 GiB or 16384 MiB'],
    ['four', 'vCPU', 'bad-number', 'write a number such as 4'],
    ['0x10', 'vCPU', 'bad-number', 'write a number such as 4'],
    ['8 GB', 'vCPU', 'bad-number', 'write a number such as 4'],
    ['big', 'Disk 1 (GB)', 'bad-size', 'write 16 GiB or 16384 MiB'],
  ])('rejects a row whose %j is no figure of %s', (value, heading, code, remedy) => {
    const { servers, findings, rejected } = inventoryOf(file('list.csv', `Server,${heading}\na,2\nb,${value}\n`));
    expect(servers).toHaveLength(1);
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'error', code, file: 'list.csv', row: 3, column: heading, value, remedy }),
    ]);
    expect(rejected).toEqual([
      { file: 'list.csv', sheet: undefined, header: ['Server', heading], rows: [['b', value]] },
    ]);
  });

  it('keeps a row whose utilisation cannot be read, and says so', () => {
    const { servers, findings } = inventoryOf(
      file('list.csv', 'Server,vCPU,CPU avg %,IOPS\na,2,busy,100\nb,2,12 %,1.5k\n'),
    );
    expect(servers.map(({ utilisation }) => utilisation)).toEqual([
      { diskIops: { average: 100 } },
      { cpuPct: { average: 12 } },
    ]);
    expect(findings.map(({ severity, code, row, column }) => [severity, code, row, column])).toEqual([
      ['warning', 'bad-percent', 2, 'CPU avg %'],
      ['warning', 'bad-number', 3, 'IOPS'],
    ]);
  });
});
