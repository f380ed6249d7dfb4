import { describe, expect, it } from '@jest/globals';
import { inventoryOf, planWith } from '../../support/handoff.js';

const list = 'Server name,vCPU,RAM (GB),Application,Wave,Owner\nweb01,2,8,shop,soon,web team\n';

describe('the findings of a plan', () => {
  const plan = planWith(inventoryOf({ 'inventory.csv': list }));

  it('name the owner of the server that they are about', () => {
    const found = plan.findings.filter(({ server, code }) => server === 'web01' && code !== 'wave-not-a-number');
    expect(found.map(({ owner }) => owner)).toEqual(found.map(() => 'web team'));
    expect(found.length).toBeGreaterThan(0);
  });

  it('name the owner of the very machine where several share a name', () => {
    const rows = [
      'Server name,UUID,vCPU,RAM (GB),Power,Owner',
      'web01,42111111-2222-3333-4444-555555555555,2,8,off,web team',
      'web01,42999999-2222-3333-4444-555555555555,2,8,off,',
      'web01,42888888-2222-3333-4444-555555555555,2,8,on,mail team',
    ].join('\n');
    const { findings } = planWith(inventoryOf({ 'inventory.csv': rows }));
    const off = findings.filter(({ code }) => code === 'powered-off');
    expect(off.map(({ row, owner }) => [row, owner])).toEqual([
      [2, 'web team'],
      [3, undefined],
    ]);
  });

  it('hold those of the waves as they are, so that a what-if can take them out again', () => {
    expect(plan.waves.findings.map(({ code }) => code)).toContain('wave-not-a-number');
    for (const finding of plan.waves.findings) expect(plan.findings.includes(finding)).toBe(true);
  });
});
