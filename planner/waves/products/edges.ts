import { declaredStrength, flowStrength, hardFrom, orderedFrom, sharedDiskStrength } from './strength.js';
import { kindOf, noiseAt, type Traffic } from './traffic.js';
import type { Bond, UseSource } from '../wave-plan.js';

/**
 * One place depends on another. Places are numbered: products first (by name), then the machines that belong to none.
 * All observations between two places are folded into one edge.
 */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly strength: number;
  readonly source: UseSource;
  readonly bond: Bond;
  /** Ascending. */
  readonly ports: readonly number[];
  readonly gbPerDay: number | undefined;
}

/** Traffic between two places that was left out, and why. */
export interface IgnoredEdge {
  readonly from: number;
  readonly to: number;
  readonly ports: readonly number[];
  readonly why: string;
}

interface Sum {
  readonly from: number;
  readonly to: number;
  /** Observations and kilobytes by kind of port: store, service, unknown, hub. */
  readonly count: number[];
  readonly kb: number[];
  measured: boolean;
  source: UseSource;
}

const kinds = ['store', 'service', 'unknown'] as const;
/** Traffic with a machine that a third of the estate uses is no sign of belonging together. */
const hubSlot = kinds.length;
const hubStrength = 0.3;

/**
 * @param placeOf place of each machine
 * @param isHub machines of products that very many others use
 * @param loose whether people declared the dependency of two places harmless
 */
export function foldEdges(
  traffic: Traffic,
  places: number,
  placeOf: Int32Array,
  isHub: ReadonlySet<number>,
  loose: (from: number, to: number) => boolean,
): { readonly edges: readonly Edge[]; readonly ignored: readonly IgnoredEdge[] } {
  const sums: Sum[] = [];
  const known = new Map<number, number>();
  const slot = (from: number, to: number): number => {
    const key = from * places + to;
    const at = known.get(key);
    if (at !== undefined) return at;
    known.set(key, sums.length);
    return sums.push({ from, to, count: [0, 0, 0, 0], kb: [0, 0, 0, 0], measured: false, source: 'flows' }) - 1;
  };
  const used: number[] = [];
  const silent: number[] = [];
  for (let flow = 0; flow < traffic.from.length; flow += 1) {
    const target = traffic.to[flow] ?? 0;
    const from = placeOf[traffic.from[flow] ?? 0] ?? 0;
    const to = placeOf[target] ?? 0;
    if (from === to) continue;
    const port = traffic.port[flow] ?? -1;
    if (noiseAt(port) !== undefined) {
      silent.push((from * places + to) * 65_536 + port);
      continue;
    }
    const at = slot(from, to);
    const sum = sums[at];
    if (sum === undefined) continue;
    const kind = isHub.has(target) ? hubSlot : kinds.indexOf(kindOf(port));
    const kb = traffic.kb[flow] ?? -1;
    sum.count[kind] = (sum.count[kind] ?? 0) + (traffic.count[flow] ?? 1);
    sum.kb[kind] = (sum.kb[kind] ?? 0) + Math.max(0, kb);
    if (kb >= 0) sum.measured = true;
    if (port >= 0) used.push(at * 65_536 + port);
  }
  const declare = (pairs: Traffic['declared'], source: UseSource): void => {
    for (const [a, b] of pairs) {
      const from = placeOf[a] ?? 0;
      const to = placeOf[b] ?? 0;
      const sum = from === to ? undefined : sums[slot(from, to)];
      if (sum !== undefined) sum.source = source;
    }
  };
  declare(traffic.declared, 'declared');
  declare(traffic.disks, 'shared disk');
  const ports = portLists(used, sums.length);
  const edges = sums.map((sum, at) => finished(sum, ports[at] ?? [], loose(sum.from, sum.to)));
  return { edges: edges.toSorted(byEnds), ignored: ignoredEdges(silent, places) };
}

const byEnds = (a: { from: number; to: number }, b: { from: number; to: number }): number =>
  a.from - b.from || a.to - b.to;

function finished({ from, to, count, kb, measured, source }: Sum, ports: readonly number[], loose: boolean): Edge {
  let flows = 0;
  for (const [slot, kind] of kinds.entries()) {
    if ((count[slot] ?? 0) > 0) flows = Math.max(flows, flowStrength(kind, count[slot] ?? 0, (kb[slot] ?? 0) / 1e6));
  }
  if ((count[hubSlot] ?? 0) > 0) flows = Math.max(flows, hubStrength);
  const stated = source === 'declared' ? declaredStrength : source === 'shared disk' ? sharedDiskStrength : 0;
  const strength = Math.max(flows, stated);
  const hard = source === 'shared disk' || flows >= hardFrom;
  const bond: Bond = strength < orderedFrom ? 'loose' : loose ? 'waived' : hard ? 'hard' : 'ordered';
  const total = kb.reduce((sum, part) => sum + part, 0);
  return { from, to, strength, source, bond, ports, gbPerDay: measured ? total / 1e6 : undefined };
}

/** Distinct ports of every edge, ascending, from `edge * 65536 + port`. */
function portLists(coded: readonly number[], edges: number): number[][] {
  const lists: number[][] = Array.from({ length: edges }, () => []);
  let previous = -1;
  for (const code of Float64Array.from(coded).toSorted()) {
    if (code === previous) continue;
    previous = code;
    lists[Math.floor(code / 65_536)]?.push(code % 65_536);
  }
  return lists;
}

/** One line for each pair of places and reason. */
function ignoredEdges(coded: readonly number[], places: number): readonly IgnoredEdge[] {
  const result: { from: number; to: number; ports: number[]; why: string }[] = [];
  let previous = -1;
  let first = 0;
  for (const code of Float64Array.from(coded).toSorted()) {
    if (code === previous) continue;
    previous = code;
    const port = code % 65_536;
    const pair = Math.floor(code / 65_536);
    const [from, to] = [Math.floor(pair / places), pair % places];
    const why = noiseAt(port)?.why ?? '';
    if (result[first]?.from !== from || result[first]?.to !== to) first = result.length;
    let same = first;
    while (same < result.length && result[same]?.why !== why) same += 1;
    if (same < result.length) result[same]?.ports.push(port);
    else result.push({ from, to, ports: [port], why });
  }
  return result;
}
