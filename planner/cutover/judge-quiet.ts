import type { Claim, Observation, Shifting } from './observation.js';
import type { State } from './state.js';
import type { Verdict } from './verdict.js';

/**
 * Nobody passes before his claim is so old, milliseconds: two who claim at once then see each other, and agree on who is first. Longer than it takes
 * to write a line and read the others' journals.
 */
const settling = 5000;

/** One product at a time: of all that claim to shift, the first one does. */
export function judgeQuiet(
  { scope, claim, enteredAt }: State,
  { others }: Observation,
  now: number,
): readonly Verdict[] {
  const base = { gate: 'quiet' } as const;
  if (others === undefined) return [{ ...base, verdict: 'inconclusive', why: 'other products were not asked' }];
  const mine = { product: scope.product, claim: claim ?? { since: Date.parse(enteredAt), taken: false } };
  const first = others.find((other) => comesBefore(other, mine));
  if (first !== undefined)
    return [{ ...base, verdict: 'inconclusive', why: `${first.product} is at ${first.step}: one product at a time` }];
  const until = mine.claim.since + settling;
  if (!mine.claim.taken && now < until)
    return [{ ...base, verdict: 'inconclusive', why: 'others who may have asked at the same moment', until }];
  return [{ ...base, verdict: 'pass', why: 'no other product is shifting' }];
}

function comesBefore(a: Shifting, b: { readonly product: string; readonly claim: Claim }): boolean {
  if (a.claim.taken !== b.claim.taken) return a.claim.taken;
  if (a.claim.since !== b.claim.since) return a.claim.since < b.claim.since;
  return a.product < b.product;
}

/** What a run says to others about itself: undefined where it is not shifting. */
export function shiftingOf(state: State | undefined): Shifting | undefined {
  if (state?.claim === undefined || state.ended !== undefined) return undefined;
  return { product: state.scope.product, step: state.step, claim: state.claim };
}
