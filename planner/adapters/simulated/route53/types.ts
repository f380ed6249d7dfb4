import type { RecordSet } from '../../../cutover/records.js';

/** A change as the API takes it: dc-exit itself never writes UPSERT, other people's tools do. */
export interface Edit {
  readonly Action: 'CREATE' | 'DELETE' | 'UPSERT';
  readonly ResourceRecordSet: RecordSet;
}

/** What Route 53 says when it does not do what was asked. */
export interface Refusal {
  /** Error code of the API, e.g. `InvalidChangeBatch`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  readonly messages: readonly string[];
}

export type Result<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** `broken`: the connection broke; the caller cannot know whether the request was carried out. */
export type Outcome<T> = Result<T> | { readonly kind: 'broken' };

export const done = <T>(value: T): Result<T> => ({ kind: 'done', value });

export const refuse = (code: string, messages: readonly string[] | string, status = 400): Result<never> => ({
  kind: 'refused',
  refusal: { code, status, messages: typeof messages === 'string' ? [messages] : messages },
});

/** Record sets of a zone by name, type and set identifier. */
export type RecordSets = ReadonlyMap<string, RecordSet>;
