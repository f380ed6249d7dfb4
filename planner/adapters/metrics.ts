import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { IngressMetric, Metric } from '../../estate/index.js';
import type { MetricSeen } from '../cutover/observation.js';
import { asked, type AwsPlace, readingClient } from './aws/client.js';

/** Seconds of a data point; load balancers report every minute. */
const period = 60;
const minute = 60_000;

/** What a metric needs of CloudWatch: queries by a short name, and how their minutes become one number. */
interface Plan {
  readonly queries: Readonly<Record<string, Query>>;
  judge(minutes: (name: string) => readonly number[], paired: Paired): MetricSeen;
}

interface Query {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly loadBalancer?: string;
}

/** Values of two queries, minute by minute, where both have one. */
type Paired = (a: string, b: string) => readonly (readonly [number, number])[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const albQuery = (loadBalancer: string, name: string, statistic = 'Sum'): Query => ({
  namespace: 'AWS/ApplicationELB',
  name,
  statistic,
  loadBalancer,
});

const requests = (loadBalancer: string) => ({ requests: albQuery(loadBalancer, 'RequestCount') });

/**
 * Share of a class of answers. The load balancer counts a request only where it found a target, so that its own errors (no target, 503) are
 * added to the whole. A count of errors without a point is zero; without any request there is no data.
 */
function share(loadBalancer: string, family: '4XX' | '5XX'): Plan {
  return {
    queries: {
      ...requests(loadBalancer),
      target: albQuery(loadBalancer, `HTTPCode_Target_${family}_Count`),
      own: albQuery(loadBalancer, `HTTPCode_ELB_${family}_Count`),
    },
    judge(minutes) {
      const own = sum(minutes('own'));
      const all = sum(minutes('requests')) + own;
      if (all === 0) return { kind: 'none', why: 'the load balancer had no request' };
      return { kind: 'value', value: (100 * (sum(minutes('target')) + own)) / all, requests: all };
    },
  };
}

/** CloudWatch has no percentile over several minutes: the minutes' own, weighted by their requests. Seconds become milliseconds. */
function percentile(loadBalancer: string, statistic: string): Plan {
  return {
    queries: { ...requests(loadBalancer), time: albQuery(loadBalancer, 'TargetResponseTime', statistic) },
    judge(_, paired) {
      const pairs = paired('time', 'requests');
      const all = sum(pairs.map(([, count]) => count));
      if (all === 0) return { kind: 'none', why: 'the load balancer had no request' };
      const weighted = sum(pairs.map(([seconds, count]) => seconds * count));
      return { kind: 'value', value: (1000 * weighted) / all, requests: all };
    },
  };
}

const ingressPlans: Readonly<Record<IngressMetric, (loadBalancer: string) => Plan>> = {
  '5xxPercent': (alb) => share(alb, '5XX'),
  '4xxPercent': (alb) => share(alb, '4XX'),
  requests: (alb) => ({
    queries: requests(alb),
    judge(minutes) {
      const all = sum(minutes('requests'));
      return minutes('requests').length === 0
        ? { kind: 'none', why: 'the load balancer had no request' }
        : { kind: 'value', value: all, requests: all };
    },
  }),
  p50: (alb) => percentile(alb, 'p50'),
  p90: (alb) => percentile(alb, 'p90'),
  p95: (alb) => percentile(alb, 'p95'),
  p99: (alb) => percentile(alb, 'p99'),
};

/** How the minutes of a metric of one's own become one number; percentiles and averages: the mean of the minutes. */
const folds: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: sum,
  SampleCount: sum,
  Minimum: (values) => Math.min(...values),
  Maximum: (values) => Math.max(...values),
};
const mean = (values: readonly number[]): number => sum(values) / values.length;

function planOf({ of }: Metric, loadBalancer: string | undefined): Plan | string {
  if (of.kind === 'ingress')
    return loadBalancer === undefined ? 'the product has no load balancer' : ingressPlans[of.metric](loadBalancer);
  const { namespace, name, statistic } = of;
  return {
    queries: { value: { namespace, name, statistic } },
    judge(minutes) {
      const values = minutes('value');
      return values.length === 0
        ? { kind: 'none', why: `no data point of ${namespace}/${name}` }
        : { kind: 'value', value: (folds[statistic] ?? mean)(values) };
    },
  };
}

export interface Metrics {
  /** Every metric over its own time up to `now`. What cannot be learned is `none`, which holds. */
  seen(
    metrics: Readonly<Record<string, Metric>>,
    loadBalancer: string | undefined,
    now: number,
  ): Promise<Readonly<Record<string, MetricSeen>>>;
}

/** CloudWatch through its SDK. @param place account and region of the product */
export async function cloudWatchMetrics(place: AwsPlace): Promise<Metrics> {
  const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = new CloudWatchClient(readingClient(place));

  async function results(queries: readonly MetricDataQuery[], from: number, to: number): Promise<MetricDataResult[]> {
    const found: MetricDataResult[] = [];
    let next: string | undefined;
    do {
      const page = await client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [...queries],
          StartTime: new Date(from),
          EndTime: new Date(to),
          ScanBy: 'TimestampAscending',
          ...(next !== undefined && { NextToken: next }),
        }),
      );
      found.push(...(page.MetricDataResults ?? []));
      next = page.NextToken;
    } while (next !== undefined);
    return found;
  }

  async function one(metric: Metric, loadBalancer: string | undefined, now: number): Promise<MetricSeen> {
    const plan = planOf(metric, loadBalancer);
    if (typeof plan === 'string') return { kind: 'none', why: plan };
    const to = Math.floor(now / minute) * minute;
    const from = to - Math.max(Math.ceil(metric.over / minute), 1) * minute;
    const names = Object.keys(plan.queries);
    const queries = names.map((name, at) => queryOf(`m${at}`, plan.queries[name]));
    const answer = await asked(() => results(queries, from, to));
    if (answer.kind !== 'ok') return { kind: 'none', why: `CloudWatch: ${answer.message}` };
    const broken = answer.value.find(({ StatusCode }) => StatusCode === 'InternalError' || StatusCode === 'Forbidden');
    if (broken !== undefined)
      return { kind: 'none', why: `CloudWatch: ${broken.Messages?.[0]?.Value ?? broken.StatusCode ?? 'no answer'}` };
    const points = (name: string): ReadonlyMap<number, number> => pointsOf(answer.value, `m${names.indexOf(name)}`);
    return plan.judge(
      (name) => [...points(name).values()],
      (a, b) => {
        const others = points(b);
        return [...points(a)].flatMap(([time, value]) => {
          const other = others.get(time);
          return other === undefined ? [] : [[value, other] as const];
        });
      },
    );
  }

  return {
    async seen(metrics, loadBalancer, now) {
      const entries = Object.entries(metrics);
      const found = await Promise.all(entries.map(([, metric]) => one(metric, loadBalancer, now)));
      return Object.fromEntries(entries.map(([id], at) => [id, found[at] ?? { kind: 'none', why: 'not asked' }]));
    },
  };
}

const queryOf = (id: string, query: Query | undefined): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: query?.namespace,
      MetricName: query?.name,
      ...(query?.loadBalancer !== undefined && {
        Dimensions: [{ Name: 'LoadBalancer', Value: query.loadBalancer }],
      }),
    },
    Period: period,
    Stat: query?.statistic,
  },
});

/** Pages repeat a query with more of its points. */
function pointsOf(results: readonly MetricDataResult[], id: string): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  for (const { Id, Timestamps = [], Values = [] } of results) {
    if (Id !== id) continue;
    for (const [at, time] of Timestamps.entries()) {
      const value = Values[at];
      if (value !== undefined && Number.isFinite(value)) points.set(time.getTime(), value);
    }
  }
  return points;
}
