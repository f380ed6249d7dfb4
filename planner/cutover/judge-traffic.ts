import { inSeconds, type Metric, milliseconds } from '../../estate/index.js';
import type { MetricSeen, Observation, ProbeSeen } from './observation.js';
import type { State } from './state.js';
import type { Verdict } from './verdict.js';

/** Requests on the new addresses, by the name that clients use. */
export const judgeProbes = ({ scope, step }: State, { probes }: Observation): readonly Verdict[] =>
  step === 'preview'
    ? [judgeProbe('preview', undefined, probes['preview'])]
    : Object.entries(scope.policy.probes).map(([id, { expect }]) => judgeProbe(id, expect, probes[id]));

/** @param expect status; undefined: any that is not the server's own fault */
function judgeProbe(id: string, expect: number | undefined, seen: ProbeSeen | undefined): Verdict {
  const limit = expect === undefined ? 'below 500' : String(expect);
  const base = { gate: 'probes', id, limit } as const;
  if (seen === undefined) return { ...base, verdict: 'inconclusive', why: 'not asked yet' };
  if (seen.kind === 'unknown') return { ...base, verdict: 'inconclusive', why: seen.why };
  if (seen.kind === 'failed') return { ...base, verdict: 'fail', value: 'no answer', why: seen.why };
  const right = expect === undefined ? seen.status < 500 : seen.status === expect;
  return { ...base, verdict: right ? 'pass' : 'fail', value: String(seen.status), why: `answered by ${seen.from}` };
}

export function judgeMetrics({ scope, step }: State, seen: Observation): readonly Verdict[] {
  const { metrics, legacyTraffic } = scope.policy;
  return [
    ...Object.entries(metrics).map(([id, metric]) => judgeMetric(id, metric, seen.metrics[id])),
    ...(step === 'drain' && legacyTraffic !== undefined
      ? [judgeLegacyTraffic(legacyTraffic.below, seen.legacyTraffic)]
      : []),
  ];
}

const limitText = (metric: Metric): string =>
  [
    ...(metric.failAbove === undefined ? [] : [`at most ${amountText(metric.failAbove)}`]),
    ...(metric.failBelow === undefined ? [] : [`at least ${amountText(metric.failBelow)}`]),
  ].join(', ');

const amountText = ({ kind, value }: NonNullable<Metric['failAbove']>): string =>
  kind === 'duration' ? `${value} ms` : String(value);

/** No data is not a pass, and neither is too little. */
function judgeMetric(id: string, metric: Metric, seen: MetricSeen | undefined): Verdict {
  const base = { gate: 'metrics', id, limit: limitText(metric) } as const;
  if (seen === undefined) return { ...base, verdict: 'inconclusive', why: 'not asked yet' };
  if (seen.kind === 'none') return { ...base, verdict: 'inconclusive', value: 'no data', why: seen.why };
  const { value, requests } = seen;
  const over = `over ${inSeconds(milliseconds(metric.over))} s`;
  const shown = { ...base, value: String(Math.round(value * 100) / 100) };
  if (metric.minRequests !== undefined && (requests ?? 0) < metric.minRequests)
    return {
      ...shown,
      verdict: 'inconclusive',
      why: `${requests ?? 0} requests ${over}; ${metric.minRequests} are needed`,
    };
  const bad =
    (metric.failAbove !== undefined && value > metric.failAbove.value) ||
    (metric.failBelow !== undefined && value < metric.failBelow.value);
  return {
    ...shown,
    verdict: bad ? 'fail' : 'pass',
    why: requests === undefined ? over : `${requests} requests ${over}`,
  };
}

function judgeLegacyTraffic(below: number, seen: MetricSeen | undefined): Verdict {
  const base = { gate: 'metrics', id: 'legacyTraffic', limit: `below ${below}` } as const;
  if (seen === undefined || seen.kind === 'none')
    return { ...base, verdict: 'inconclusive', why: seen?.why ?? 'not asked yet' };
  const quiet = seen.value < below;
  return {
    ...base,
    value: String(seen.value),
    verdict: quiet ? 'pass' : 'inconclusive',
    why: quiet ? 'hardly anyone comes to legacy' : 'clients still come to legacy',
  };
}
