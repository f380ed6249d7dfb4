import type { ZoneRead } from './ports.js';
import type { RecordSet } from './records.js';
import type { MovingName } from './scope.js';
import type { Verdict } from './verdict.js';

/** The stacks of the new side, and its certificate. */
export type BuildSeen =
  | { readonly kind: 'ready'; readonly why: string; readonly notAfter?: number }
  | { readonly kind: 'pending'; readonly why: string }
  | { readonly kind: 'missing'; readonly why: string };

/** Addresses now, against those announced. */
export type AddressesSeen =
  | { readonly kind: 'same'; readonly why: string }
  | { readonly kind: 'changed'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

export type ProbeSeen =
  | { readonly kind: 'answered'; readonly status: number; readonly from: string }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

export type MetricSeen =
  | { readonly kind: 'value'; readonly value: number; readonly requests?: number }
  | { readonly kind: 'none'; readonly why: string };

/** What every authoritative server of an old provider answers for a name now. */
export type LegacySeen =
  | {
      readonly kind: 'seen';
      readonly servers: readonly { readonly server: string; readonly records: readonly RecordSet[] }[];
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** Another product whose traffic is moving. */
export interface Shifting {
  readonly product: string;
  readonly step: string;
  readonly claim: Claim;
}

/** The right to shift: whoever has shifted already comes first, then whoever asked first. */
export interface Claim {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Traffic has moved under it. */
  readonly taken: boolean;
}

/** What was asked of the world, in one look. What was not asked, or did not answer, is not here: its gates are inconclusive. */
export interface Observation {
  /** By hosted zone id, all record sets at our names. */
  readonly zones: Readonly<Record<string, ZoneRead>>;
  /** One verdict for each partner and direction. */
  readonly partners?: readonly Verdict[];
  readonly build?: BuildSeen;
  readonly addresses?: AddressesSeen;
  /** By name of the policy's probe; `preview` for the preview host. */
  readonly probes: Readonly<Record<string, ProbeSeen>>;
  readonly metrics: Readonly<Record<string, MetricSeen>>;
  readonly others?: readonly Shifting[];
  /** Requests that still reach legacy, as the policy's command counts them. */
  readonly legacyTraffic?: MetricSeen;
  /** By public name. */
  readonly legacyZones: Readonly<Record<string, LegacySeen>>;
}

export const nothingSeen: Observation = { zones: {}, probes: {}, metrics: {}, legacyZones: {} };

/** What a decision needs to know. */
export interface Needs {
  /** Hosted zones. */
  readonly zones: readonly string[];
  /** Told, or open: what the step asks of partners. */
  readonly partners: 'told' | 'open' | false;
  readonly build: boolean;
  readonly addresses: boolean;
  readonly probes: boolean;
  readonly preview: boolean;
  readonly metrics: boolean;
  readonly others: boolean;
  readonly legacyTraffic: boolean;
  readonly legacyNames: readonly MovingName[];
}
