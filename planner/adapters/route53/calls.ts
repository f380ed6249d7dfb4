import type { ProtectedRecord } from '../../cutover/ports.js';
import type { Change, RecordSet } from '../../cutover/records.js';

/**
 * Why a call of the API gave nothing. `error`: the service said so. `credentials`: none could be had, nothing was sent. `unreached`: the
 * request never arrived. `broken`: it may have arrived, the answer did not.
 */
export type Failure =
  | {
      readonly kind: 'error';
      readonly code: string;
      /** HTTP status; undefined where the SDK does not tell. */
      readonly status: number | undefined;
      readonly messages: readonly string[];
    }
  | { readonly kind: 'credentials' | 'unreached' | 'broken'; readonly message: string };

export type Reply<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

export interface RecordSetPage {
  readonly recordSets: readonly RecordSet[];
  readonly next: Position | undefined;
}

/** A place in Route 53's order of record sets. */
export interface Position {
  readonly name: string;
  readonly type?: string | undefined;
  readonly setIdentifier?: string | undefined;
}

export interface ZoneSummary {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** In Route 53's form, with the final dot. */
  readonly name: string;
  readonly visibility: 'public' | 'private';
}

export interface ZoneDetails extends ZoneSummary {
  /** Host names; none for a private zone. */
  readonly nameServers: readonly string[];
}

/** The few calls of Route 53 that a cutover makes, one request each: no retries, no waiting. Throws only for defects. */
export interface Route53Calls {
  recordSets(zone: string, start: Position): Promise<Reply<RecordSetPage>>;
  change(
    zone: string,
    batch: readonly Change[],
    comment: string,
  ): Promise<Reply<{ readonly changeId: string; readonly at: string }>>;
  changeStatus(changeId: string): Promise<Reply<'pending' | 'insync'>>;
  /** Hosted zones of exactly this name (in Route 53's form), public and private. */
  zonesNamed(name: string): Promise<Reply<readonly ZoneSummary[]>>;
  zone(id: string): Promise<Reply<ZoneDetails>>;
  /** From then on every change of record sets of this name and type is refused, and the refusal gives the comment. */
  protect(zone: string, record: ProtectedRecord, comment: string): Promise<Reply<true>>;
  unprotect(zone: string, record: ProtectedRecord): Promise<Reply<true>>;
}
