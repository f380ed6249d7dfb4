import { describe, expect, it } from '@jest/globals';
import { loadBook } from '../../../planner/adapters/price-book.js';

const book = loadBook('us-east-1');

describe('on-demand EC2', () => {
  it.each([
    ['m5.large', 'linux', '0.096', 'observed'],
    ['m5.large', 'windows', '0.188', 'formula'],
    ['t3.large', 'windows', '0.1108', 'formula'],
    ['m7i-flex.large', 'windows', '0.18316', 'formula'],
    ['m5.large', 'rhel', '0.1248', 'formula'],
    ['m5.xlarge', 'sles', '0.2483', 'formula'],
    ['m5.large', 'windows-byol', '0.096', 'observed'],
  ] as const)('%s with %s costs %s (%s)', (type, os, usd, kind) => {
    expect(book.ec2(type, os)).toMatchObject({ usd, kind, unit: 'h' });
  });
});
