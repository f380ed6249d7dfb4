import type { Metric } from '../../../../estate/index.js';
import type { MetricSeen, Observation, ProbeSeen, Shifting } from '../../../cutover/observation.js';
import type { Scope } from '../../../cutover/scope.js';
import { replay } from '../../../cutover/fold.js';
import { shiftingOf } from '../../../cutover/judge-quiet.js';
import { liveShare } from '../../../cutover/tasks.js';
import { type Facts, journalName } from '../../../cutover/world.js';
import type { SimulatedJournals } from './journals.js';
import type { SimulatedPartners } from './partners.js';

/** A release that fails under real traffic: from this share on, until it is repaired. */
export interface BadRelease {
  readonly product: string;
  readonly fromPercent: number;
  readonly repairedAt: () => number | undefined;
}

export interface FactsOptions {
  readonly partners: SimulatedPartners;
  readonly journals: SimulatedJournals;
  readonly scopes: readonly Scope[];
  readonly random: () => number;
  readonly bad?: BadRelease;
}

/** Requests in five minutes with all traffic. */
const requestsInFull = 90_000;

/** The rest of the world: stacks that are deployed, probes that are answered, numbers that follow the traffic. */
export function simulatedFacts({ partners, journals, scopes, random, bad }: FactsOptions): Facts {
  const shareOf = (scope: Scope): number => {
    const state = replay(journals.lines(journalName(scope)));
    return state === undefined ? 0 : liveShare(state);
  };
  const isBad = (scope: Scope, share: number, now: number): boolean =>
    bad?.product === scope.product && share >= bad.fromPercent && now < (bad.repairedAt() ?? Infinity);

  return {
    observe: (scope, needs, now) => {
      const share = needs.metrics || needs.probes ? shareOf(scope) : 0;
      const failing = isBad(scope, share, now);
      const probe: ProbeSeen = {
        kind: 'answered',
        status: 200,
        from: scope.addresses.join(' ') || 'the load balancer',
      };
      const broken: ProbeSeen = { kind: 'answered', status: 503, from: probe.from };
      // Where no number tells, a probe has to.
      const answer = failing && Object.keys(scope.policy.metrics).length === 0 ? broken : probe;
      const seen: Omit<Observation, 'zones' | 'legacyZones'> = {
        ...(needs.partners !== false && { partners: partners.verdicts(scope, needs.partners, now) }),
        ...(needs.build && { build: { kind: 'ready', why: 'deployed; the certificate is issued' } }),
        ...(needs.addresses && { addresses: { kind: 'same', why: 'the addresses are those announced' } }),
        probes: {
          ...(needs.preview && { preview: probe }),
          ...(needs.probes && mapOf(scope.policy.probes, () => answer)),
        },
        metrics: needs.metrics
          ? mapOf(scope.policy.metrics, (metric) => metricSeen(metric, share, failing, random()))
          : {},
        ...(needs.others && { others: shifting(scope, scopes, journals) }),
        ...(needs.legacyTraffic && { legacyTraffic: { kind: 'value', value: 0 } }),
      };
      return Promise.resolve(seen);
    },
  };
}

function mapOf<T, U>(items: Readonly<Record<string, T>>, make: (item: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(items).map(([key, item]) => [key, make(item)]));
}

/** A tenth to a third of what would fail, or three times as much. */
function metricSeen(
  { failAbove, failBelow, over }: Metric,
  share: number,
  failing: boolean,
  chance: number,
): MetricSeen {
  if (share === 0) return { kind: 'none', why: 'no traffic yet' };
  const requests = Math.round((requestsInFull * share * over) / 300_000 / 100);
  const limit = failAbove?.value ?? failBelow?.value ?? 1;
  const high = failAbove !== undefined;
  const factor = high === failing ? 3 + chance : 0.1 + chance / 5;
  return { kind: 'value', value: limit * factor, requests };
}

/** Other products between their first and last shift. */
const shifting = ({ product }: Scope, scopes: readonly Scope[], journals: SimulatedJournals): readonly Shifting[] =>
  scopes
    .filter((other) => other.product !== product)
    .map((other) => shiftingOf(replay(journals.lines(journalName(other)))))
    .filter((shift) => shift !== undefined);
