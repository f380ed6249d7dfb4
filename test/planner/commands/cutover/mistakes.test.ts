import { describe, expect, it } from '@jest/globals';
import { inProcess } from '../../../support/in-process.js';

const utah = ['--estate', 'examples/utah/estate.yaml'];

describe('a mistake on the command line', () => {
  it.each([
    [['status', 'storfront'], 64, 'Did you mean storefront?'],
    [['status', '--env', 'nope'], 64, 'Write one of: prod, dev.'],
    [['status', '--env', 'dev'], 65, 'no product is cut over in dev'],
    [['status', '--format', 'csv'], 64, 'Write --format text or json.'],
    [['run', 'storefront', '--plan', 'abc'], 64, '64 hex digits, of which the first 12 are enough'],
    [['run', 'storefront'], 64, 'plan-migration cutover plan storefront shows it'],
    [['approve', 'storefront', 'shift-1', '--because', ' '], 64, '--because "go, all on call"'],
    [['approve', 'storefront', 'shift-1', '--because', 'x'.repeat(4097)], 64, 'longer than 4096 characters'],
    [['rehearse', '--seed', '1.5'], 64, 'Write a whole number from 0 to 4294967295.'],
    [['rehearse', '--speed', '0'], 64, 'Write a number from 0.01 to 100000.'],
  ])('%j is told with what to write instead', async (args, code, told) => {
    const { stdout, stderr, ...ran } = await inProcess(['cutover', ...args, ...utah]);
    expect({ ...ran, stdout }).toEqual({ code, stdout: '' });
    expect(stderr).toContain(told);
  });
});
