import { readFile } from 'node:fs/promises';
import { fileFault } from '../adapters/files.js';
import { Fault } from '../model/fault.js';
import { comparePlans } from '../report/compare.js';
import { compareText } from '../report/compare-text.js';
import { planSchema, type PlanDocument } from '../report/plan-schema.js';
import { lookOf, type Run } from './context.js';
import { exit } from './exit.js';
import { formatOf, writeResult } from './output.js';

/** `compare A.json B.json`: what differs between two plans. */
export const compare: Run<object> = async ([a = '', b = ''], flags, world) => {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `compare has no ${format} output`, 'Write --format text or json.');
  const diff = comparePlans(await read(a), await read(b));
  const text = format === 'json' ? `${JSON.stringify(diff, undefined, 2)}\n` : compareText(diff, lookOf(flags, world));
  await writeResult([text], flags, world);
  const { servers, dates, newFindings, goneFindings } = diff;
  const changed = servers.length + dates.length + newFindings.length + goneFindings.length > 0;
  return flags.detailedExitcode === true && changed ? exit.findings : exit.done;
};

async function read(file: string): Promise<PlanDocument> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileFault(file, error);
  });
  const remedy = 'Write one with: plan-migration FILE --json -o plan.json';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault('data', `${file} is not JSON`, remedy);
  }
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Fault(
    'data',
    `${file} is not a plan of schema plan/v1: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim(),
    remedy,
  );
}
