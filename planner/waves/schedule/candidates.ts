import type { ProductFacts, WaveModel } from '../model.js';
import { available } from './timeline.js';

/** What takes room in a wave. */
export interface Load {
  servers: number;
  gib: number;
  hours: number;
  personDays: number;
}

/** A group as the planner packs it. */
export interface Candidate extends Readonly<Load> {
  readonly members: readonly number[];
  readonly production: boolean;
  /** Critical or complex: not in a pilot wave. */
  readonly heavy: boolean;
  readonly score: number;
  readonly pin: number | undefined;
  /** First wave that it may join, because a product that it needs is pinned there. */
  floor: number;
  /** Last wave in which it still serves a pinned product. */
  ceiling: number;
}

/** Groups with the sums of their products. */
export function candidatesOf({ groups, products }: WaveModel): Candidate[] {
  return groups.members.map((members) => {
    const load: Load = { servers: 0, gib: 0, hours: 0, personDays: 0 };
    let production = false;
    let heavy = false;
    let score = Infinity;
    let pin: number | undefined;
    for (const index of members) {
      const product = products[index];
      if (product === undefined) continue;
      addLoad(load, loadOf(product));
      production ||= product.class === 'production';
      heavy ||= product.complex || product.criticality === 'high';
      score = Math.min(score, product.priority.score);
      pin ??= product.pin?.wave;
    }
    return { ...load, members, production, heavy, score, pin, floor: 1, ceiling: Infinity };
  });
}

const loadOf = (product: ProductFacts): Load => ({
  servers: product.servers.length,
  gib: product.gib,
  hours: product.windowHours,
  personDays: product.personDays,
});

export function addLoad(load: Load, more: Readonly<Load>): void {
  load.servers += more.servers;
  load.gib += more.gib;
  load.hours += more.hours;
  load.personDays += more.personDays;
}

/** How many unplaced groups each group waits for, and who waits for it; floors and deadlines from pins. */
export function linkCandidates(
  { inner, groups }: WaveModel,
  candidates: Candidate[],
): { needs: Int32Array; neededBy: number[][] } {
  const needs = new Int32Array(candidates.length);
  const neededBy: number[][] = candidates.map(() => []);
  const needing: number[][] = candidates.map(() => []);
  for (const { from, to, bond } of inner) {
    const source = groups.groupOf[from] ?? 0;
    const target = groups.groupOf[to] ?? 0;
    const [a, b] = [candidates[source], candidates[target]];
    if (source === target || a === undefined || b === undefined || (bond !== 'hard' && bond !== 'ordered')) continue;
    if (a.pin !== undefined) b.ceiling = Math.min(b.ceiling, a.pin);
    else if (b.pin !== undefined) a.floor = Math.max(a.floor, b.pin);
    else {
      needs[source] = (needs[source] ?? 0) + 1;
      neededBy[target]?.push(source);
      needing[source]?.push(target);
    }
  }
  // Groups are numbered targets first: from the top down, what a group must be ready for, its targets must be ready for too.
  for (let group = candidates.length - 1; group >= 0; group -= 1) {
    const deadline = candidates[group]?.ceiling ?? Infinity;
    for (const target of needing[group] ?? []) {
      const candidate = candidates[target];
      if (candidate !== undefined) candidate.ceiling = Math.min(candidate.ceiling, deadline);
    }
  }
  return { needs, neededBy };
}

/** Groups in the order in which they are taken when several are free. */
export function ranked(candidates: readonly Candidate[], { products }: WaveModel): number[] {
  const name = (candidate: Candidate | undefined): string => products[candidate?.members[0] ?? 0]?.name ?? '';
  return candidates
    .map((_, group) => group)
    .toSorted((left, right) => {
      const [a, b] = [candidates[left], candidates[right]];
      if (a === undefined || b === undefined) return 0;
      if (a.ceiling !== b.ceiling) return a.ceiling - b.ceiling;
      if (a.production !== b.production) return a.production ? 1 : -1;
      if (a.score !== b.score) return b.score - a.score;
      return name(a) < name(b) ? -1 : 1;
    });
}

/** First day on which all products of a group could go. */
export function availableTogether(candidate: Candidate, products: readonly ProductFacts[], day: number): number {
  let latest = day;
  for (const index of candidate.members) {
    const product = products[index];
    const first = product === undefined ? day : available(product, day);
    // A product without any open day waits for nobody: its wave says so.
    if (first !== undefined) latest = Math.max(latest, first);
  }
  return latest;
}
