import { adjacency, type Adjacency } from './graph.js';
import type { Edge, IgnoredEdge } from './edges.js';
import type { IgnoredUse, OutsideUse, Use } from '../wave-plan.js';

/** What a product has to do with others, whatever its wave. */
export interface ProductLinks {
  readonly uses: readonly Use[];
  readonly usesOutside: readonly OutsideUse[];
  readonly ignored: readonly IgnoredUse[];
}

/** Edges as each product sees them. */
export function linksOf(
  products: number,
  nameOf: (place: number) => string,
  edges: readonly Edge[],
  silent: readonly IgnoredEdge[],
): ReadonlyMap<number, ProductLinks> {
  const links = new Map<number, { uses: Use[]; usesOutside: OutsideUse[]; ignored: IgnoredUse[] }>();
  const at = (product: number) => {
    const known = links.get(product) ?? { uses: [], usesOutside: [], ignored: [] };
    links.set(product, known);
    return known;
  };
  for (const { from, to, strength, source, bond, ports, gbPerDay } of edges) {
    if (from >= products) continue;
    if (to < products) at(from).uses.push({ product: nameOf(to), strength, source, bond, ports, gbPerDay });
    else at(from).usesOutside.push({ server: nameOf(to), ports, source });
  }
  for (const { from, to, ports, why } of silent) {
    if (from < products) at(from).ignored.push({ to: nameOf(to), ports, why });
  }
  return links;
}

/** What a product has that has nothing to do with others. */
export const noLinks: ProductLinks = { uses: [], usesOutside: [], ignored: [] };

/** For every place the numbers of the edges that begin or end there, ascending. */
export function incidence(places: number, edges: readonly Edge[]): Adjacency {
  const ends = new Int32Array(edges.length * 2);
  const numbers = new Int32Array(edges.length * 2);
  for (const [number, { from, to }] of edges.entries()) {
    ends[2 * number] = from;
    ends[2 * number + 1] = to;
    numbers[2 * number] = number;
    numbers[2 * number + 1] = number;
  }
  return adjacency(places, ends, numbers);
}
