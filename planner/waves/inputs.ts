import type { Disposition } from '../model/server.js';
import type { Window } from './schedule/window.js';

/** Environment classes of `estate.yaml`; everything but `production` may go early. */
export type EnvironmentClass = 'production' | 'staging' | 'development' | 'ephemeral';

/** Days on which nothing is cut over. Dates are `2027-06-25`, both ends included. */
export interface Blackout {
  readonly from: string;
  readonly to: string;
  readonly why: string;
  /** Only this product; without it a freeze of the whole company. */
  readonly product?: string;
}

/** What one wave may hold. A limit that is left out is no limit. */
export interface WaveCapacity {
  /** @default 50, the guardrail of pf9-mngt's planner */
  readonly servers: number;
  /** GiB to copy. @default 20480, the same guardrail's 20 TB */
  readonly gib: number;
  /** Hours of work inside the cutover window, all products together. */
  readonly hours?: number;
  readonly personDays?: number;
}

/** A product as `estate.yaml` declares it: always wins over anything inferred. */
export interface DeclaredProduct {
  readonly name: string;
  /** Names of machines in the inventory. */
  readonly replaces: readonly string[];
  readonly owner?: string;
  /** Pin: 1 for W1. */
  readonly wave?: number;
  readonly class?: EnvironmentClass;
  readonly criticality?: 'low' | 'medium' | 'high';
  readonly window?: Window;
  /** Days of the last bake, of draining, and of the rollback window after `finish` (contract: 72h, 7d, 30d). */
  readonly bakeDays?: number;
  readonly drainDays?: number;
  readonly keepLegacyDays?: number;
  /** Elastic IPs that its ingress needs. */
  readonly addresses?: number;
}

/** A partner that must allow new addresses of one product before it can be cut over. */
export interface PartnerLead {
  readonly id: string;
  readonly name: string;
  readonly product: string;
  readonly directions: readonly ('ingress' | 'egress')[];
  readonly leadTimeDays: number;
  /** When they change their firewall; empty = any day. */
  readonly windows: readonly Window[];
  /** Date of the notice, when it has been sent. Without it the earliest possible notice is the start of the plan. */
  readonly noticeSent?: string;
}

/** A limit of the AWS account that must be raised before the estate fits. */
export interface Quota {
  /** The one that a plan exceeds before anything is built; others show when Terraform asks. */
  readonly id: 'elastic-ips';
  /** `Elastic IPs in us-east-1`. */
  readonly title: string;
  readonly limit: number;
  /** Taken before the first product: NAT gateways, what is already there. */
  readonly used: number;
  readonly leadTimeDays: number;
}

/** What an edited `waves.csv` says. Rows win over the planner, not over pins of `estate.yaml`. */
export interface WaveEdits {
  readonly file: string;
  /** Product -> wave. */
  readonly waves: ReadonlyMap<string, EditedWave>;
  /** Server name -> where it belongs. */
  readonly servers: ReadonlyMap<string, EditedServer>;
}

export interface EditedWave {
  readonly wave: number;
  readonly row: number;
}

export interface EditedServer {
  readonly place: { readonly product: string } | { readonly leave: Left } | 'shared';
  readonly row: number;
}

/** A dependency that people declare harmless over the link: it neither orders waves nor joins products. */
export interface LooseDependency {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export type Left = 'retire' | 'retain';
/** What becomes of a machine that does not move, and why if people said so. */
export type Leave = Left | { readonly as: Left; readonly why?: string };

/** A condition that people accept as broken: it is shown as waived, with their reason. */
export interface Waiver {
  /** Id of the condition: `partners`, `contract-end` … */
  readonly condition: string;
  /** Only as far as this product breaks it; without it in every wave. */
  readonly product?: string;
  readonly why: string;
}

export interface WaveInputs {
  /** First day of work, `2027-02-01`. Without it waves are weeks; the clock is never read. */
  readonly start?: string;
  /** Last day of the datacenter. */
  readonly contractEnd?: string;
  readonly freezes: readonly Blackout[];
  readonly perWave: WaveCapacity;
  readonly products: readonly DeclaredProduct[];
  /** Machines that do not move, by name. */
  readonly leave: ReadonlyMap<string, Leave>;
  readonly partners: readonly PartnerLead[];
  readonly quotas: readonly Quota[];
  readonly loose: readonly LooseDependency[];
  readonly waivers: readonly Waiver[];
  readonly edits: WaveEdits | undefined;
  /** Bandwidth of the link to AWS in Mbit/s. @default 620, what kubev2v/migration-planner assumes */
  readonly linkMbps: number;
  /** Days from the start of a wave (build, replication, tests) to its cutover. */
  readonly prepareDays: number;
  /** Days from one wave's cutover to the next one's. */
  readonly cadenceDays: number;
  /** Product names that mean something else: `foundation`, `addresses`, names of environments. */
  readonly reservedNames: readonly string[];
}

/**
 * Inputs of an estate that says nothing. Preparation and cadence of two weeks are ours: AWS prescriptive guidance plans waves of 4-8 weeks
 * with overlapping halves (build first, cut over second), and a company of a dozen servers needs the short end.
 * Five Elastic IPs per region is the default quota of EC2; two weeks is our allowance for having it raised.
 */
export const defaultWaveInputs: WaveInputs = {
  freezes: [],
  perWave: { servers: 50, gib: 20_480 },
  products: [],
  leave: new Map(),
  partners: [],
  quotas: [{ id: 'elastic-ips', title: 'Elastic IPs per region', limit: 5, used: 0, leadTimeDays: 14 }],
  loose: [],
  waivers: [],
  edits: undefined,
  linkMbps: 620,
  prepareDays: 14,
  cadenceDays: 14,
  reservedNames: ['foundation', 'addresses', 'bootstrap', 'all'],
};

/** Days of bake, drain and kept legacy where a product does not say (contract §2). */
export const defaultKeep = { bakeDays: 3, drainDays: 7, keepLegacyDays: 30 } as const;

/** What sizing found out about the machines, by `Server.id`. */
export interface ServerRoles {
  /** Role id: `ad`, `dns`, `ntp`, `backup`, `monitoring`, `jump`, `postgres` … */
  readonly roles: ReadonlyMap<string, string>;
  /** Machines that sizing would not move, or would move in another way, and why. */
  readonly dispositions: ReadonlyMap<string, { readonly disposition: Disposition; readonly reason: string }>;
}
