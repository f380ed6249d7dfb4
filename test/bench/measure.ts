import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One whole-process run. */
export interface Run {
  readonly seconds: number;
  /** Peak resident memory of the process, MB. */
  readonly peakMB: number;
}

export interface Command {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), 'dc-exit-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A scratch file of the bench, removed when it ends. */
export const scratch = (name: string): string => join(folder, name);

// Each child tells its own peak memory as it exits: the parent cannot see it afterwards.
const reporter = scratch('peak.mjs');
writeFileSync(
  reporter,
  `import { writeFileSync } from 'node:fs';
process.on('exit', () => { if (process.env.BENCH_PEAK) writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)); });
`,
);

/** Runs `node ARGV` with its output thrown away. @throws Error where the process fails: a wrong result is not a fast one */
export async function run({ name, argv, env }: Command): Promise<Run> {
  const peak = scratch('peak.txt');
  const started = process.hrtime.bigint();
  const child = spawn(process.execPath, ['--import', reporter, ...argv], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env, BENCH_PEAK: peak, CI: 'true' },
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (code !== 0) throw new Error(`${name} exited with ${code}: ${complaint}`);
  return { seconds, peakMB: Number(readFileSync(peak, 'utf8')) / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Two commands in turn, A B A B …: the ratio pair by pair holds when the machine's speed drifts. One warm-up pair is not counted. */
export async function pair(
  a: Command,
  b: Command,
  runs: number,
): Promise<{ readonly a: Run; readonly b: Run; readonly ratio: number }> {
  const as: Run[] = [];
  const bs: Run[] = [];
  for (let index = 0; index <= runs; index += 1) {
    const [one, other] = [await run(a), await run(b)];
    if (index === 0 && runs > 1) continue;
    as.push(one);
    bs.push(other);
  }
  return {
    a: middle(as),
    b: middle(bs),
    ratio: median(as.map(({ seconds }, index) => seconds / (bs[index]?.seconds ?? NaN))),
  };
}

const middle = (runs: readonly Run[]): Run => ({
  seconds: median(runs.map(({ seconds }) => seconds)),
  peakMB: Math.max(...runs.map(({ peakMB }) => peakMB)),
});

export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** A ratio against its target. */
export const ratioFigure = (what: string, ratio: number, most: number): Figure => ({
  what,
  value: `${ratio.toFixed(2)}x`,
  target: `<= ${most.toFixed(1)}x`,
  met: ratio <= most,
});

export const memoryFigure = (what: string, peakMB: number, most: number): Figure => ({
  what,
  value: `${Math.round(peakMB)} MB`,
  target: `< ${most} MB`,
  met: peakMB < most,
});

export function print(figures: readonly Figure[]): void {
  for (const { what, value, target = '', met } of figures) {
    const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
    process.stdout.write(`${what.padEnd(72)} ${value.padStart(12)}  ${target.padEnd(10)} ${verdict}\n`);
  }
}
