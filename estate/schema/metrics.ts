import { checked, mapped, object, optional, required } from '../shape.js';
import type { Duration } from '../units.js';
import { parseDuration } from '../units.js';
import { durationWord, integer, word } from '../words.js';
import type { Shape } from '../shape.js';

/** A number that a shift is judged by. No data is inconclusive, and that holds. */
export interface Metric {
  readonly of: MetricSource;
  readonly failAbove?: MetricLimit;
  readonly failBelow?: MetricLimit;
  /** How far back it looks. */
  readonly over: Duration;
  /** Below this many requests in `over` it is inconclusive. */
  readonly minRequests?: number;
}

export type MetricSource =
  | { readonly kind: 'ingress'; readonly metric: IngressMetric }
  | { readonly kind: 'cloudwatch'; readonly namespace: string; readonly name: string; readonly statistic: string };

export type IngressMetric = '5xxPercent' | '4xxPercent' | 'requests' | 'p50' | 'p90' | 'p95' | 'p99';
export type MetricLimit =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'duration'; readonly value: Duration };

const ingressMetrics = ['5xxPercent', '4xxPercent', 'requests', 'p50', 'p90', 'p95', 'p99'] as const;

const source = word<MetricSource>({
  type: 'metric',
  json: { pattern: '^(ingress\\..+|cloudwatch:.+/.+:.+)$' },
  remedy: `write ingress.${ingressMetrics.join(', ingress.')} or cloudwatch:NAMESPACE/METRIC:STATISTIC`,
  parse: (text) => {
    const known = ingressMetrics.find((metric) => text === `ingress.${metric}`);
    if (known !== undefined) return { kind: 'ingress', metric: known };
    const [, namespace, name, statistic] =
      /^cloudwatch:([\w./#: -]{1,255})\/([\w.# -]{1,255}):(Sum|Average|Minimum|Maximum|SampleCount|p\d{1,2}(?:\.\d{1,2})?)$/.exec(
        text,
      ) ?? [];
    if (namespace === undefined || name === undefined || statistic === undefined) return undefined;
    return { kind: 'cloudwatch', namespace, name, statistic };
  },
});

const limit: Shape<MetricLimit> = {
  type: 'number or duration',
  json: { anyOf: [{ type: 'number' }, durationWord.json] },
  read(value, tell) {
    if (value.kind === 'scalar' && typeof value.value === 'number' && Number.isFinite(value.value))
      return { kind: 'number', value: value.value };
    const parsed = durationWord.read(value, tell);
    return typeof parsed === 'symbol' ? parsed : { kind: 'duration', value: parsed };
  },
};

/** A latency is compared with a duration, everything else with a number. */
function wantsDuration(of: MetricSource): boolean {
  return of.kind === 'ingress' && /^p\d/.test(of.metric);
}

export const metric: Shape<Metric> = mapped(
  checked(
    object('metric', {
      of: required(
        source,
        'ingress.5xxPercent, ingress.4xxPercent, ingress.requests, ingress.p50 p90 p95 p99, or cloudwatch:NAMESPACE/METRIC:STATISTIC',
      ),
      failAbove: optional(limit, 'fails above: a number; a duration for latencies'),
      failBelow: optional(limit, 'fails below'),
      over: required(durationWord, 'how far back it looks; at least 1m'),
      minRequests: optional(
        integer('count', 0, 1_000_000_000),
        'below this many requests it is inconclusive',
        'no lower bound',
      ),
    }),
    ({ of, failAbove, failBelow, over }, problem) => {
      if (failAbove === undefined && failBelow === undefined)
        problem(['failAbove'], 'missing', 'write failAbove or failBelow', 'missing');
      const wanted = wantsDuration(of) ? 'duration' : 'number';
      for (const [key, value] of [
        ['failAbove', failAbove],
        ['failBelow', failBelow],
      ] as const)
        if (value !== undefined && value.kind !== wanted)
          problem(
            [key],
            wanted === 'duration' ? 'a latency is not a number' : 'not a duration',
            wanted === 'duration' ? 'write 800ms' : 'write a number',
          );
      if (over < (parseDuration('1m') ?? 0))
        problem(['over'], 'shorter than the minute in which metrics arrive', 'write 5m');
    },
  ),
  (value) => value,
);
