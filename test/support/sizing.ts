import type { Server, Utilisation } from '../../planner/model/server.js';
import { resolveSizingOptions, type SizingWishes } from '../../planner/sizing/options.js';
import type { Option } from '../../planner/sizing/recommendation.js';
import { sizer } from '../../planner/sizing/sizer.js';
import { aBook, type BookFacts } from './book.js';

/** What there is to choose from, and what is wished and seen. */
export interface World extends BookFacts {
  readonly wishes?: SizingWishes;
  readonly ports?: readonly number[];
}

/** One server, sized: what was chosen, beside what, and what was found on the way. */
export function size(server: Server, { wishes = {}, ports = [], ...facts }: World = {}) {
  const book = aBook(facts);
  const inputs = { book, options: resolveSizingOptions(wishes), portsOf: () => new Set(ports) };
  const sizing = sizer(inputs);
  const found = sizing.size(server);
  const findings = sizing.findings.list();
  const alternatives = found.alternatives.map((each) => `${inShort(each)}, ${each.note}`);
  return {
    found,
    chosen: inShort(found.chosen),
    codes: findings.map(({ code }) => code),
    alternatives,
    findings,
    book,
  };
}

/** `m6a.xlarge $132.54`, with `?` where a part of the price is not known. */
export function inShort({ target, monthlyCents, unpriced }: Option): string {
  const type = 'instanceType' in target ? target.instanceType : 'type' in target ? target.type : target.kind;
  return `${type} $${(monthlyCents / 100).toFixed(2)}${unpriced > 0 ? '?' : ''}`;
}

/** A series that is always the same. */
export const flat = (value: number) => ({ series: new Float64Array(200).fill(value) });
/** CPU and memory in percent, for 30 days. */
export const busy = (cpu: number, memory: number): Utilisation => ({
  cpuPct: flat(cpu),
  memoryPct: flat(memory),
  days: 30,
  coverage: 1,
});
