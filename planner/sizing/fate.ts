import type { Disposition, Measure, Server } from '../model/server.js';
import type { Case } from './case.js';
import type { Sized } from './demand.js';
import { figureName } from './demand-text.js';
import { readingOf, shortNumber, topOf } from './measure.js';
import type { SizingOptions } from './options.js';

/** Whether a machine moves, and who says so. */
export interface Verdict {
  readonly disposition: Disposition;
  /** Nothing is built for it, and why; undefined when it moves. */
  readonly leaves: string | undefined;
  /** Proposed by a rule, for a person to confirm: the code of the finding that asks. */
  readonly proposed: 'powered-off' | 'zombie' | undefined;
}

const moves = (disposition: Disposition): Verdict => ({ disposition, leaves: undefined, proposed: undefined });

/** What a person who wrote it down means for the target. Relocate and refactor are priced as a rehost: what they cost is not in any price list. */
const decided: Readonly<Record<Disposition, Verdict>> = {
  retire: { disposition: 'retire', leaves: 'retired, as decided', proposed: undefined },
  retain: { disposition: 'retain', leaves: 'stays where it is, as decided', proposed: undefined },
  repurchase: { disposition: 'repurchase', leaves: 'replaced by a bought service, as decided', proposed: undefined },
  relocate: moves('relocate'),
  rehost: moves('rehost'),
  replatform: moves('replatform'),
  refactor: moves('refactor'),
};

/** It cannot run on EC2: what becomes of it is still open. */
const mustStay = moves('retain');

/** The disposition of a machine (AWS's 7 Rs): what people decided, else what the facts suggest. Nothing is retired without being asked about. */
export function verdictOn(it: Case, pinned: boolean, options: SizingOptions): Verdict {
  const { server, obstacle } = it;
  if (server.disposition !== undefined) return decided[server.disposition];
  if (pinned) return decided.rehost;
  if (obstacle?.code === 'hypervisor-host') return { disposition: 'retire', leaves: obstacle.why, proposed: undefined };
  if (obstacle?.code === 'no-ec2-os') return mustStay;
  if (server.power === 'off' || server.power === 'suspended') {
    const state = server.power === 'off' ? 'powered off' : 'suspended';
    return { disposition: 'retire', leaves: `it is ${state}: proposed to be retired`, proposed: 'powered-off' };
  }
  const dead = inactivity(it, options);
  if (dead !== undefined)
    return { disposition: 'retire', leaves: `${dead}: proposed to be retired`, proposed: 'zombie' };
  return obstacle?.code === '32-bit-os' ? decided.replatform : decided.rehost;
}

/**
 * A zombie by Azure Migrate's rule: CPU, memory and network all at 0 %. An operating system never shows 0 % of memory, so a measured memory
 * only has to stay below the 5 % of Azure's idle class. CPU and network must both have been watched, and for more than one reading.
 */
function inactivity({ server: { utilisation } }: Case, { percentile }: SizingOptions): string | undefined {
  if (utilisation?.cpuPct === undefined || utilisation.networkMbps === undefined) return undefined;
  // Hardly any machine passes the first of these.
  if (!isStill(utilisation.cpuPct) || !isStill(utilisation.networkMbps)) return undefined;
  const memory = readingOf(utilisation.memoryPct, percentile);
  return memory === undefined || memory.high < idle.memoryPct ? 'no activity: CPU 0 %, network 0 Mbit/s' : undefined;
}

/** Watched for longer than a moment, and never above what is shown as 0. */
const isStill = (measure: Measure): boolean => (topOf(measure) ?? Infinity) < 0.05;

/** Azure Migrate's idle class: CPU and memory below 5 %, network below 2 % (here of 1 Gbit/s, for no source tells the size of its link). */
const idle = { cpuPct: 5, memoryPct: 5, networkMbps: 20 } as const;

/** Hardly used, though not dead: `CPU p95 1.2 %`. */
export function idleness(
  { cpu, percentile }: Sized,
  { utilisation }: Server,
  options: SizingOptions,
): string | undefined {
  if (cpu === undefined || cpu.basis === 'sample' || cpu.high >= idle.cpuPct) return undefined;
  const network = readingOf(utilisation?.networkMbps, options.percentile);
  if (network !== undefined && network.high >= idle.networkMbps) return undefined;
  const traffic = network === undefined ? '' : `, network ${shortNumber(network.high)} Mbit/s`;
  return `CPU ${figureName(cpu, percentile)} ${shortNumber(cpu.high)} %${traffic}`;
}
