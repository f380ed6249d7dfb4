import { describe, expect, it } from '@jest/globals';
import type { PartnerLead } from '../../../planner/waves/inputs.js';
import { aFlow, aWave, codes, condition, declared, machines, plan } from '../../support/waves.js';

const partner = (id: string, product: string, leadTimeDays: number, facts: Partial<PartnerLead> = {}): PartnerLead => ({
  id,
  name: id.toUpperCase(),
  product,
  directions: ['ingress'],
  leadTimeDays,
  windows: [],
  ...facts,
});
const start = '2027-02-01';
const tuesdays = { days: ['tue'], from: '20:00', to: '23:00', zone: 'America/New_York' } as const;

describe('dates', () => {
  const two = { servers: machines({ a: 4, b: 4 }), inputs: { perWave: { servers: 4, gib: 1e6 } } };

  it('follow the start by preparation and cadence', () => {
    const { waves } = plan({ ...two, inputs: { ...two.inputs, start, contractEnd: '2027-08-31' } });
    expect(
      waves.map(({ id, startWeek, start: begin, cutoverWeek, cutover, rollbackUntil, slackDays }) => [
        id,
        startWeek,
        begin,
        cutoverWeek,
        cutover,
        rollbackUntil,
        slackDays,
      ]),
    ).toEqual([
      ['W1', 1, '2027-02-01', 3, '2027-02-15', '2027-03-27', 157],
      ['W2', 3, '2027-02-15', 5, '2027-03-01', '2027-04-10', 143],
    ]);
  });

  it('are weeks without a start', () => {
    const { waves, products } = plan({
      ...two,
      inputs: {
        ...two.inputs,
        contractEnd: '2027-08-31',
        freezes: [{ from: '2027-02-01', to: '2030-01-01', why: 'x' }],
      },
    });
    expect(
      waves.map(({ startWeek, start: begin, cutoverWeek, cutover, slackDays }) => [
        startWeek,
        begin,
        cutoverWeek,
        cutover,
        slackDays,
      ]),
    ).toEqual([
      [1, undefined, 3, undefined, undefined],
      [3, undefined, 5, undefined, undefined],
    ]);
    expect(products.map(({ cutoverWeek, cutover }) => [cutoverWeek, cutover])).toEqual([
      [3, undefined],
      [5, undefined],
    ]);
  });

  it('skip freezes, blackouts of a product, and days outside its window', () => {
    const planned = plan({
      servers: machines({ a: 1, b: 1, c: 1 }),
      inputs: {
        start,
        freezes: [
          { from: '2027-02-10', to: '2027-02-16', why: 'release' },
          { from: '2027-02-17', to: '2027-02-18', why: 'audit', product: 'b' },
        ],
        products: [declared('c', { window: { days: ['sat'], from: '06:00', to: '12:00', zone: 'America/Denver' } })],
      },
    });
    expect(planned.products.map(({ cutover, window }) => [cutover, window])).toEqual([
      ['2027-02-17', undefined],
      ['2027-02-19', undefined],
      ['2027-02-20', 'sat 06:00-12:00 America/Denver (13:00-19:00 UTC)'],
    ]);
    expect(aWave(planned, 'W1')?.cutover).toBe('2027-02-20');
  });

  it('of a product are not before those of what it needs, in the same wave too', () => {
    const { products } = plan({
      servers: machines({ a: 1, z: 1 }),
      flows: [aFlow('a-1', 'z-1', 443)],
      inputs: { start, products: [declared('z', { window: { ...tuesdays, days: ['fri'] } })] },
    });
    expect(products.map(({ cutover }) => cutover)).toEqual(['2027-02-19', '2027-02-19']);
  });

  it('that do not exist are a broken condition, not an endless search', () => {
    const planned = plan({
      servers: machines({ a: 1 }),
      inputs: { start, freezes: [{ from: '2027-01-01', to: '2099-01-01', why: 'for ever' }] },
    });
    expect(aWave(planned, 'W1')).toMatchObject({
      cutover: undefined,
      cutoverWeek: undefined,
      rollbackUntil: undefined,
    });
    expect(condition(planned, 'W1', 'window')).toMatchObject({ verdict: 'broken' });
  });

  it.each([
    [{ start: '2027-02-31' }, 'bad-date 2027-02-31'],
    [{ start, contractEnd: 'soon' }, 'bad-date soon'],
    [{ start, freezes: [{ from: '2027-03-02', to: '2027-03-01', why: 'x' }] }, 'bad-date 2027-03-02 - 2027-03-01'],
  ])('that are none are reported: %j', (inputs, code) => {
    expect(codes(plan({ servers: machines({ a: 1 }), inputs }))).toContain(code);
  });

  it('keep legacy as long as the product says', () => {
    const { products } = plan({
      servers: machines({ a: 1 }),
      inputs: { start, products: [declared('a', { bakeDays: 1, drainDays: 2, keepLegacyDays: 3 })] },
    });
    expect(products[0]).toMatchObject({ cutover: '2027-02-15', rollbackUntil: '2027-02-21' });
  });

  it('after the end of the contract are one finding with what would help', () => {
    const planned = plan({
      servers: machines({ a: 4, b: 4, c: 4, d: 4 }),
      inputs: { perWave: { servers: 4, gib: 1e6 }, start, contractEnd: '2027-04-15' },
    });
    expect(planned.findings.filter(({ code }) => code === 'wave-contract-end')).toMatchObject([
      {
        severity: 'error',
        value: 'W3',
        message:
          '2 of 4 waves, from W3 on, need legacy beyond the end of the contract on 2027-04-15, the last one by 23 days',
        remedy: 'raise plan.perWave.servers from 4 to about 8, start earlier, or extend the contract',
      },
    ]);
  });
});

describe('partners', () => {
  it('move a product to a later wave, and the notice has its last day', () => {
    const planned = plan({ servers: machines({ a: 1, b: 1 }), inputs: { start, partners: [partner('bes', 'b', 60)] } });
    expect(planned.products.map(({ wave, cutover }) => [wave, cutover])).toEqual([
      ['W1', '2027-02-15'],
      ['W2', '2027-04-02'],
    ]);
    expect(planned.partners).toMatchObject([
      { id: 'bes', earliestCutover: '2027-04-02', noticeBy: '2027-02-01', wave: 'W2', cutover: '2027-04-02' },
    ]);
    expect(planned.findings).toMatchObject([
      {
        severity: 'warning',
        code: 'partner-lead-time',
        message: 'b cannot cut over 2027-03-01: bes needs 60 days; earliest 2027-04-02, notice by 2027-02-01',
        remedy: 'send bes the notice with the new addresses: plan-migration partners notice bes',
      },
    ]);
  });

  it('count in weeks without a start', () => {
    const planned = plan({ servers: machines({ a: 1, b: 1 }), inputs: { partners: [partner('bes', 'b', 60)] } });
    expect(planned.partners).toMatchObject([
      { earliestWeek: 9, earliestCutover: undefined, noticeByWeek: 1, noticeBy: undefined },
    ]);
    expect(planned.findings[0]?.message).toBe(
      'b cannot cut over week 5: bes needs 60 days; earliest week 9, notice by week 1',
    );
  });

  it('break a wave that a pin puts too early, with the earliest date', () => {
    const planned = plan({
      servers: machines({ a: 1, b: 1 }),
      inputs: { start, products: [declared('b', { wave: 1 })], partners: [partner('bes', 'b', 60)] },
    });
    expect(condition(planned, 'W1', 'partners')).toEqual({
      id: 'partners',
      verdict: 'broken',
      reason: 'b waits for bes (60 days): earliest 2027-04-02, and this wave begins 2027-02-15',
    });
    expect(planned.findings).toMatchObject([
      { severity: 'error', code: 'partner-lead-time', remedy: 'move b to a wave that begins after 2027-04-02' },
    ]);
    expect(planned.products[1]?.cutover).toBe('2027-04-02');
  });

  it.each<[string, Partial<PartnerLead>, string, string]>([
    // 45 days after Monday 2027-02-01 is Thursday 2027-03-18; the next Tuesday is 03-23, the day after it 03-24.
    ['change their firewall on their days', { windows: [tuesdays] }, '2027-03-24', '2027-02-06'],
    ['have been told before the start', { noticeSent: '2027-01-04' }, '2027-02-18', '2027-01-04'],
    ['need nothing more once told early enough', { noticeSent: '2026-12-01' }, '2027-02-15', '2027-01-01'],
  ])('%s', (_, facts, cutover, noticeBy) => {
    const planned = plan({
      servers: machines({ b: 1 }),
      inputs: { start, partners: [partner('bes', 'b', 45, facts)] },
    });
    expect(planned.partners).toMatchObject([{ cutover, noticeBy }]);
  });

  it('of products that do not exist are reported', () => {
    expect(codes(plan({ inputs: { partners: [partner('bes', 'nix', 45)] } }))).toEqual(['unknown-product nix']);
  });
});

const quota = (limit: number) =>
  ({ id: 'elastic-ips', title: 'Elastic IPs in us-east-1', limit, used: 2, leadTimeDays: 14 }) as const;

describe('Elastic IPs', () => {
  const quotas = [quota(5)];
  const servers = machines({ portal: 1, shop: 1 });
  const products = [declared('shop', { addresses: 2 }), declared('portal', { addresses: 2 })];

  it('beyond the quota delay the notice of the product with the shorter lead time, and must be asked for first', () => {
    const planned = plan({
      servers,
      inputs: { start, quotas, products, partners: [partner('bes', 'shop', 45), partner('ocs', 'portal', 90)] },
    });
    expect(planned.partners.map(({ id, earliestCutover }) => [id, earliestCutover])).toEqual([
      ['ocs', '2027-05-02'],
      ['bes', '2027-04-01'],
    ]);
    expect(planned.findings.find(({ code }) => code === 'quota-elastic-ips')).toMatchObject({
      severity: 'warning',
      value: '6',
      message:
        'Elastic IPs in us-east-1: 6 are needed, the limit is 5; until it is raised shop must wait; raising it takes about 14 days',
      remedy: 'ask for 6 by 2027-02-01, in the Service Quotas console',
    });
    expect(condition(planned, 'W1', 'quotas')).toMatchObject({
      verdict: 'met',
      reason: 'Elastic IPs in us-east-1: 6 needed, limit 5; ask by 2027-02-01',
    });
  });

  it('that come too late for a pinned wave break it', () => {
    const planned = plan({
      servers,
      inputs: { start, quotas, products: products.map((product) => ({ ...product, wave: 1 })) },
    });
    expect(condition(planned, 'W1', 'quotas')?.verdict).toBe('broken');
    expect(planned.findings).toMatchObject([{ severity: 'error', code: 'quota-elastic-ips' }]);
  });

  it('within the quota are no finding', () => {
    expect(plan({ servers, inputs: { start, quotas: [quota(6)], products } }).findings).toEqual([]);
  });
});
