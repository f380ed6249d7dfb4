import type { StepId } from '../../estate/index.js';
import type { ApproveEntry, Stamped } from './entries.js';
import { identityName, isMember, personOf } from './identity.js';
import type { Scope } from './scope.js';
import type { State } from './state.js';
import type { GateId, Verdict } from './verdict.js';

/** Approvals and waivers of one gate of one step that have not lapsed. */
export const approvalsOf = (
  { approvals }: State,
  step: StepId,
  gate: GateId,
  id: string | undefined,
  now: number,
): readonly Stamped<ApproveEntry>[] =>
  approvals.filter(
    (entry) =>
      entry.step === step &&
      entry.gate === gate &&
      (entry.id === undefined || entry.id === id) &&
      (entry.until === undefined || now < entry.until),
  );

/** Who counts: members of the group, where the policy names one. */
export const mayApprove = ({ approvers }: Scope, entry: Pick<ApproveEntry, 'who'>): boolean =>
  approvers === undefined || isMember(entry.who, approvers);

/** Steps that end something are never taken in passing, whatever the policy says. */
export const alwaysApproved: ReadonlySet<StepId> = new Set(['finish', 'decommission']);

/** A step that is not gone through without somebody's word. */
export const asksApproval = ({ policy }: Scope, step: StepId): boolean =>
  policy.approve.at.includes(step) || alwaysApproved.has(step);

/** N of M: so many different people who may approve. */
export function judgeApproval(state: State, step: StepId, now: number): Verdict {
  const { need, from } = state.scope.policy.approve;
  if (!asksApproval(state.scope, step))
    return { gate: 'approval', verdict: 'pass', why: 'the policy asks for no approval here' };
  const valid = approvalsOf(state, step, 'approval', undefined, now).filter((entry) => mayApprove(state.scope, entry));
  const people = new Map(valid.map((entry) => [personOf(entry.who), entry]));
  const names = [...people.values()].map(({ who }) => identityName(who)).join(', ');
  const value = `${people.size} of ${need}`;
  const group = from === undefined ? '' : ` from ${from}`;
  if (people.size >= need)
    return { gate: 'approval', verdict: 'pass', value, limit: `${need}${group}`, why: `approved by ${names}` };
  return {
    gate: 'approval',
    verdict: 'inconclusive',
    value,
    limit: `${need}${group}`,
    why: `approve ${step} (${value}${group})${names === '' ? '' : `; so far ${names}`}`,
  };
}
