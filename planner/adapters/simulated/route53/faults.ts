import { refuse, type Result } from './types.js';

/** What the service can do wrong, on demand. */
export type FaultKind =
  | 'throttle'
  | 'prior-request'
  | 'expired'
  | 'denied'
  | 'internal-error'
  /** The connection breaks and nothing was done. */
  | 'reset-before-apply'
  /** The connection breaks although everything was done. */
  | 'reset-after-apply';

export interface Fault {
  readonly kind: FaultKind;
  /** Only calls of this action, e.g. `ChangeResourceRecordSets`; default all. */
  readonly action?: string;
  /** How many calls; default 1. */
  readonly times?: number;
}

/** The script after a call of this action, and what befalls the call. */
export function struck(
  script: readonly Fault[],
  action: string,
): { readonly script: readonly Fault[]; readonly kind: FaultKind | undefined } {
  const at = script.findIndex((fault) => fault.action === undefined || fault.action === action);
  const fault = script[at];
  if (fault === undefined) return { script, kind: undefined };
  const times = (fault.times ?? 1) - 1;
  return { script: script.toSpliced(at, 1, ...(times > 0 ? [{ ...fault, times }] : [])), kind: fault.kind };
}

export const throttled: Result<never> = refuse('Throttling', 'Rate exceeded');

export const prior: Result<never> = refuse(
  'PriorRequestNotComplete',
  'The request was rejected because Route 53 was still processing a prior request.',
);

/** What the API answers to a call that a fault befalls; undefined for broken connections. */
export const faultReplies: Readonly<Record<FaultKind, Result<never> | undefined>> = {
  throttle: throttled,
  'prior-request': prior,
  expired: refuse('ExpiredToken', 'The security token included in the request is expired', 403),
  denied: refuse('AccessDenied', 'User is not authorized to perform this action', 403),
  'internal-error': refuse('InternalFailure', 'An internal error occurred', 500),
  'reset-before-apply': undefined,
  'reset-after-apply': undefined,
};
