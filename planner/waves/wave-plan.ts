import type { Finding } from '../model/finding.js';
import type { EnvironmentClass } from './inputs.js';

/** How a server came to its product, strongest first. */
export type MembershipSource =
  | 'estate'
  | 'waves-file'
  | 'column'
  | 'tag'
  | 'folder'
  | 'name'
  | 'flows'
  | 'stem'
  | 'single';

/** Where the evidence of a dependency comes from, strongest first. */
export type UseSource = 'declared' | 'shared disk' | 'flows';

/**
 * `hard`: both move in one wave. `ordered`: the target moves in the same or an earlier wave. `loose`: works over the link.
 * `waived`: would order, but people declared it loose.
 */
export type Bond = 'hard' | 'ordered' | 'loose' | 'waived';

/** A product needs another one. */
export interface Use {
  readonly product: string;
  /** 0-1; see `strength.ts`. */
  readonly strength: number;
  readonly source: UseSource;
  readonly bond: Bond;
  readonly ports: readonly number[];
  readonly gbPerDay: number | undefined;
}

/** A product needs a machine that belongs to none: a shared service, or one that stays or is retired. */
export interface OutsideUse {
  readonly server: string;
  readonly ports: readonly number[];
  readonly source: UseSource;
}

/** Traffic that was left out of the grouping, and why; kept visible because someone may know better. */
export interface IgnoredUse {
  /** Product, or machine that belongs to none. */
  readonly to: string;
  readonly ports: readonly number[];
  readonly why: string;
}

export interface ProductPlan {
  readonly name: string;
  /** `Server.id`, sorted. */
  readonly servers: readonly string[];
  /** One sentence: why these machines are one product. */
  readonly why: string;
  /** 0-1: the weakest reason that put a machine here. */
  readonly confidence: number;
  readonly class: EnvironmentClass;
  readonly criticality: 'low' | 'medium' | 'high';
  readonly complex: boolean;
  readonly uses: readonly Use[];
  readonly usesOutside: readonly OutsideUse[];
  readonly ignored: readonly IgnoredUse[];
  /**
   * Products that move together because of hard dependencies and cycles, itself among them; empty when it moves alone. One list shared by
   * all members, at most the first 100 by name: a group may be as large as the estate. `groupSize` counts them all.
   */
  readonly movesWith: readonly string[];
  readonly groupSize: number;
  readonly priority: Priority;
  /** `W3`. */
  readonly wave: string;
  readonly pin: Pin | undefined;
  readonly window: string | undefined;
  /** Week of the cutover, from 1; undefined when no day is open. */
  readonly cutoverWeek: number | undefined;
  readonly cutover: string | undefined;
  /** Last day on which going back to legacy is promised: cutover + bake + drain + keepLegacy. */
  readonly rollbackUntil: string | undefined;
  /** Hours of the copy; undefined when a disk size is unknown. */
  readonly transferHours: number | undefined;
  /** One sentence: why this wave. */
  readonly order: string;
}

/** Higher goes earlier. The factors add up to the score. */
export interface Priority {
  readonly score: number;
  readonly factors: readonly { readonly id: string; readonly points: number; readonly why: string }[];
}

export interface Pin {
  readonly wave: number;
  /** `screen`: a what-if that nobody has saved. */
  readonly by: 'estate' | 'waves-file' | 'inventory' | 'screen';
}

export interface SharedService {
  /** `Server.id`. */
  readonly server: string;
  /** `ad`, `dns`, … or `hub`: many use it and nothing says what it is. */
  readonly role: string;
  readonly why: string;
  /** Machines that talk to it. */
  readonly fanIn: number;
  /** What becomes of it: `Amazon Time Sync Service at 169.254.169.123`. */
  readonly instead: string;
}

export interface LeftServer {
  readonly server: string;
  readonly disposition: 'retire' | 'retain';
  readonly why: string;
}

export type Verdict = 'met' | 'broken' | 'waived';

export interface Condition {
  readonly id: ConditionId;
  readonly verdict: Verdict;
  readonly reason: string;
}

export type ConditionId =
  | 'together'
  | 'dependencies'
  | 'environments'
  | 'nonproduction-first'
  | 'critical-not-first'
  | 'complex-not-first'
  | 'pilot-small'
  | 'servers'
  | 'storage'
  | 'hours'
  | 'person-days'
  | 'window'
  | 'partners'
  | 'quotas'
  | 'contract-end';

/** A dependency whose two ends are not on the same side for some time: it needs the link back to the datacenter. */
export interface CrossEdge {
  /** Product, or machine that belongs to none. */
  readonly from: string;
  readonly to: string;
  readonly ports: readonly number[];
  readonly gbPerDay: number | undefined;
  readonly strength: number;
  /** Wave after which both have moved; undefined when one of them never moves. */
  readonly until: string | undefined;
}

export interface Wave {
  /** `W1`; numbers may have gaps where a pin asks for a later wave. */
  readonly id: string;
  readonly number: number;
  readonly products: readonly string[];
  readonly servers: number;
  readonly class: EnvironmentClass | 'mixed';
  /** Weeks of the plan, from 1. */
  readonly startWeek: number;
  readonly cutoverWeek: number | undefined;
  /** Dates only when the plan has a start. */
  readonly start: string | undefined;
  /** Day of the wave's last cutover. */
  readonly cutover: string | undefined;
  readonly rollbackUntil: string | undefined;
  /** Days between the end of the rollback window and the end of the contract; negative = too late. */
  readonly slackDays: number | undefined;
  readonly pilot: boolean;
  readonly conditions: readonly Condition[];
  readonly crossEdges: readonly CrossEdge[];
  /** Hours to copy all disks over the link; undefined when one size is unknown. */
  readonly transferHours: number | undefined;
  /** The same for the sizes that are known. */
  readonly transferHoursAtLeast: number;
  /** Machines without a known size, `Server.id`. */
  readonly transferUnknown: readonly string[];
  readonly gib: number;
  readonly windowHours: number;
  readonly personDays: number;
}

export interface PartnerPlan {
  readonly id: string;
  readonly name: string;
  readonly product: string;
  readonly directions: readonly ('ingress' | 'egress')[];
  readonly leadTimeDays: number;
  readonly earliestWeek: number | undefined;
  readonly earliestCutover: string | undefined;
  /** Last week and day on which the notice may go out for the planned cutover. */
  readonly noticeByWeek: number | undefined;
  readonly noticeBy: string | undefined;
  readonly wave: string;
  readonly cutover: string | undefined;
}

/** Traffic on one port that says nothing about products. */
export interface NoisePort {
  readonly port: number;
  readonly why: string;
  readonly flows: number;
}

export interface WavePlan {
  /** Sorted by name. */
  readonly products: readonly ProductPlan[];
  readonly sharedServices: readonly SharedService[];
  readonly left: readonly LeftServer[];
  /** In the order of their numbers. */
  readonly waves: readonly Wave[];
  readonly partners: readonly PartnerPlan[];
  readonly noise: readonly NoisePort[];
  /** The one place of every server, by `Server.id`. */
  readonly placements: ReadonlyMap<string, Placement>;
  readonly findings: readonly Finding[];
}

/** The one place of a server. */
export type Placement =
  | { readonly kind: 'product'; readonly product: string }
  | { readonly kind: 'shared'; readonly role: string }
  | { readonly kind: 'leave'; readonly disposition: 'retire' | 'retain' };
