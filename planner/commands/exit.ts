import { Fault, type FaultKind } from '../model/fault.js';

/** Exit codes of `docs/contract.md` §5, after sysexits(3) where it has one. */
export const exit = {
  done: 0,
  defect: 1,
  findings: 2,
  usage: 64,
  data: 65,
  missing: 66,
  unreachable: 69,
  waiting: 75,
  denied: 77,
  /** A gate failed; traffic is back on legacy. */
  rolledBack: 80,
  /** A rollback failed: somebody has to act now. */
  rollbackFailed: 81,
  changed: 82,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** Which exit code tells of a failure. */
export function exitCodeOf(error: unknown): number {
  return error instanceof Fault ? exit[error.kind satisfies FaultKind] : exit.defect;
}
