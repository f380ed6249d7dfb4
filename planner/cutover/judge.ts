import { momentText } from '../model/moment.js';
import { approvalsOf, judgeApproval } from './approvals.js';
import { identityName } from './identity.js';
import { judgeHostedNames, judgeLegacyNames, judgeZones } from './judge-drift.js';
import { judgeQuiet } from './judge-quiet.js';
import { judgeMetrics, judgeProbes } from './judge-traffic.js';
import type { Observation } from './observation.js';
import type { State } from './state.js';
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
  drift: (state, seen) => [
    ...judgeZones(state, seen),
    ...judgeHostedNames(state, seen),
    ...judgeLegacyNames(state, seen),
  ],
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
      ? [{ gate: 'window', verdict: 'pass', limit, why: `open until ${momentText(at.until)} UTC` }]
      : [
          {
            gate: 'window',
            verdict: 'inconclusive',
            limit,
            why: `opens ${momentText(at.opens)} UTC`,
            until: at.opens,
          },
        ];
  },
  approval: (state, _, now) => [judgeApproval(state, state.step, now)],
  quiet: judgeQuiet,
  // Tasks are not only judged but done: the reducer asks for them one after the other.
  task: () => [],
};
