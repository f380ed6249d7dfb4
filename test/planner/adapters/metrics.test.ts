import { describe, expect, it } from '@jest/globals';
import type { IngressMetric, Metric } from '../../../estate/index.js';
import { duration } from '../../../estate/index.js';
import { cloudWatchMetrics } from '../../../planner/adapters/metrics.js';
import { type Answer, answered, askedAt, type StandIn } from '../../support/aws-stand-in.js';

const now = Date.parse('2027-03-02T17:05:30Z');
const at = (minutesAgo: number): number => Date.parse('2027-03-02T17:05:00Z') / 1000 - minutesAgo * 60;

/** Points by metric name: value a minute, newest first; a hole is no point. */
type Points = Readonly<Record<string, readonly (number | undefined)[]>>;

let server: StandIn | undefined;

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Stat: string;
    readonly Period: number;
    readonly Metric: { readonly MetricName: string; readonly Dimensions?: unknown };
  };
}

async function seen(metric: Metric, answer: Points | ((queries: readonly Query[]) => Answer)) {
  server = await answered({
    GetMetricData: (input) => {
      const queries: Query[] = JSON.parse(JSON.stringify(input['MetricDataQueries']));
      if (typeof answer === 'function') return answer(queries);
      return {
        MetricDataResults: queries.map(({ Id, MetricStat }) => {
          const points = (answer[MetricStat.Metric.MetricName] ?? []).flatMap((value, ago) =>
            value === undefined ? [] : [{ time: at(ago + 1), value }],
          );
          return {
            Id,
            StatusCode: 'Complete',
            Timestamps: points.map(({ time }) => time),
            Values: points.map(({ value }) => value),
          };
        }),
      };
    },
  });
  const metrics = await cloudWatchMetrics({ region: 'us-east-1' });
  return (await metrics.seen({ it: metric }, 'app/storefront/1234', now))['it'];
}

const ingress = (metric: IngressMetric): Metric => ({ of: { kind: 'ingress', metric }, over: duration('5m') });
const custom = (statistic: string): Metric => ({
  of: { kind: 'cloudwatch', namespace: 'Shop', name: 'OrdersPlaced', statistic },
  over: duration('15m'),
});

describe('a metric of the load balancer', () => {
  it.each<[string, IngressMetric, Points, object]>([
    [
      'errors of targets',
      '5xxPercent',
      { RequestCount: [600, 400], HTTPCode_Target_5XX_Count: [10] },
      { value: 1, requests: 1000 },
    ],
    ['no error at all', '5xxPercent', { RequestCount: [600] }, { value: 0, requests: 600 }],
    ['no target at all', '5xxPercent', { HTTPCode_ELB_5XX_Count: [50] }, { value: 100, requests: 50 }],
    [
      'errors of clients',
      '4xxPercent',
      { RequestCount: [100], HTTPCode_Target_4XX_Count: [5] },
      { value: 5, requests: 100 },
    ],
    ['requests', 'requests', { RequestCount: [600, undefined, 400] }, { value: 1000, requests: 1000 }],
    [
      'a busy and a quiet minute',
      'p95',
      { RequestCount: [900, 100], TargetResponseTime: [0.1, 1.1] },
      { value: 200, requests: 1000 },
    ],
    [
      'a minute without a time',
      'p99',
      { RequestCount: [900, 100], TargetResponseTime: [0.1] },
      { value: 100, requests: 900 },
    ],
  ])('counts %s', async (_, metric, points, expected) => {
    const found = await seen(ingress(metric), points);
    expect(found).toMatchObject({ kind: 'value', requests: Reflect.get(expected, 'requests') });
    expect(Reflect.get(found ?? {}, 'value')).toBeCloseTo(Number(Reflect.get(expected, 'value')), 6);
  });

  it.each<IngressMetric>(['5xxPercent', '4xxPercent', 'requests', 'p50', 'p95'])(
    'of %s without a request is no data',
    async (metric) => {
      expect(await seen(ingress(metric), {})).toMatchObject({ kind: 'none' });
    },
  );

  it('asks for whole minutes of its own time, of this load balancer only', async () => {
    await seen(ingress('p90'), {});
    expect(server?.calls[0]?.input).toMatchObject({
      StartTime: Date.parse('2027-03-02T17:00:00Z') / 1000,
      EndTime: Date.parse('2027-03-02T17:05:00Z') / 1000,
    });
    expect(JSON.stringify(server?.calls[0]?.input)).toContain(
      '"Dimensions":[{"Name":"LoadBalancer","Value":"app/storefront/1234"}]',
    );
    expect(JSON.stringify(server?.calls[0]?.input)).toContain('"Stat":"p90"');
  });
});

describe("a metric of one's own", () => {
  it.each([
    ['Sum', 6],
    ['SampleCount', 6],
    ['Average', 2],
    ['Minimum', 1],
    ['Maximum', 3],
    ['p95', 2],
  ])('by %s is %d', async (statistic, value) => {
    expect(await seen(custom(statistic), { OrdersPlaced: [1, 2, 3] })).toEqual({ kind: 'value', value });
  });

  it('without a point is no data', async () => {
    expect(await seen(custom('Sum'), {})).toMatchObject({
      kind: 'none',
      why: expect.stringContaining('Shop/OrdersPlaced'),
    });
  });
});

describe('CloudWatch', () => {
  it.each([
    ['refuses', { error: 'AccessDeniedException', message: 'no' }],
    ['has expired credentials', { error: 'ExpiredTokenException', message: 'old' }],
    ['answers nothing', {}],
    [
      'fails for one query',
      { MetricDataResults: [{ Id: 'm0', StatusCode: 'InternalError', Values: [1], Timestamps: [at(1)] }] },
    ],
    [
      'has numbers that are none',
      { MetricDataResults: [{ Id: 'm0', StatusCode: 'Complete', Values: ['NaN'], Timestamps: [at(1)] }] },
    ],
  ])('that %s gives no data, and never a pass', async (_, answer) => {
    expect(await seen(custom('Sum'), () => answer)).toMatchObject({ kind: 'none' });
  });

  it('that nobody can reach gives no data', async () => {
    askedAt('http://127.0.0.1:1');
    const metrics = await cloudWatchMetrics({ region: 'us-east-1' });
    const found = await metrics.seen({ it: custom('Sum') }, undefined, now);
    expect(found['it']).toMatchObject({ kind: 'none', why: expect.stringContaining('CloudWatch') });
  });

  it('may answer in pages', async () => {
    let page = 0;
    const found = await seen(custom('Sum'), () => {
      page += 1;
      return {
        MetricDataResults: [
          { Id: 'm0', StatusCode: page === 1 ? 'PartialData' : 'Complete', Values: [page], Timestamps: [at(page)] },
        ],
        ...(page === 1 && { NextToken: 'more' }),
      };
    });
    expect(found).toEqual({ kind: 'value', value: 3 });
  });

  it('is not asked about a product without a load balancer', async () => {
    const metrics = await cloudWatchMetrics({ region: 'us-east-1' });
    expect((await metrics.seen({ it: ingress('p95') }, undefined, now))['it']).toMatchObject({ kind: 'none' });
  });
});
