import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { folderOf, planMigration } from '../../support/program.js';

const side = z.object({ target: z.string() }).optional();
const diffSchema = z.object({
  sameServers: z.number(),
  servers: z.array(z.object({ name: z.string(), before: side, after: side })),
});

const servers = (rows: string): string => `Server name,vCPU,RAM (GB),Disk 1 (GB)\n${rows}`;

/** Plans of two inventories, compared. */
async function compared(a: string, b: string, ...flags: string[]) {
  const folder = folderOf({ 'a.csv': servers(a), 'b.csv': servers(b) });
  for (const name of ['a', 'b']) {
    const { code } = await planMigration([`${name}.csv`, '--json', '-o', `${name}.json`], { cwd: folder });
    expect(code).toBe(0);
  }
  return planMigration(['compare', 'a.json', 'b.json', ...flags], { cwd: folder });
}

describe('compare', () => {
  it('tells which servers came, went and changed, and what that costs', async () => {
    const { code, stdout } = await compared('web01,2,8,50\nold01,2,4,20\n', 'web01,4,16,50\nnew01,2,4,20\n', '--json');
    expect(code).toBe(0);
    const diff = diffSchema.parse(JSON.parse(stdout));
    expect(diff.sameServers).toBe(0);
    expect(diff.servers.map(({ name, before, after }) => [name, before !== undefined, after !== undefined])).toEqual([
      ['web01', true, true],
      ['old01', true, false],
      ['new01', false, true],
    ]);
  });

  it('finds nothing between a plan and itself, and says so by exit code where asked', async () => {
    const same = await compared('web01,2,8,50\n', 'web01,2,8,50\n', '--detailed-exitcode');
    expect(same.code).toBe(0);
    expect(same.stdout).toContain('0 servers differ, 1 the same');
    expect(await compared('web01,2,8,50\n', 'web01,4,8,50\n', '--detailed-exitcode')).toMatchObject({ code: 2 });
  });

  it.each([
    ['not json at all', 'is not JSON'],
    ['{"schema":"plan/v0"}', 'is not a plan of schema plan/v1'],
  ])('refuses %j', async (text, message) => {
    const folder = folderOf({ 'a.json': text });
    const ran = await planMigration(['compare', join(folder, 'a.json'), join(folder, 'a.json')]);
    expect(ran).toMatchObject({ code: 65, stdout: '' });
    expect(ran.stderr).toContain(message);
  });
});
