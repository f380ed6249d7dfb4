import type {
  ChangeWindow,
  CutoverPolicy,
  LegacyRecords,
  Probe,
  StepId,
  Task,
  ZoneWriter,
} from '../../estate/index.js';

/**
 * All that is fixed for a run: the product, its names and where they go, and the policy. It is stored in the journal's `run` line, so that a later
 * edit of the estate changes nothing before `resume --adopt`. Plain data.
 */
export interface Scope {
  readonly product: string;
  readonly env: string;
  readonly account: string;
  readonly region: string;
  readonly policy: Policy;
  /** Hosted zones that hold the names' records; private ones first, because they are changed first. */
  readonly zones: readonly HostedZone[];
  /** Public names that move; none for egress, mail and batch. */
  readonly names: readonly MovingName[];
  /** The announced service addresses; empty where they are not fixed. */
  readonly addresses: readonly string[];
  /** The announced source addresses of the environment. */
  readonly sources: readonly string[];
  /** Who must have been told, and opened. */
  readonly partners: readonly PartnerDuty[];
  /** Shown before anyone is moved. */
  readonly preview?: string;
  /** Health path of the ingress. */
  readonly health?: string;
  readonly killSwitch?: KillSwitch;
  /** Services and fleets that are started at `shift-100`. */
  readonly standby: readonly StandbyUnit[];
  /** Servers that may be shut down at the end. */
  readonly servers: readonly string[];
  /** Principals that may approve; undefined = anyone who may run it. */
  readonly approvers?: readonly string[];
  /** What the addresses are, where the stacks are not deployed yet. */
  readonly standIn: boolean;
}

/** The estate's policy, with the parts that a run needs. */
export type Policy = Omit<CutoverPolicy, 'env' | 'preview'>;
export type { ChangeWindow, LegacyRecords, Probe, StepId, Task };

/** IPv6 addresses that legacy answers; none for another name. */
export const ipv6Of = (legacy: LegacyRecords): readonly string[] => (legacy.kind === 'addresses' ? legacy.ipv6 : []);

export interface HostedZone {
  readonly id: string;
  /** Without the final dot. */
  readonly name: string;
  readonly private: boolean;
}

export interface MovingName {
  /** What the world asks for, without the final dot. */
  readonly name: string;
  /** Its record in Route 53: hosted zone id, and the name with the final dot. */
  readonly zone: string;
  readonly record: string;
  /** What the world answers today. */
  readonly legacy: LegacyRecords;
  readonly target: AliasTarget;
  /** The old provider still answers for the name: it gets a CNAME to `record`. */
  readonly delegated?: { readonly zone: string; readonly write: ZoneWriter };
}

/** A load balancer, as a Route 53 alias names it. */
export interface AliasTarget {
  readonly dnsName: string;
  readonly zoneId: string;
}

export interface KillSwitch {
  readonly healthCheck: string;
  /** Deleting it makes the health check fail: `s3://bucket/key`. */
  readonly object: string;
}

/** One partner, one direction. */
export interface PartnerDuty {
  readonly partner: string;
  readonly direction: 'ingress' | 'egress';
  /** Hash of the addresses that he must open to. */
  readonly addressSet: string;
  /** Milliseconds from notice to the open firewall. */
  readonly leadTime: number;
}

export type StandbyUnit = { readonly name: string } & (
  | { readonly kind: 'service'; readonly cluster: string; readonly id: string; readonly count: number }
  | { readonly kind: 'fleet'; readonly id: string; readonly count: number }
  | { readonly kind: 'job'; readonly id: string; readonly schedule: string }
);
