import type { Waiting } from './actions.js';
import { remediesOf, waiverOf } from './remedies.js';
import type { State } from './state.js';
import { liveShare } from './tasks.js';
import { passes } from './verdict.js';

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
    why: `held by ${by}: ${because}`,
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

/** What people can do about a run that stands still, from the journal alone. */
export function todoOf(state: State): readonly string[] {
  if (state.ended !== undefined || state.back !== undefined) return [];
  if (state.drift !== undefined) return driftWaiting(state).todo;
  if (state.hold !== undefined) return holdWaiting(state, state.hold).todo;
  return remediesOf(
    state,
    Object.values(state.verdicts).filter((verdict) => !passes(verdict)),
  );
}
