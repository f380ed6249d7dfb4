import {
  addLoad,
  availableTogether,
  candidatesOf,
  linkCandidates,
  ranked,
  type Candidate,
  type Load,
} from './candidates.js';
import { MinHeap } from './heap.js';
import type { Assignment, WaveModel } from '../model.js';

/** How many candidates that do not fit are passed over before a wave is closed. */
const lookAhead = 32;

/**
 * Gives every product a wave. Groups are taken in topological order (what is needed first), of those that are free the one with the
 * earliest deadline, then non-production before production, then the higher score, then the name (Kahn's algorithm with heaps).
 * A wave is filled until nothing free fits; so every dependency points into the same or an earlier wave, except where pins say otherwise.
 */
export function assignWaves(model: WaveModel): Assignment {
  const candidates = candidatesOf(model);
  const { needs, neededBy } = linkCandidates(model, candidates);
  const order = ranked(candidates, model);
  const rankOf = new Int32Array(candidates.length);
  for (const [rank, group] of order.entries()) rankOf[group] = rank;
  return new Packing(model, candidates, order, rankOf, needs, neededBy).run();
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
  #productionMoved = false;
  /** Machines of other classes that may go now. */
  #otherFree = 0;

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
        this.#enter(this.#rankOf[group] ?? 0);
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

  #release(group: number, wave: number): void {
    const candidate = this.#candidates[group];
    const rank = this.#rankOf[group] ?? 0;
    if (candidate === undefined) return;
    if (candidate.floor > wave) this.#byWave.push(candidate.floor * this.#candidates.length + rank);
    else this.#enter(rank);
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
        this.#enter(this.#rankOf[group] ?? 0);
      }
      kind ??= this.#nextClass();
      const placed = kind === undefined ? 0 : this.#pack(wave, begin, kind, load, pinned === undefined);
      if (placed > 0) return begin;
      if (pinned !== undefined) return this.#firstOf(pinned, begin);
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

  /** Day on which a wave that holds nothing but pins begins. */
  #firstOf(pinned: readonly Candidate[], begin: number): number {
    let first = Infinity;
    for (const candidate of pinned) first = Math.min(first, availableTogether(candidate, this.#model.products, begin));
    return first;
  }

  /**
   * Which class goes into the next wave: other environments before any production; later, so that waves do not alternate with every
   * machine that becomes free, they wait until they fill a wave or nothing else is left. A deadline overrules both.
   */
  #nextClass(): 0 | 1 | undefined {
    const [other, production] = [this.#free[0].peek(), this.#free[1].peek()];
    if (other === undefined || production === undefined) {
      return other !== undefined ? 0 : production !== undefined ? 1 : undefined;
    }
    const first = Math.min(other, production);
    const deadline = this.#candidates[this.#order[first] ?? 0]?.ceiling ?? Infinity;
    if (Number.isFinite(deadline)) return first === other ? 0 : 1;
    return !this.#productionMoved || this.#otherFree >= this.#model.inputs.perWave.servers ? 0 : 1;
  }

  /** A group that may go now. */
  #enter(rank: number): void {
    const candidate = this.#candidates[this.#order[rank] ?? 0];
    if (candidate === undefined) return;
    if (!candidate.production) this.#otherFree += candidate.servers;
    this.#free[candidate.production ? 1 : 0].push(rank);
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
      if (!candidate.production) this.#otherFree -= candidate.servers;
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
    for (const rank of passed) if (this.#open(rank)) this.#enter(rank);
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
    this.#productionMoved ||= candidate.production;
    for (const product of candidate.members) this.#waves[product] = wave;
    this.#left -= 1;
    for (const source of this.#neededBy[group] ?? []) {
      this.#needs[source] = (this.#needs[source] ?? 0) - 1;
      if (this.#needs[source] === 0) this.#release(source, wave);
    }
  }
}
