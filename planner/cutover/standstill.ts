import type { Waiting } from './actions.js';
import { judgeApproval } from './approvals.js';
import { shownDuty } from './duties.js';
import { enterRecord } from './instructions.js';
import { recordLine } from './record-sets.js';
import { remediesOf, waiverOf } from './remedies.js';
import type { State } from './state.js';
import { liveShare } from './tasks.js';
import { gateName, passes, type Verdict } from './verdict.js';

/** A foreign edit: nobody writes before it is decided. */
export function driftWaiting({ scope, drift }: State): Waiting {
  const zone = scope.zones.find(({ id }) => id === drift?.zone)?.name ?? drift?.zone ?? '';
  const lever = scope.killSwitch;
  return {
    for: 'drift',
    why: `somebody else has changed records of ${scope.product} in ${zone}: nothing is written until it is decided`,
    verdicts: [],
    todo: [
      `plan-migration cutover resume ${scope.product} --adopt --because …   their values become the base`,
      `plan-migration cutover resume ${scope.product} --restore --confirm ${scope.product} --because …   ours are put back`,
      ...(lever === undefined ? [] : [`meanwhile, all traffic to legacy without Route 53: aws s3 rm ${lever.object}`]),
    ],
  };
}

/** Somebody stopped it, or the engine itself did. */
export const holdWaiting = (state: State, { because, until, by, cause }: NonNullable<State['hold']>): Waiting => {
  const { scope, verdicts } = state;
  const asked = Object.values(verdicts);
  const bad = cause === 'failure' ? asked.filter(({ verdict }) => verdict === 'fail') : [];
  return {
    for: 'hold',
    why: `held ${cause === 'operator' ? `by ${by}` : 'after a failure'}: ${because}`,
    verdicts: asked,
    todo: [
      `plan-migration cutover resume ${scope.product} --because …`,
      ...(bad.length === 0 || liveShare(state) === 0
        ? []
        : [`plan-migration cutover rollback ${scope.product} --because …   all traffic back to legacy`]),
      ...bad.flatMap((verdict) => waiverOf(state, verdict) ?? []),
    ],
    ...(until !== undefined && { until }),
  };
};

/** The old provider's record is being changed by hand. */
function shownChange({ pending }: State): Waiting | undefined {
  if (pending?.intent.target !== 'legacy' || pending.submitted === undefined) return undefined;
  const { zone, name, records } = pending.intent.change;
  return {
    for: 'people',
    why: `the servers of ${zone} do not all answer the new record of ${name} yet`,
    verdicts: [],
    todo: records.map((record) => enterRecord(name, zone, recordLine(record))),
  };
}

/** Gates that hold. An approval is counted anew: all of it is in the journal. */
const openVerdicts = (state: State): readonly Verdict[] =>
  Object.values(state.verdicts)
    .map((verdict) =>
      verdict.gate === 'approval' ? judgeApproval(state, state.step, Date.parse(state.lastAt)) : verdict,
    )
    .filter((verdict) => !passes(verdict));

/** Why a run stands still and what people can do about it, from the journal alone; a wait that ends by itself is not meant. */
export function standstillOf(state: State): Waiting | undefined {
  if (state.ended !== undefined || state.back !== undefined) return undefined;
  if (state.drift !== undefined) return driftWaiting(state);
  if (state.hold !== undefined) return holdWaiting(state, state.hold);
  const change = shownChange(state);
  if (change !== undefined) return change;
  const missing = openVerdicts(state);
  if (missing.length === 0) return shownDuty(state);
  const why = missing.map((verdict) => `${gateName(verdict)}: ${verdict.why}`).join('; ');
  return { for: 'gate', why, verdicts: missing, todo: remediesOf(state, missing) };
}
