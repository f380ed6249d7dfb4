import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { rejectedText } from '../../../planner/inventory/rejected.js';
import { file, inventoryOf } from '../../support/fixtures.js';

const rejectedOf = (text: string) => {
  const { rejected } = inventoryOf(file('list.csv', text));
  return rejected.map(rejectedText);
};

/** What a cell says once it is read: trimmed, without the apostrophe before a formula's sign, and a dash is nothing. */
function said(text: string): string | undefined {
  const bare = text.trim().replace(/^'(?=[=+\-@])/, '');
  return /^-{0,2}$/.test(bare) ? undefined : bare;
}

describe('rejected rows', () => {
  it('come with their own heading, ready to be repaired and read again', () => {
    const [text = ''] = rejectedOf('Server;RAM (GB);Notes\nweb01;16 furlongs;"a; b"\nweb02;16;\n');
    expect(text).toBe('Server,RAM (GB),Notes\r\nweb01,16 furlongs,"a; b"\r\n');
    const repaired = inventoryOf(file('rejects.csv', text.replace('16 furlongs', '16 GiB')));
    expect(repaired.servers).toMatchObject([{ name: 'web01', memoryGiB: 16, description: 'a; b' }]);
  });

  it('run nothing in a spreadsheet, and say the same when they are read again', () => {
    const [text = ''] = rejectedOf('Server,vCPU,Notes\n=cmd(),x,+1 (555) 123\nb,x,-1\n');
    expect(text).toBe("Server,vCPU,Notes\r\n'=cmd(),x,'+1 (555) 123\r\nb,x,-1\r\n");
    expect(inventoryOf(file('r.csv', text.replaceAll(',x,', ',2,'))).servers).toMatchObject([
      { name: '=cmd()', description: '+1 (555) 123' },
      { name: 'b', description: '-1' },
    ]);
  });

  it('of JSON come as JSON', () => {
    const { rejected } = inventoryOf(file('host.json', '{"unreachable": true, "msg": "down"}'));
    expect(rejected.map((table) => JSON.parse(rejectedText(table)))).toEqual([[{ unreachable: true, msg: 'down' }]]);
  });

  it('lose nothing on the way out and back, whatever their cells hold', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', ' ', ',', ';', '"', "'", '=', '-', '@', '\n', 'ü'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (notes) => {
        const table = {
          file: 'x',
          sheet: undefined,
          header: ['Server', 'vCPU', 'Owner', 'Notes'],
          rows: notes.map(([one, two], at) => [`s${at}`, '2', one, two]),
        };
        const plain = rejectedText(table);
        const { servers, rows } = inventoryOf(file('r.csv', plain));
        expect(rows).toMatchObject({ read: notes.length, servers: notes.length });
        expect(servers.map(({ owner, description }) => [owner, description])).toEqual(
          notes.map((pair) => pair.map(said)),
        );
      }),
    );
  });
});
