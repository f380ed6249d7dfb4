import type { Cents } from '../model/money.js';
import type { Disposition } from '../model/server.js';
import type { Ec2Os } from '../pricing/book.js';

/** What figures rest on, strongest first: time series, average and peak, one sample, allocation. */
export type Basis = 'series' | 'average' | 'sample' | 'allocated';

/** Demand the target must meet, after headroom, CPU normalisation and floors. */
export interface Demand {
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly ebsIops: number | undefined;
  readonly ebsMiBps: number | undefined;
  readonly networkGbps: number | undefined;
  readonly cpuBasis: Basis;
  readonly memoryBasis: Basis;
  /** Rules that shaped the figures, in order, as sentences' ends: `memory kept (database)`, `not shrunk: CPU ready 7 % > 5 %`. */
  readonly notes: readonly string[];
}

/** An EBS volume for one disk of the source. */
export interface Volume {
  readonly label: string;
  readonly type: 'gp3' | 'io2' | 'st1';
  readonly sizeGiB: number;
  /** Provisioned; gp3 includes 3,000. */
  readonly iops: number | undefined;
  /** Provisioned; gp3 includes 125. */
  readonly throughputMiBps: number | undefined;
}

export type RdsEngine =
  | 'postgres'
  | 'mysql'
  | 'mariadb'
  | 'sqlserver-ex'
  | 'sqlserver-web'
  | 'sqlserver-se'
  | 'sqlserver-ee';

/** Where a server goes. `none`: nothing is built (retired, or its job is done by something shared); `unknown`: not enough facts. */
export type Target =
  | {
      readonly kind: 'ec2';
      readonly instanceType: string;
      readonly os: Ec2Os;
      /** SQL Server licence included in the instance price; undefined = none or bring-your-own. */
      readonly sqlServer: 'web' | 'standard' | 'enterprise' | undefined;
      readonly volumes: readonly Volume[];
    }
  | {
      readonly kind: 'rds';
      readonly engine: RdsEngine;
      readonly instanceType: string;
      readonly multiAz: boolean;
      readonly storageGiB: number;
      /** Provisioned; only where more was measured than gp3 storage of this size includes. */
      readonly iops?: number;
    }
  | {
      readonly kind: 'elasticache';
      readonly engine: 'valkey' | 'redis' | 'memcached';
      readonly instanceType: string;
      readonly nodes: number;
    }
  /** `capacityUnits`: average over the month, from measured traffic; one where nothing was measured. */
  | { readonly kind: 'lb'; readonly type: 'alb' | 'nlb'; readonly capacityUnits?: number }
  | { readonly kind: 'ses' }
  | { readonly kind: 'efs' | 'fsx'; readonly storageGiB: number }
  | { readonly kind: 'cloudwatch' }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** A target with its price. Lines are computed again by `priceOf(target, book)` when someone asks for them. */
export interface Option {
  readonly target: Target;
  readonly monthlyCents: Cents;
  /** How many of its lines have no known price. */
  readonly unpriced: number;
}

/** 1 = guess (nothing measured) … 5 = long, complete time series. */
export type Confidence = 1 | 2 | 3 | 4 | 5;

/** What is proposed for one server, with everything needed to explain it. */
export interface Recommendation {
  /** `Server.id`. */
  readonly server: string;
  readonly demand: Demand | undefined;
  readonly disposition: Disposition;
  readonly chosen: Option;
  /** Rehost on EC2 at the right size: what `chosen` is compared with, where chosen is something else. */
  readonly rehost: Option;
  /** Rehost on EC2 at the size it has today. */
  readonly asIs: Option;
  /** Others worth knowing, best first: the runner-up, Graviton as a what-if, the managed service or EC2 not chosen. */
  readonly alternatives: readonly Alternative[];
  /** One sentence: why this target. */
  readonly reason: string;
  /** What would change it: `CPU p95 above 62 %`. */
  readonly wouldChange: string | undefined;
  readonly confidence: Confidence;
  /** Recognised role, e.g. `postgres`, `memcached`, `mail`, and what gave it away. */
  readonly role: { readonly id: string; readonly evidence: string } | undefined;
  /** Set by a person (`plan.pins`) or by the row itself. */
  readonly pinned: string | undefined;
}

export interface Alternative extends Option {
  /** Why one would, or why not: `Graviton: needs arm64 builds`. */
  readonly note: string;
}
