import { Fault } from '../model/fault.js';
import type { RateKind } from './quote.js';

/**
 * The compiled price book, written by scripts/price-book.mjs from planner/pricing/data/*.csv:
 * `book.json` holds what no region changes, `<region>.json` the prices of one region.
 */
export const bookSchema = 'price-book/1';

/** name, current generation, vCPUs, GiB, architecture, baseline %, metal, GPUs, Nitro, EBS Mbps, EBS IOPS, Gbps, local GB, CoreMark per vCPU. */
export type TypeRow = readonly [
  name: string,
  current: 0 | 1,
  vcpus: number,
  memoryGiB: number,
  arch: 'x86_64' | 'arm64' | 'other',
  baselinePct: number | null,
  metal: 0 | 1,
  gpus: number,
  nitro: 0 | 1,
  ebsMbps: number | null,
  ebsIops: number | null,
  networkGbps: number | null,
  localGB: number,
  coremark: number | null,
];

export interface BookFile {
  readonly schema: string;
  /** Regions with a file of their own. */
  readonly regions: readonly string[];
  readonly types: readonly TypeRow[];
  /** Family -> discount on Linux on demand, all upfront: 1 year, 3 years. */
  readonly commitments: Readonly<Record<string, readonly [string | null, string | null]>>;
  /** Source and date of the 1-year and the 3-year discounts. */
  readonly commitmentSources: readonly [readonly [string, string], readonly [string, string]];
}

export type SourceRow = readonly [source: string, date: string, kind: RateKind];
export type Ec2Row = readonly [usd: string, source: number];
export type RateRow = readonly [usd: string, unit: string, source: number];
export type TierRow = readonly [from: number, usd: string, unit: string, source: number];

/** Observed Reserved Instance terms of one type and system, as a refresh finds them. */
export interface ReservedRow {
  readonly years: 1 | 3;
  readonly offering: 'standard' | 'convertible';
  readonly payment: 'none' | 'partial' | 'all';
  readonly upfrontUsd: string;
  readonly hourlyUsd: string;
  readonly source: number;
}

/** Prices of one region. A built-in file is complete as far as figures are known; a refreshed one holds what was fetched and overlays it. */
export interface RegionFile {
  readonly schema: string;
  readonly region: string;
  readonly asOf: string;
  readonly sources: readonly SourceRow[];
  /** Operating system -> instance type -> price. The built-in book has Linux; the others follow from licence rates. */
  readonly ec2: Readonly<Record<string, Readonly<Record<string, Ec2Row>>>>;
  readonly rates: Readonly<Record<string, RateRow>>;
  readonly tiers: Readonly<Record<string, readonly TierRow[]>>;
  /** `type|os` -> terms. */
  readonly reserved?: Readonly<Record<string, readonly ReservedRow[]>>;
}

/** @throws Fault `data` when the text is not JSON of the current schema: written by another version of dc-exit, or damaged */
export function parseBook(text: string): BookFile {
  const value = parsed(text, 'book.json');
  if (!isBook(value)) throw notABook('book.json');
  return value;
}

/** @throws Fault `data`, as {@link parseBook} */
export function parseRegion(text: string, name: string): RegionFile {
  const value = parsed(text, name);
  if (!isRegion(value)) throw notABook(name);
  return value;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notABook(name);
  }
}

const notABook = (name: string): Fault =>
  new Fault('data', `${name} is not a price book of schema ${bookSchema}`, 'Build dc-exit again: npm run build');

// The build (or a refresh, which checks what it fetched) writes these files and the schema names their shape:
// looking at every one of 5,000 figures again would cost more than reading them.
const hasSchema = (value: unknown): value is { readonly schema: typeof bookSchema } =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === bookSchema;
const isBook = (value: unknown): value is BookFile => hasSchema(value) && 'types' in value;
const isRegion = (value: unknown): value is RegionFile => hasSchema(value) && 'rates' in value;
