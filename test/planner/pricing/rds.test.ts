import { describe, expect, it } from '@jest/globals';
import { loadBook } from '../../../planner/adapters/price-book.js';

const book = loadBook('us-east-1');

describe('RDS classes', () => {
  it.each([
    ['rds.postgres.db.t4g.small.single', '0.032', 'observed', 'AWS price list'],
    ['rds.postgres.db.t4g.small.multi', '0.065', 'observed', 'AWS price list'],
    ['rds.postgres.db.m7g.large.single', '0.168', 'observed', 'second-hand'],
    ['rds.postgres.db.m7g.large.multi', '0.336', 'derived', '2 x Single-AZ'],
    ['rds.postgres.db.r6g.8xlarge.single', '3.596', 'derived', 'db.r6g.2xlarge x 4 (linear in size)'],
    ['rds.mysql.db.t3.large.single', '0.136', 'observed', 'infracost'],
    ['rds.mysql.db.m5.xlarge.single', '0.342', 'derived', 'us-west-2 price x 1'],
    ['rds.mariadb.db.r6g.large.single', '0.215', 'derived', 'MariaDB costs what MySQL costs'],
    ['rds.sqlserver-se.db.m5.xlarge.single', '1.224', 'observed', 'infracost'],
    ['rds.sqlserver-se.db.m5.2xlarge.multi', '4.896', 'derived', '2 x Single-AZ'],
    ['rds.sqlserver-web.db.t3.xlarge.single', '0.464', 'derived', 'linear in size'],
  ])('%s costs %s (%s: %s)', (item, usd, kind, source) => {
    const rate = book.rate(item);
    expect(rate).toMatchObject({ usd, kind, unit: 'h' });
    expect(rate?.source).toContain(source);
  });

  it.each([
    ['rds.sqlserver-se.db.m5.large.single', 'its licence has a minimum of four vCPUs'],
    ['rds.sqlserver-ex.db.t3.large.multi', 'Express has no Multi-AZ'],
    ['rds.sqlserver-web.db.t3.2xlarge.single', 'two steps from the only observed size'],
    ['rds.postgres.db.x2g.large.single', 'a family without any figure'],
    ['rds.oracle-se2.db.t3.large.single', 'an engine that nobody plans'],
  ])('%s is a gap: %s', (item) => {
    expect(book.rate(item)).toBeUndefined();
  });

  it('costs the same in us-east-1 and us-west-2 wherever both were observed', () => {
    const oregon = loadBook('us-west-2');
    const both = book
      .items()
      .filter(
        (item) => item.startsWith('rds.mysql.') && [book, oregon].every((each) => each.rate(item)?.kind === 'observed'),
      );
    expect(both).toEqual([
      'rds.mysql.db.m5.large.single',
      'rds.mysql.db.t3.large.single',
      'rds.mysql.db.t3.micro.single',
      'rds.mysql.db.t4g.small.single',
    ]);
    for (const item of both) expect(book.rate(item)?.usd).toBe(oregon.rate(item)?.usd);
  });

  it('is linear in size within a family to 3 % wherever two sizes were observed', () => {
    const sizes: Readonly<Record<string, number>> = {
      micro: 1,
      small: 2,
      medium: 4,
      large: 8,
      xlarge: 16,
      '2xlarge': 32,
      '4xlarge': 64,
    };
    const families = new Map<string, number[]>();
    for (const item of book.items()) {
      const [, family, size] = /^(rds\.\w+\.db\.\w+)\.(\w+)\.single$/.exec(item) ?? [];
      const rate = book.rate(item);
      const factor = sizes[size ?? ''];
      if (family === undefined || factor === undefined || rate?.kind !== 'observed') continue;
      families.set(family, [...(families.get(family) ?? []), Number(rate.usd) / factor]);
    }
    const checked = [...families.values()].filter((perUnit) => perUnit.length > 1);
    expect(checked.length).toBeGreaterThan(5);
    for (const perUnit of checked) expect(Math.max(...perUnit) / Math.min(...perUnit)).toBeLessThan(1.03);
  });
});
