import { describe, expect, it } from '@jest/globals';
import { type Finding, FindingLog } from '../../../planner/model/finding.js';

const finding = (facts: Partial<Finding> = {}): Finding => ({
  severity: 'warning',
  code: 'bad-size',
  message: 'is not a size',
  remedy: 'write 16 GiB',
  ...facts,
});

describe('the log of findings', () => {
  it('keeps findings in the order in which they came', () => {
    const log = new FindingLog();
    for (const row of [3, 1, 2]) log.add(finding({ row }));
    expect(log.list().map(({ row }) => row)).toEqual([3, 1, 2]);
  });

  it('counts what it does not keep, so that a million faults stay a few objects and none is forgotten', () => {
    const log = new FindingLog();
    for (let row = 1; row <= 1000; row += 1) log.add(finding({ file: 'a.csv', column: 'RAM', row }));
    const list = log.list();
    expect(list.length).toBeLessThan(100);
    expect(list.length + (list.at(-1)?.more ?? 0)).toBe(1000);
  });

  it('lets no kind hide another', () => {
    const log = new FindingLog();
    for (let row = 1; row <= 1000; row += 1) log.add(finding({ file: 'a.csv', column: 'RAM', row }));
    log.add(finding({ file: 'a.csv', column: 'Disk' }));
    log.add(finding({ code: 'no-name', file: 'a.csv' }));
    expect(log.list().filter(({ column, code }) => column === 'Disk' || code === 'no-name')).toHaveLength(2);
  });
});
