import type { Architecture } from '../model/server.js';
import type { Rate } from './quote.js';

/** Hours in a billing month, AWS's own convention (8,760 / 12). */
export const hoursPerMonth = 730;

/** What an instance type can do: DescribeInstanceTypes facts. */
export interface InstanceType {
  readonly name: string;
  /** `m7i` of `m7i.large`. */
  readonly family: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly arch: Architecture;
  readonly currentGeneration: boolean;
  /** The digit in the family name: 7 of `m7i`. Ties go to the newer generation. */
  readonly generation: number;
  readonly burstable: boolean;
  /** Percent of a vCPU that a burstable type sustains without spending credits; 100 for all others. */
  readonly baselinePct: number;
  readonly bareMetal: boolean;
  readonly gpus: number;
  readonly nitro: boolean;
  readonly ebsBaselineMiBps: number | undefined;
  readonly ebsBaselineIops: number | undefined;
  readonly networkBaselineGbps: number | undefined;
  readonly localStorageGB: number;
  /** CoreMark iterations per second and vCPU, where measured. */
  readonly coremarkPerVcpu: number | undefined;
}

/** Operating-system licence in an EC2 price. `windows-byol` costs what Linux costs. */
export type Ec2Os = 'linux' | 'rhel' | 'sles' | 'windows' | 'windows-byol';

/** Purchase options, in the terms of the price list. */
export interface Commitment {
  readonly kind: 'reserved' | 'compute-savings-plan' | 'ec2-savings-plan';
  readonly years: 1 | 3;
  readonly payment: 'none' | 'partial' | 'all';
}

/** A committed price: what is paid once at the start, and what remains per hour. */
export interface CommittedRate {
  readonly upfrontUsd: string;
  readonly hourly: Rate;
  /** hourly + upfront / (8,760 x years). */
  readonly effectiveHourlyUsd: string;
}

/** Dated prices of one region. All lookups answer `undefined` where the figure is not known: a gap, never 0 and never another region's figure. */
export interface PriceBook {
  readonly region: string;
  /** Newest date of a figure in the book, e.g. `2026-10`. */
  readonly asOf: string;
  /** Every instance type known by its facts, whether or not it has a price here. Sorted by name. */
  readonly instanceTypes: readonly InstanceType[];
  instanceType(name: string): InstanceType | undefined;
  /** On demand, shared tenancy, per hour. */
  ec2(type: string, os: Ec2Os): Rate | undefined;
  /** The licence part is not discounted: only the Linux part of a Windows price is. */
  committed(type: string, os: Ec2Os, commitment: Commitment): CommittedRate | undefined;
  /** Everything else, by the item ids of `items.ts`, e.g. `ebs.gp3.storage`, `rds.postgres.db.m7g.large.single`. */
  rate(item: string): Rate | undefined;
  /** Rates with volume tiers (data transfer, S3), ascending by `from`. */
  tiers(item: string): readonly { readonly from: number; readonly rate: Rate }[];
}
