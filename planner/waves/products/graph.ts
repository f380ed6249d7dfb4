/** Disjoint sets over 0 … size-1; the root of a set is its smallest member, so the result never depends on the order of joining. */
export class DisjointSets {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, node) => node);
  }

  root(node: number): number {
    const parent = this.#parent;
    let at = node;
    for (;;) {
      const up = parent[at] ?? at;
      if (up === at) return at;
      const above = parent[up] ?? up;
      parent[at] = above;
      at = above;
    }
  }

  join(a: number, b: number): void {
    const left = this.root(a);
    const right = this.root(b);
    if (left < right) this.#parent[right] = left;
    else this.#parent[left] = right;
  }
}

/** Adjacency of a directed graph in compressed rows: the targets of `node` are `targets[offsets[node]] … targets[offsets[node + 1] - 1]`. */
export interface Adjacency {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Builds compressed rows from parallel lists of ends. */
export function adjacency(size: number, from: ArrayLike<number>, to: ArrayLike<number>): Adjacency {
  const offsets = new Int32Array(size + 1);
  for (let edge = 0; edge < from.length; edge += 1) {
    const next = (from[edge] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let node = 0; node < size; node += 1) offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
  const cursor = offsets.slice(0, size);
  const targets = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    const source = from[edge] ?? 0;
    const at = cursor[source] ?? 0;
    targets[at] = to[edge] ?? 0;
    cursor[source] = at + 1;
  }
  return { offsets, targets };
}

/**
 * Strongly connected components (Tarjan, with an explicit stack: a chain of 100,000 products must not exhaust the call stack).
 * Components are numbered in the order in which they close, so every edge leads to the same or a lower number: targets first.
 */
export function components(size: number, { offsets, targets }: Adjacency): Int32Array {
  const component = new Int32Array(size).fill(-1);
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const cursor = offsets.slice(0, size);
  const open: number[] = [];
  const path: number[] = [];
  let seen = 0;
  let closed = 0;
  for (let start = 0; start < size; start += 1) {
    if (index[start] !== -1) continue;
    path.push(start);
    while (path.length > 0) {
      const node = path[path.length - 1] ?? 0;
      if (index[node] === -1) {
        index[node] = seen;
        low[node] = seen;
        seen += 1;
        open.push(node);
      }
      const at = cursor[node] ?? 0;
      if (at < (offsets[node + 1] ?? 0)) {
        cursor[node] = at + 1;
        const target = targets[at] ?? 0;
        if (index[target] === -1) path.push(target);
        else if (component[target] === -1) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0);
        continue;
      }
      path.pop();
      const caller = path[path.length - 1];
      if (caller !== undefined) low[caller] = Math.min(low[caller] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      for (;;) {
        const member = open.pop();
        if (member === undefined) break;
        component[member] = closed;
        if (member === node) break;
      }
      closed += 1;
    }
  }
  return component;
}
