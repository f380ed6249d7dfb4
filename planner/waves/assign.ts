import { available } from './timeline.js';
import { MinHeap } from './heap.js';
import type { ProductFacts, WaveModel } from './model.js';

/** Wave of each product, from 1. */
export type Assignment = Int32Array;

interface Load {
  servers: number;
  gib: number;
  hours: number;
  personDays: number;
}

interface Candidate extends Readonly<Load> {
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

/** How many candidates that do not fit are passed over before a wave is closed. */
const lookAhead = 32;

/**
 * Gives every product a wave. Groups are taken in topological order (what is needed first), of those that are free the one with the
 * earliest deadline, then non-production before production, then the higher score, then the name (Kahn's algorithm with heaps).
 * A wave is filled until nothing free fits; so every dependency points into the same or an earlier wave, except where pins say otherwise.
 */
export function assignWaves(model: WaveModel): Assignment {
  const candidates = candidatesOf(model);
  const { needs, neededBy } = links(model, candidates);
  const order = ranked(candidates, model);
  const rankOf = new Int32Array(candidates.length);
  for (const [rank, group] of order.entries()) rankOf[group] = rank;
  return new Packing(model, candidates, order, rankOf, needs, neededBy).run();
}

function candidatesOf({ groups, products }: WaveModel): Candidate[] {
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

function addLoad(load: Load, more: Readonly<Load>): void {
  load.servers += more.servers;
  load.gib += more.gib;
  load.hours += more.hours;
  load.personDays += more.personDays;
}

/** How many unplaced groups each group waits for, and who waits for it; floors and deadlines from pins. */
function links({ inner, groups }: WaveModel, candidates: Candidate[]): { needs: Int32Array; neededBy: number[][] } {
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

function ranked(candidates: readonly Candidate[], { products }: WaveModel): number[] {
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

/** The state of filling one wave after the other. */
class Packing {
  readonly #model: WaveModel;
  readonly #candidates: readonly Candidate[];
  readonly #order: readonly number[];
  readonly #rankOf: Int32Array;
  readonly #needs: Int32Array;
  readonly #neededBy: readonly (readonly number[])[];
  readonly #waves: Assignment;
  /** Ranks of groups that may go now: other classes, production. */
  readonly #free = [new MinHeap(), new MinHeap()] as const;
  /** Groups that wait for a day or for a wave, as `when * groups + rank`. */
  readonly #byDay = new MinHeap();
  readonly #byWave = new MinHeap();
  #left = 0;

  constructor(
    model: WaveModel,
    candidates: readonly Candidate[],
    order: readonly number[],
    rankOf: Int32Array,
    needs: Int32Array,
    neededBy: readonly (readonly number[])[],
  ) {
    this.#model = model;
    this.#candidates = candidates;
    this.#order = order;
    this.#rankOf = rankOf;
    this.#needs = needs;
    this.#neededBy = neededBy;
    this.#waves = new Int32Array(model.products.length);
  }

  run(): Assignment {
    const { inputs, limits } = this.#model;
    const { firstDay } = limits;
    const pinned = this.#placePinned();
    for (const [group, candidate] of this.#candidates.entries()) {
      if (candidate.pin === undefined && this.#needs[group] === 0) this.#release(group, 1);
    }
    let base = firstDay + inputs.prepareDays;
    for (let wave = 1; this.#left > 0; wave += 1) {
      for (let group = this.#due(this.#byWave, wave); group !== undefined; group = this.#due(this.#byWave, wave)) {
        this.#free[this.#class(group)].push(this.#rankOf[group] ?? 0);
      }
      base = this.#fill(wave, base, pinned.get(wave)) + inputs.cadenceDays;
    }
    return this.#waves;
  }

  #placePinned(): ReadonlyMap<number, Candidate[]> {
    const pinned = new Map<number, Candidate[]>();
    for (const candidate of this.#candidates) {
      if (candidate.pin === undefined) this.#left += 1;
      else {
        for (const product of candidate.members) this.#waves[product] = candidate.pin;
        const together = pinned.get(candidate.pin);
        if (together === undefined) pinned.set(candidate.pin, [candidate]);
        else together.push(candidate);
      }
    }
    return pinned;
  }

  #class(group: number): 0 | 1 {
    return this.#candidates[group]?.production === true ? 1 : 0;
  }

  #release(group: number, wave: number): void {
    const candidate = this.#candidates[group];
    const rank = this.#rankOf[group] ?? 0;
    if (candidate === undefined) return;
    if (candidate.floor > wave) this.#byWave.push(candidate.floor * this.#candidates.length + rank);
    else this.#free[this.#class(group)].push(rank);
  }

  /** Next group whose day or wave has come. */
  #due(heap: MinHeap, now: number): number | undefined {
    const size = this.#candidates.length;
    const next = heap.peek();
    if (next === undefined || Math.floor(next / size) > now) return undefined;
    heap.pop();
    return this.#order[next % size];
  }

  /** Fills one wave; gives back the day on which its cutovers begin. */
  #fill(wave: number, base: number, pinned: readonly Candidate[] | undefined): number {
    const { inputs, limits } = this.#model;
    const { firstDay } = limits;
    const load: Load = { servers: 0, gib: 0, hours: 0, personDays: 0 };
    for (const candidate of pinned ?? []) addLoad(load, candidate);
    const classes = new Set(pinned?.map(({ production }) => (production ? 1 : 0)));
    if (classes.size > 1) return base;
    let [kind] = classes;
    let begin = base;
    for (;;) {
      const horizon = begin - firstDay + inputs.cadenceDays - 1;
      for (let group = this.#due(this.#byDay, horizon); group !== undefined; group = this.#due(this.#byDay, horizon)) {
        this.#free[this.#class(group)].push(this.#rankOf[group] ?? 0);
      }
      kind ??= this.#nextClass();
      const placed = kind === undefined ? 0 : this.#pack(wave, begin, kind, load, pinned === undefined);
      if (placed > 0 || pinned !== undefined) return begin;
      const next = this.#byDay.peek();
      const free = this.#nextClass();
      // Nothing could go now: wait for the first day on which something can, unless only a later wave can help.
      if (free !== undefined) kind = free;
      else if (next === undefined) return base;
      else {
        begin = firstDay + Math.floor(next / this.#candidates.length);
        kind = undefined;
      }
    }
  }

  /** The class of the free group that ranks first. */
  #nextClass(): 0 | 1 | undefined {
    const [other, production] = [this.#free[0].peek(), this.#free[1].peek()];
    if (other === undefined && production === undefined) return undefined;
    return (other ?? Infinity) < (production ?? Infinity) ? 0 : 1;
  }

  /** Takes what fits, in the order of rank. An empty wave takes its first candidate whatever its size: it will never fit better. */
  #pack(wave: number, begin: number, kind: 0 | 1, load: Load, mayForce: boolean): number {
    const { pilot, limits, inputs, products } = this.#model;
    const { firstDay } = limits;
    const free = this.#free[kind];
    const small = wave <= pilot.waves;
    const passed: number[] = [];
    const passAtMost = small ? Infinity : lookAhead;
    let placed = 0;
    let fallback: { rank: number; cost: number } | undefined;
    while (free.size > 0 && passed.length < passAtMost) {
      const rank = free.pop() ?? 0;
      const group = this.#order[rank] ?? 0;
      const candidate = this.#candidates[group];
      if (candidate === undefined) continue;
      const day = availableTogether(candidate, products, begin);
      if (day >= begin + inputs.cadenceDays) {
        this.#byDay.push((day - firstDay) * this.#candidates.length + rank);
        continue;
      }
      const light = !small || (!candidate.heavy && load.servers + candidate.servers <= pilot.servers);
      if (light && this.#fits(load, candidate)) {
        this.#place(group, wave, load);
        placed += 1;
        continue;
      }
      passed.push(rank);
      const cost = (candidate.heavy ? 1e9 : 0) + (small ? candidate.servers : 0);
      if (fallback === undefined || cost < fallback.cost) fallback = { rank, cost };
    }
    if (placed === 0 && load.servers === 0 && mayForce && fallback !== undefined) {
      this.#place(this.#order[fallback.rank] ?? 0, wave, load);
      placed = 1;
    }
    for (const rank of passed) if (this.#open(rank)) free.push(rank);
    return placed;
  }

  #open(rank: number): boolean {
    const [product] = this.#candidates[this.#order[rank] ?? 0]?.members ?? [];
    return product !== undefined && this.#waves[product] === 0;
  }

  #fits(load: Readonly<Load>, candidate: Candidate): boolean {
    const { perWave } = this.#model.inputs;
    return (
      load.servers + candidate.servers <= perWave.servers &&
      load.gib + candidate.gib <= perWave.gib &&
      load.hours + candidate.hours <= (perWave.hours ?? Infinity) &&
      load.personDays + candidate.personDays <= (perWave.personDays ?? Infinity)
    );
  }

  #place(group: number, wave: number, load: Load): void {
    const candidate = this.#candidates[group];
    if (candidate === undefined) return;
    addLoad(load, candidate);
    for (const product of candidate.members) this.#waves[product] = wave;
    this.#left -= 1;
    for (const source of this.#neededBy[group] ?? []) {
      this.#needs[source] = (this.#needs[source] ?? 0) - 1;
      if (this.#needs[source] === 0) this.#release(source, wave);
    }
  }
}

/** First day on which all products of a group could go. */
function availableTogether(candidate: Candidate, products: readonly ProductFacts[], day: number): number {
  let latest = day;
  for (const index of candidate.members) {
    const product = products[index];
    const first = product === undefined ? day : available(product, day);
    // A product without any open day waits for nobody: its wave says so.
    if (first !== undefined) latest = Math.max(latest, first);
  }
  return latest;
}
