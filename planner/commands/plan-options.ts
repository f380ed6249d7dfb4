import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundEstate } from '../adapters/estate.js';
import { fileFault } from '../adapters/files.js';
import { assume } from '../cost/assumptions.js';
import type { Bill } from '../cost/bill.js';
import { parseBill } from '../cost/bill-csv.js';
import { Fault } from '../model/fault.js';
import type { Finding } from '../model/finding.js';
import { pinsOf } from '../plan/from-estate.js';
import type { PlanOptions } from '../plan/plan.js';
import { resolveSizingOptions } from '../sizing/options.js';
import { parseDay } from '../model/day.js';
import { parseWavesCsv } from '../waves/waves-csv.js';

export interface PlanFlags {
  readonly region?: string;
  readonly preset?: string;
  readonly percentile?: number;
  readonly headroom?: number;
  readonly graviton?: boolean;
  readonly set?: readonly string[];
  readonly start?: string;
  readonly waves?: string;
  readonly rejects?: string;
  readonly emit?: string;
  readonly out?: string;
}

/** What a plan is made by: flags win over the estate file, which wins over the defaults. Reads the bill and the waves file. */
export async function planOptions(
  flags: PlanFlags,
  found: FoundEstate | undefined,
): Promise<Omit<PlanOptions, 'scope'>> {
  const { estate } = found ?? {};
  const start = flags.start ?? estate?.plan.start;
  if (start !== undefined && parseDay(start) === undefined) {
    throw new Fault('usage', `--start ${start} is no date`, 'Write it as 2027-02-01.');
  }
  const settings = Object.entries(estate?.plan.set ?? {}).map(([key, value]) => `${key}=${value}`);
  const billed = await billOf(found);
  const waves = flags.waves === undefined ? undefined : parseWavesCsv(await text(flags.waves), flags.waves);
  return {
    sizing: resolveSizingOptions({
      preset: flags.preset,
      percentile: flags.percentile,
      cpuHeadroomPct: flags.headroom,
      memoryHeadroomPct: flags.headroom,
      graviton: flags.graviton,
      pins: pinsOf(estate),
    }),
    commitment: { kind: 'compute-savings-plan', years: 1, payment: 'none' },
    assumptions: assume([...settings, ...(flags.set ?? [])]),
    bill: billed.bill,
    start,
    edits: waves?.edits,
    findings: [...billed.findings, ...(waves?.findings ?? [])],
  };
}

async function billOf(
  found: FoundEstate | undefined,
): Promise<{ readonly bill: Bill | undefined; readonly findings: readonly Finding[] }> {
  const bill = found?.estate.plan.bill;
  if (found === undefined || bill === undefined) return { bill: undefined, findings: [] };
  if (bill.kind === 'total') return { bill, findings: [] };
  const file = join(found.folder, bill.file);
  return parseBill(await text(file), bill.file);
}

const text = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw fileFault(file, error);
  });
