import type { Submission, Trouble } from '../../cutover/ports.js';
import type { Failure } from './calls.js';

type Rejection = Extract<Submission, { kind: 'rejected' }>;

/** What the messages of an `InvalidChangeBatch` mean, most telling first: a batch that is stale in one place often conflicts in another. */
const reasons: readonly (readonly [Rejection['reason'], RegExp])[] = [
  ['protected', /protect/i],
  ['stale', /but it was not found|but it already exists|values provided do not match the current values/i],
  ['conflict', /cannot be created as|conflict|not permitted at apex|invalid set of changes|target was not found/i],
];

export const reasonOf = (messages: readonly string[]): Rejection['reason'] =>
  reasons.find(([, pattern]) => messages.some((message) => pattern.test(message)))?.[0] ?? 'invalid';

const throttled = /^(?:Throttl|PriorRequestNotComplete|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/;
const credentials =
  /^(?:ExpiredToken|RequestExpired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature|TokenRefreshRequired)/;
const denied = /^(?:AccessDenied|NotAuthorized|OptInRequired|UnauthorizedOperation)/;

export type Class = 'throttled' | 'credentials' | 'denied' | 'ambiguous' | 'unreached' | 'refused';

/** What a failure means for what was asked: `ambiguous` may have been carried out, all others were not. */
export function classOf(failure: Failure): Class {
  if (failure.kind !== 'error') return failure.kind === 'broken' ? 'ambiguous' : failure.kind;
  const { code, status } = failure;
  if (throttled.test(code) || status === 429) return 'throttled';
  if (credentials.test(code) || status === 401) return 'credentials';
  if (denied.test(code) || status === 403) return 'denied';
  return status === undefined || status >= 500 ? 'ambiguous' : 'refused';
}

export const textOf = (failure: Failure): string =>
  failure.kind === 'error' ? `${failure.code}: ${failure.messages.join('; ')}` : failure.message;

const troubles: Readonly<Record<Class, Trouble['kind']>> = {
  throttled: 'throttled',
  credentials: 'credentials',
  denied: 'denied',
  ambiguous: 'unreachable',
  unreached: 'unreachable',
  refused: 'invalid',
};

/** A failure of a call that changes nothing. */
export const troubleOf = (failure: Failure): Trouble => ({
  kind: troubles[classOf(failure)],
  message: textOf(failure),
});

/** A failure of a batch. */
export function submissionOf(failure: Failure): Submission {
  const message = textOf(failure);
  if (classOf(failure) === 'ambiguous') return { kind: 'unknown', message };
  if (failure.kind !== 'error' || classOf(failure) !== 'refused') return troubleOf(failure);
  if (failure.code === 'InvalidChangeBatch')
    return { kind: 'rejected', reason: reasonOf(failure.messages), message: failure.messages.join('; ') };
  return failure.code === 'InvalidInput' || failure.code === 'NoSuchHealthCheck'
    ? { kind: 'rejected', reason: 'invalid', message }
    : troubleOf(failure);
}
