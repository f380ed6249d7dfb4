import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRefreshed, writeRefreshed } from '../../../../planner/adapters/price-list/cache.js';
import { scratchFolder } from '../../../support/program.js';
import { m5, refresh } from './refreshed.js';

describe('refreshed prices on disk', () => {
  it('come back as they were written, with their date', async () => {
    const at = scratchFolder();
    const { file } = await refresh([m5], ['ec2']);
    writeRefreshed(at, file, '2026-11-21T10:00:00Z');
    expect(readRefreshed(at, 'us-east-1')).toEqual({ file, fetchedAt: '2026-11-21T10:00:00Z' });
    expect(readdirSync(at)).toEqual(['us-east-1.json']);
    expect(readRefreshed(at, 'eu-west-1')).toBeUndefined();
  });

  it.each([
    ['cut off', '{"schema":"price-book/1","region":"us-e'],
    ['of another version', '{"schema":"price-book/0"}'],
    [
      'with a price that is none',
      '{"schema":"price-book/1","region":"us-east-1","asOf":"","fetchedAt":"","sources":[],"ec2":{},"rates":{"x":["free","h",0]},"tiers":{},"reserved":{}}',
    ],
  ])('that are %s are refused', (_, text) => {
    const at = scratchFolder();
    writeFileSync(join(at, 'us-east-1.json'), text);
    expect(() => readRefreshed(at, 'us-east-1')).toThrow('is not a file of refreshed prices');
  });

  it('never leave their folder', () => {
    expect(() => readRefreshed(scratchFolder(), '../../etc/passwd')).toThrow('is not a region');
  });
});
