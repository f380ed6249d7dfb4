import { describe, expect, it } from '@jest/globals';
import { loadBook, readBook } from '../../../planner/adapters/price-book.js';
import { diffBooks } from '../../../planner/pricing/diff.js';
import { makeBook } from '../../../planner/pricing/load.js';
import { showPrices } from '../../../planner/pricing/show.js';
import { aRegionFile } from '../../support/price-book.js';

const book = loadBook('us-east-1');

describe('prices show', () => {
  it('tells of an instance type: facts, every system, every commitment', () => {
    const shown = showPrices(book, 'm7i.large');
    expect(shown.type).toMatchObject({ vcpus: 2, memoryGiB: 8 });
    expect(shown.onDemand.map(({ os, rate }) => `${os} ${rate?.usd}`)).toEqual([
      'linux 0.1008',
      'rhel 0.1296',
      'sles 0.1568',
      'windows 0.1928',
      'windows-byol 0.1008',
    ]);
    expect(shown.commitments.length).toBe(5 * 18);
  });

  it('keeps a gap visible', () => {
    expect(showPrices(book, 'm7g.large', { os: 'windows' }).onDemand).toEqual([{ os: 'windows', rate: undefined }]);
  });

  it.each([
    ['gp3', 'ebs', ['ebs.gp3.iops', 'ebs.gp3.storage', 'ebs.gp3.throughput']],
    [
      'db.t4g.small',
      undefined,
      expect.arrayContaining(['rds.postgres.db.t4g.small.single', 'rds.mysql.db.t4g.small.multi']),
    ],
    ['transfer.out', undefined, ['transfer.out', 'transfer.out', 'transfer.out', 'transfer.out']],
  ])('finds items by a part of their id: %s', (asked, service, items) => {
    expect(showPrices(book, asked, { service }).rates.map(({ item }) => item)).toEqual(items);
  });

  it('names similar types for one that does not exist', () => {
    expect(showPrices(book, 'm7i.huge')).toMatchObject({
      type: undefined,
      onDemand: [],
      similar: expect.arrayContaining(['m7i.large']),
    });
    expect(showPrices(book, '\u001B[31m').similar).toEqual([]);
  });
});

describe('prices diff', () => {
  const { book: facts, file } = readBook('us-east-1');
  const refreshed = {
    ...aRegionFile('us-east-1'),
    asOf: '2026-11-20',
    ec2: { linux: { 'm7i.large': ['0.1', 0], 'm5.large': ['0.0960000', 0] } },
    rates: { 'vpc.nat.hour': ['0.05', 'h', 0], 'vpc.new.thing': ['1', 'h', 0], 'kms.key': ['1', 'h', 0] },
    tiers: { 'transfer.out': [[0, '0.1', 'GB', 0]] },
  } as const;

  it('finds what differs and nothing else', () => {
    const diff = diffBooks(book, makeBook(facts, file, refreshed));
    expect(diff).toMatchObject({ region: 'us-east-1', asOfBefore: '2026-10-07', asOfAfter: '2026-11-20' });
    expect(
      diff.changes.map(({ item, from, before, after, changePct }) => [item, from, before?.usd, after?.usd, changePct]),
    ).toEqual([
      ['ec2.m7i.large.linux', 0, '0.1008', '0.1', -0.8],
      ['kms.key', 0, '1', '1', undefined],
      ['transfer.out', 0, '0.09', '0.1', 11.1],
      ['transfer.out', 10240, '0.085', undefined, undefined],
      ['transfer.out', 51200, '0.07', undefined, undefined],
      ['transfer.out', 153600, '0.05', undefined, undefined],
      ['vpc.nat.hour', 0, '0.045', '0.05', 11.1],
      ['vpc.new.thing', 0, undefined, '1', undefined],
    ]);
    expect(diff.same).toBeGreaterThan(1500);
  });

  it('finds nothing between a book and itself', () => {
    expect(diffBooks(book, loadBook('us-east-1')).changes).toEqual([]);
  });
});
