import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../../planner/view/plan/calendar.js';
import { formatDay } from '../../../planner/model/day.js';
import { aPlan } from '../../support/plan.js';
import { declared, machines, plan, type World } from '../../support/waves.js';

const most = { products: 40, rows: 60, ticks: 12 };
const calendar = (world: World, limits = most) =>
  calendarOf(aPlan({ servers: [], plan: { waves: plan(world) } }), limits);

const two: World = {
  servers: machines({ shop: 1, crm: 2 }),
  inputs: {
    start: '2027-02-01',
    contractEnd: '2027-08-31',
    freezes: [{ from: '2027-06-25', to: '2027-07-05', why: 'year end' }],
    products: [declared('shop'), declared('crm')],
    partners: [{ id: 'bes', name: 'Bureau', product: 'shop', directions: ['ingress'], leadTimeDays: 45, windows: [] }],
  },
};

describe('the calendar of the waves', () => {
  it('is undefined when nothing moves', () => {
    expect(calendar({})).toBeUndefined();
  });

  it('has a row for each product: what it waits for, when it is built, cut over and kept', () => {
    const shop = calendar(two)?.rows.find(({ label }) => label === 'shop');
    expect(shop?.note).toBe('1 server, bes needs 45 days');
    const spans = shop?.spans.map(({ kind, from, to }) => `${kind} ${formatDay(from)} ${formatDay(to)}`);
    expect(spans?.[0]).toBe('wait 2027-02-01 2027-03-18');
    expect(shop?.spans.map(({ kind }) => kind)).toEqual(['wait', 'build', 'keep', 'cutover']);
    const [, build, keep, cutover] = shop?.spans ?? [];
    expect(cutover?.from).toBe(build?.to);
    expect(keep?.from).toBe(cutover?.to);
    expect(shop?.cutover).toBe(formatDay(cutover?.from ?? 0));
  });

  it('spans from the start to the end of the contract or of the last rollback, whichever is later', () => {
    const drawn = calendar(two);
    expect(formatDay(drawn?.from ?? 0)).toBe('2027-02-01');
    expect(drawn?.to).toBeGreaterThan(drawn?.contractEnd ?? Infinity);
    expect(drawn?.freezes.map(({ why }) => why)).toEqual(['year end']);
    expect(drawn?.ticks.map(({ text, year }) => `${text} ${year}`.trim())).toEqual([
      'Feb 2027',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
    ]);
  });

  it('counts in weeks without a start', () => {
    const drawn = calendar({ servers: machines({ shop: 1 }) });
    expect(drawn?.ticks[0]?.text).toBe('wk 1');
    expect(drawn?.rows[0]?.cutover).toMatch(/^week \d+$/);
    expect(drawn?.contractEnd).toBeUndefined();
  });

  it('has a row for each wave where there are many products, and counts the rows that it leaves out', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`p${String(index).padStart(2, '0')}`, 5]),
    );
    const drawn = calendar({ servers: machines(many) }, { ...most, rows: 2 });
    expect(drawn?.rows).toHaveLength(2);
    expect(drawn?.rows[0]?.label).toMatch(/^\d+ products$/);
    expect(drawn?.left).toBeGreaterThan(0);
  });

  it.each([
    [12, 8],
    [6, 4],
    [3, 2],
  ])('names at most %i days of its axis: %i', (ticks, named) => {
    expect(calendar(two, { ...most, ticks })?.ticks).toHaveLength(named);
  });
});
