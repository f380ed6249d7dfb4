import { inSeconds, type Metric, milliseconds } from '../../estate/index.js';
import { approvalsOf, judgeApproval } from './approvals.js';
import { ours } from './batch.js';
import { identityName } from './identity.js';
import type { LegacySeen, MetricSeen, Observation } from './observation.js';
import type { RecordSet } from './records.js';
import { isAddressRecord, recordLine, sameRecords } from './record-sets.js';
import type { State } from './state.js';
import { legacyRecords } from './traffic.js';
import { type GateId, neverWaived, type Verdict } from './verdict.js';
import { windowAt } from './window.js';

/** The verdicts of one gate at the current step; a gate that does not apply has none. */
export function judge(gate: GateId, state: State, seen: Observation, now: number): readonly Verdict[] {
  const verdicts = judges[gate](state, seen, now);
  if (neverWaived.includes(gate)) return verdicts;
  return verdicts.map((verdict) => waived(verdict, state, now));
}

/** A waiver turns what does not pass into `waived`; it is journaled with who and why. */
function waived(verdict: Verdict, state: State, now: number): Verdict {
  if (verdict.verdict === 'pass' || verdict.gate === 'approval' || verdict.gate === 'task') return verdict;
  const [waiver] = approvalsOf(state, state.step, verdict.gate, verdict.id, now);
  if (waiver === undefined) return verdict;
  return { ...verdict, verdict: 'waived', why: `waived by ${identityName(waiver.who)}: ${waiver.because}` };
}

type Judge = (state: State, seen: Observation, now: number) => readonly Verdict[];

const judges: Readonly<Record<GateId, Judge>> = {
  drift: (state, seen) => [...judgeZones(state, seen), ...judgeLegacyNames(state, seen)],
  addresses: ({ scope }, { addresses }) => {
    if (scope.addresses.length + scope.sources.length === 0) return [];
    if (addresses === undefined) return [{ gate: 'addresses', verdict: 'inconclusive', why: 'not asked yet' }];
    const verdict = { same: 'pass', changed: 'fail', unknown: 'inconclusive' } as const;
    return [{ gate: 'addresses', verdict: verdict[addresses.kind], why: addresses.why }];
  },
  partners: ({ scope }, { partners }) =>
    partners ??
    scope.partners.map(({ partner, direction }) => ({
      gate: 'partners',
      id: `${partner}.${direction}`,
      verdict: 'inconclusive',
      why: 'not asked yet',
    })),
  certificate: (_, { build }) => {
    if (build === undefined) return [{ gate: 'certificate', verdict: 'inconclusive', why: 'not asked yet' }];
    return [{ gate: 'certificate', verdict: build.kind === 'ready' ? 'pass' : 'inconclusive', why: build.why }];
  },
  probes: judgeProbes,
  metrics: judgeMetrics,
  window: ({ scope }, _, now) => {
    const { window } = scope.policy;
    if (window === undefined) return [];
    const at = windowAt(window, now);
    const limit = `${window.days.join(' ')} ${window.from}-${window.to} ${window.zone}`;
    return at.kind === 'open'
      ? [{ gate: 'window', verdict: 'pass', limit, why: `open until ${new Date(at.until).toISOString()}` }]
      : [
          {
            gate: 'window',
            verdict: 'inconclusive',
            limit,
            why: `opens ${new Date(at.opens).toISOString()}`,
            until: at.opens,
          },
        ];
  },
  approval: (state, _, now) => [judgeApproval(state, state.step, now)],
  quiet: (state, { others }) => {
    if (others === undefined) return [{ gate: 'quiet', verdict: 'inconclusive', why: 'other products were not asked' }];
    const mine = state.shiftingSince ?? Infinity;
    const first = others.find(
      ({ product, since }) => since < mine || (since === mine && product < state.scope.product),
    );
    return first === undefined
      ? [{ gate: 'quiet', verdict: 'pass', why: 'no other product is shifting' }]
      : [
          {
            gate: 'quiet',
            verdict: 'inconclusive',
            why: `${first.product} is at ${first.step}: one product at a time`,
          },
        ];
  },
  // Tasks are not only judged but done: the reducer asks for them one after the other.
  task: () => [],
};

/** Every zone holds exactly what we left there. */
function judgeZones({ scope, current }: State, { zones }: Observation): readonly Verdict[] {
  return scope.zones.flatMap(({ id, name }): readonly Verdict[] => {
    const read = zones[id];
    if (read === undefined) return [{ gate: 'drift', id: name, verdict: 'inconclusive', why: 'not read yet' }];
    if (read.kind !== 'read') return [{ gate: 'drift', id: name, verdict: 'inconclusive', why: read.message }];
    const found = ours(scope, id, read.recordSets);
    const expected = current[id] ?? [];
    if (sameRecords(found, expected)) return [{ gate: 'drift', id: name, verdict: 'pass', why: 'as we left it' }];
    const lines = found.filter(isAddressRecord).map(recordLine).join(', ');
    return [
      {
        gate: 'drift',
        id: name,
        verdict: 'fail',
        value: lines === '' ? 'no address record' : lines,
        limit: expected.filter(isAddressRecord).map(recordLine).join(', '),
        why: 'somebody else has changed the record',
      },
    ];
  });
}

/** Before the first change, old providers answer what the estate says. Afterwards the names are Route 53's, or shown while they change. */
function judgeLegacyNames({ scope, step, legacyZones }: State, seen: Observation): readonly Verdict[] {
  if (step !== 'names') return [];
  return scope.names
    .filter(({ name, delegated }) => delegated !== undefined && legacyZones[name]?.asked === 'asRead')
    .map((name): Verdict => {
      const answers = seen.legacyZones[name.name];
      const wanted = legacyRecords(`${name.name}.`, name.legacy);
      const why = answers === undefined ? 'not asked yet' : problemOf(answers, wanted);
      const base = { gate: 'drift', id: name.name } as const;
      if (why === undefined) return { ...base, verdict: 'pass', why: 'the old provider answers what the estate says' };
      return { ...base, verdict: answers?.kind === 'seen' ? 'fail' : 'inconclusive', why };
    });
}

/** Why not every server answers these records; undefined where all do. */
export function problemOf(answers: LegacySeen, wanted: readonly RecordSet[]): string | undefined {
  if (answers.kind === 'unknown') return answers.why;
  if (answers.servers.length === 0) return 'no authoritative server answered';
  const different = answers.servers.find(({ records }) => !sameRecords(records, wanted));
  if (different === undefined) return undefined;
  const lines = different.records.map(recordLine).join(', ');
  return `${different.server} answers ${lines === '' ? 'nothing' : lines}`;
}

function judgeProbes({ scope, step }: State, { probes }: Observation): readonly Verdict[] {
  const wanted =
    step === 'preview'
      ? [{ id: 'preview', expect: undefined }]
      : Object.entries(scope.policy.probes).map(([id, { expect }]) => ({ id, expect }));
  return wanted.map(({ id, expect }): Verdict => {
    const seen = probes[id];
    const limit = expect === undefined ? 'below 500' : String(expect);
    const base = { gate: 'probes', id, limit } as const;
    if (seen === undefined) return { ...base, verdict: 'inconclusive', why: 'not asked yet' };
    if (seen.kind === 'unknown') return { ...base, verdict: 'inconclusive', why: seen.why };
    if (seen.kind === 'failed') return { ...base, verdict: 'fail', value: 'no answer', why: seen.why };
    const right = expect === undefined ? seen.status < 500 : seen.status === expect;
    return { ...base, verdict: right ? 'pass' : 'fail', value: String(seen.status), why: `answered by ${seen.from}` };
  });
}

function judgeMetrics(state: State, seen: Observation): readonly Verdict[] {
  const { policy } = state.scope;
  const { legacyTraffic } = policy;
  return [
    ...Object.entries(policy.metrics).map(([id, metric]) => judgeMetric(id, metric, seen.metrics[id])),
    ...(state.step === 'drain' && legacyTraffic !== undefined
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
