import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../model/fault.js';
import { bookSchema, type RegionFile } from '../../pricing/files.js';

const usd = z.string().regex(/^\d+(\.\d+)?$/);
const source = z.number().int().nonnegative();
const fileSchema = z.object({
  schema: z.literal(bookSchema),
  region: z.string(),
  asOf: z.string(),
  /** When it was fetched, ISO. */
  fetchedAt: z.string(),
  sources: z.array(z.tuple([z.string(), z.string(), z.enum(['observed', 'derived', 'formula'])])),
  ec2: z.record(z.string(), z.record(z.string(), z.tuple([usd, source]))),
  rates: z.record(z.string(), z.tuple([usd, z.string(), source])),
  tiers: z.record(z.string(), z.array(z.tuple([z.number(), usd, z.string(), source]))),
  reserved: z.record(
    z.string(),
    z.array(
      z.object({
        years: z.union([z.literal(1), z.literal(3)]),
        offering: z.enum(['standard', 'convertible']),
        payment: z.enum(['none', 'partial', 'all']),
        upfrontUsd: usd,
        hourlyUsd: usd,
        source,
      }),
    ),
  ),
});

/** Refreshed prices of a region and when they were fetched. */
export interface CachedPrices {
  readonly file: RegionFile;
  readonly fetchedAt: string;
}

function pathOf(folder: string, region: string): string {
  if (!/^[a-z0-9-]+$/.test(region)) {
    throw new Fault('usage', `"${region}" is not a region`, 'Write its code, e.g. us-east-1.');
  }
  return join(folder, `${region}.json`);
}

/** Puts a refreshed file into the folder, whole or not at all. @returns its path */
export function writeRefreshed(folder: string, file: RegionFile, fetchedAt: string): string {
  mkdirSync(folder, { recursive: true });
  const path = pathOf(folder, file.region);
  writeFileSync(`${path}.new`, JSON.stringify({ ...file, fetchedAt }));
  renameSync(`${path}.new`, path);
  return path;
}

/**
 * What a refresh left in the folder for a region; undefined without one.
 * @throws Fault `data` for a file that was damaged or written by another version
 */
export function readRefreshed(folder: string, region: string): CachedPrices | undefined {
  const path = pathOf(folder, region);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.region !== region) {
    throw new Fault(
      'data',
      `${path} is not a file of refreshed prices`,
      'Delete it, or run: plan-migration prices refresh',
    );
  }
  const { fetchedAt, ...file } = parsed.data;
  return { file, fetchedAt };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
