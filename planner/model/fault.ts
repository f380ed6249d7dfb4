/**
 * What went wrong, in the terms of the exit codes of `docs/contract.md`:
 * usage 64, data 65, missing file 66, unreachable 69, waiting 75, denied 77, rolled back 80,
 * rollback failed 81, changed world 82.
 */
export type FaultKind =
  | 'usage'
  | 'data'
  | 'missing'
  | 'unreachable'
  | 'waiting'
  | 'denied'
  | 'rolledBack'
  | 'rollbackFailed'
  | 'changed';

/** An expected failure: told to the user as it is, without a stack. Anything else that is thrown is a defect (exit 1). */
export class Fault extends Error {
  readonly kind: FaultKind;
  /** What to do next. */
  readonly remedy: string;

  constructor(kind: FaultKind, message: string, remedy: string) {
    super(message);
    this.name = 'Fault';
    this.kind = kind;
    this.remedy = remedy;
  }
}
