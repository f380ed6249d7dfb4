import type { Closed, Weekday } from './schedule/calendar.js';
import type { Edge } from './products/edges.js';
import type { Adjacency } from './products/graph.js';
import type { ProductLinks } from './products/links.js';
import type { Groups } from './products/groups.js';
import type { Limits, PartnerTiming } from './schedule/limits.js';
import type { EnvironmentClass, WaveInputs } from './inputs.js';
import type { QuotaWait } from './schedule/quota-waits.js';
import type { Pin, Priority } from './wave-plan.js';
import type { Window } from './schedule/window.js';

/** Wave of each product, from 1. */
export type Assignment = Int32Array;

/** Everything about a product that does not depend on its wave. */
export interface ProductFacts {
  readonly name: string;
  /** `Server.id`, sorted. */
  readonly servers: readonly string[];
  readonly why: string;
  readonly confidence: number;
  readonly class: EnvironmentClass;
  /** Holds production and other machines: it moves as one and counts as production. */
  readonly mixed: boolean;
  readonly criticality: 'low' | 'medium' | 'high';
  readonly complex: boolean;
  readonly priority: Priority;
  /** Sum of the known sizes. */
  readonly gib: number;
  readonly copyHours: number;
  /** `Server.id` of machines without a known size. */
  readonly unknownSize: readonly string[];
  readonly windowHours: number;
  readonly personDays: number;
  readonly window: Window | undefined;
  readonly days: readonly Weekday[];
  /** Freezes of the company and blackouts of this product; empty without a start. */
  readonly closed: readonly Closed[];
  readonly partners: readonly PartnerTiming[];
  readonly addresses: number;
  /** Days from the cutover to the end of the rollback window. */
  readonly keepDays: number;
  readonly pin: Pin | undefined;
}

/** The estate as waves see it; immutable, shared by every what-if. */
export interface WaveModel {
  readonly inputs: WaveInputs;
  readonly limits: Limits;
  readonly quotaWaits: readonly QuotaWait[];
  /** By name; an index here is the number of the place. */
  readonly products: readonly ProductFacts[];
  /** Machines that belong to no product; their places follow the products. */
  readonly outside: readonly OutsidePlace[];
  readonly edges: readonly Edge[];
  /** Edges between two products. */
  readonly inner: readonly Edge[];
  /** Numbers of the edges at every place. */
  readonly incident: Adjacency;
  /** By product; absent = none. */
  readonly links: ReadonlyMap<number, ProductLinks>;
  readonly groups: Groups;
  /** Waves that are kept small, and how many machines each of them may hold. */
  readonly pilot: { readonly waves: number; readonly servers: number };
}

export interface OutsidePlace {
  readonly server: string;
  readonly kind: 'shared' | 'retire' | 'retain';
}

export const placeName = ({ products, outside }: Pick<WaveModel, 'products' | 'outside'>, place: number): string =>
  products[place]?.name ?? outside[place - products.length]?.server ?? '';
