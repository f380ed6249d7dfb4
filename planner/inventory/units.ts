import type { Unit } from './format.js';

/** What a figure measures; a figure of one dimension is never read as another. */
export type Dimension = 'size' | 'rate' | 'bits' | 'frequency' | 'percent' | 'count' | 'money';

/** How many of the dimension's base are in one: GiB, MiB/s, Mbps, MHz, percent, 1, US dollar. */
interface Scale {
  readonly dimension: Dimension;
  readonly factor: number;
}

const kib = 1024;
const scale = (dimension: Dimension, factor: number): Scale => ({ dimension, factor });

const units: Readonly<Record<Unit, Scale>> = {
  B: scale('size', 1 / kib ** 3),
  KiB: scale('size', 1 / kib ** 2),
  MiB: scale('size', 1 / kib),
  GiB: scale('size', 1),
  TiB: scale('size', kib),
  'B/s': scale('rate', 1 / kib ** 2),
  'KiB/s': scale('rate', 1 / kib),
  'MiB/s': scale('rate', 1),
  bps: scale('bits', 1e-6),
  kbps: scale('bits', 1e-3),
  Mbps: scale('bits', 1),
  Gbps: scale('bits', 1e3),
  MHz: scale('frequency', 1),
  GHz: scale('frequency', 1e3),
  '%': scale('percent', 1),
  fraction: scale('percent', 100),
};

/** One MiB/s on a network is this many megabits a second. */
const mbpsOfMiBps = (kib ** 2 * 8) / 1e6;

const words: readonly (readonly [string, Scale])[] = [
  ['b,byte,bytes,o', units.B],
  ['k,kb,kib,kbyte,kbytes,kilobyte,kilobytes,ko', units.KiB],
  ['m,mb,mib,mo,mbyte,mbytes,megabyte,megabytes,meg', units.MiB],
  ['g,gb,gib,go,gig,gigs,gbyte,gbytes,gigabyte,gigabytes', units.GiB],
  ['t,tb,tib,to,tbyte,tbytes,terabyte,terabytes', units.TiB],
  ['pb,pib,petabyte,petabytes', scale('size', kib ** 2)],
  ['b/s,bytes/s,bytes/sec,bytes per second,byte/s', units['B/s']],
  ['kb/s,kib/s,kb/sec,kb per second,kbyte/s,kbytes/s', units['KiB/s']],
  ['mb/s,mib/s,mb/sec,mb per second,mbyte/s,mbytes/s,mib per second', units['MiB/s']],
  ['gb/s,gib/s,gb/sec,gb per second', scale('rate', kib)],
  ['bps,bit/s,bits/s', units.bps],
  ['kbps,kbit/s,kbits/s', units.kbps],
  ['mbps,mbit/s,mbits/s,mbit,mb/s(bit)', units.Mbps],
  ['gbps,gbit/s,gbits/s,gbit,gbe', units.Gbps],
  ['hz', scale('frequency', 1e-6)],
  ['khz', scale('frequency', 1e-3)],
  ['mhz', units.MHz],
  ['ghz', units.GHz],
  ['%,percent,pct,prozent,v.h.', units['%']],
  [
    'core,cores,kern,kerne,kernen,cpu,cpus,vcpu,vcpus,processor,processors,prozessoren,socket,sockets,iops,io/s,ops,ops/s,operations per second,days,day,tage',
    scale('count', 1),
  ],
  ['$,usd,us$,dollar,dollars,usd/month,usd/monat,$/month,/month,per month', scale('money', 1)],
];

const byWord = new Map(words.flatMap(([names, unit]) => names.split(',').map((name) => [name, unit] as const)));

/** Where only the capital tells bytes from bits: Nutanix writes `10 MBps`, a network `10 Mbps`. */
const byCapital = new Map([
  ['KBps', units['KiB/s']],
  ['kBps', units['KiB/s']],
  ['MBps', units['MiB/s']],
  ['GBps', scale('rate', kib)],
]);

/** The scale of a unit as written in a cell or a header, or undefined when no such unit is known. */
export const scaleOfWord = (word: string): Scale | undefined =>
  byCapital.get(word.trim()) ?? byWord.get(word.trim().toLowerCase());

export const scaleOf = (unit: Unit): Scale => units[unit];

/**
 * The factor from a scale to a dimension's base, or undefined where one is not the other. Bytes a second and bits a second convert;
 * a size stands for a rate where the header says "per second" in words (`DiskReadsPerSecondInKB`).
 */
export function factorTo(dimension: Dimension, from: Scale): number | undefined {
  if (from.dimension === dimension) return from.factor;
  if (dimension === 'bits' && from.dimension === 'rate') return from.factor * mbpsOfMiBps;
  if (dimension === 'rate' && from.dimension === 'bits') return from.factor / mbpsOfMiBps;
  if (dimension === 'rate' && from.dimension === 'size') return from.factor * kib;
  if (dimension === 'bits' && from.dimension === 'size') return from.factor * kib * mbpsOfMiBps;
  return undefined;
}

const inBrackets = /[([]\s*(?:in\s+)?([^()[\]]{1,24})\s*[)\]]\s*$/i;
const atEnd =
  /(?:^|[\s_.-]|(?<=[a-z])(?=[A-Z]))(?:in\s*|In)?([KMGT]i?[Bb](?:\/s(?:ec)?|ps)?|[kMG]bps|[MG][Hh]z|%|[Bb]ytes)$/;

/** The unit a header names: `Memory (In MB)`, `Capacity MiB`, `RAM_GB`, `RAM.TotalSizeInMB`, `CPU usage %`. */
export function headerUnit(name: string): string | undefined {
  const text = name.trim();
  const word = inBrackets.exec(text)?.[1] ?? atEnd.exec(text)?.[1];
  return word !== undefined && byWord.has(word.trim().toLowerCase()) ? word.trim() : undefined;
}

/** A header without the unit it names at its end: `Capacity MiB` -> `Capacity`. */
export function withoutUnit(name: string): string {
  const text = name.trim();
  return headerUnit(text) === undefined ? text : text.replace(inBrackets.test(text) ? inBrackets : atEnd, '').trim();
}
