import { adjacency, components, DisjointSets } from './graph.js';
import type { Edge } from './edges.js';

/** Products that move together. Numbered so that what a group needs has a lower number: targets first. */
export interface Groups {
  readonly groupOf: Int32Array;
  /** Products of each group, ascending. */
  readonly members: readonly (readonly number[])[];
}

/** What joining needs to know of an edge. */
export type Link = Pick<Edge, 'from' | 'to' | 'bond'>;

const orders = ({ bond }: Link): boolean => bond === 'hard' || bond === 'ordered';

/**
 * Hard dependencies join (disjoint sets); then every cycle of what remains becomes one group (strongly connected components).
 *
 * @param edges between products only
 * @param apart products that join nobody, because a pin puts them elsewhere
 */
export function joinProducts(products: number, edges: readonly Link[], apart: ReadonlySet<number> = new Set()): Groups {
  const sets = new DisjointSets(products);
  const binding = edges.filter((edge) => orders(edge) && !apart.has(edge.from) && !apart.has(edge.to));
  for (const { from, to, bond } of binding) if (bond === 'hard') sets.join(from, to);
  const graph = adjacency(
    products,
    binding.map(({ from }) => sets.root(from)),
    binding.map(({ to }) => sets.root(to)),
  );
  const component = components(products, graph);
  // Members of a joined set that are not its root are components of their own: only roots count, renumbered without gaps.
  const roots = Array.from({ length: products }, (_, product) => product)
    .filter((product) => sets.root(product) === product)
    .map((product) => component[product] ?? 0);
  const number = new Map([...new Set(roots)].toSorted((a, b) => a - b).map((old, index) => [old, index]));
  const groupOf = new Int32Array(products);
  const members: number[][] = Array.from({ length: number.size }, () => []);
  for (let product = 0; product < products; product += 1) {
    const group = number.get(component[sets.root(product)] ?? 0) ?? 0;
    groupOf[product] = group;
    members[group]?.push(product);
  }
  return { groupOf, members };
}

/**
 * Groups that respect pins: where one group is pinned to several waves, its pinned products are taken out of it and the rest is joined anew.
 * What that breaks shows in the conditions.
 */
export function joinAroundPins(
  products: number,
  edges: readonly Edge[],
  pinOf: (product: number) => number | undefined,
): Groups {
  const whole = joinProducts(products, edges);
  const apart = new Set<number>();
  for (const group of whole.members) {
    const pinned = group.filter((product) => pinOf(product) !== undefined);
    if (new Set(pinned.map(pinOf)).size > 1) for (const product of pinned) apart.add(product);
  }
  return apart.size === 0 ? whole : joinProducts(products, edges, apart);
}

/** The cheapest cut of a group that is too large. */
export interface WeakestEdges {
  /** Weakest first; removing all of them makes parts that fit, if `fits`. */
  readonly edges: readonly Edge[];
  readonly fits: boolean;
  readonly largestPart: number;
}

/**
 * Which edges of a group to question: all up to the lowest strength at which its largest part fits the limit, of those the ones that end
 * in different parts. Only a proposal: the planner never splits a group.
 *
 * @param inside edges between members of the group
 * @param sizeOf machines of a product
 */
export function weakestEdges(
  members: readonly number[],
  inside: readonly Edge[],
  sizeOf: (product: number) => number,
  limit: number,
): WeakestEdges {
  const local = new Map(members.map((product, index) => [product, index]));
  const strongestFirst = inside
    .filter(orders)
    .toSorted((a, b) => b.strength - a.strength || a.from - b.from || a.to - b.to);
  const links = strongestFirst.map(({ from, to, bond }): Link => ({
    from: local.get(from) ?? 0,
    to: local.get(to) ?? 0,
    bond,
  }));
  /** Parts that the first `kept` links still join. */
  const parts = (kept: number): { readonly groupOf: Int32Array; readonly largest: number } => {
    const { groupOf, members: groups } = joinProducts(members.length, links.slice(0, kept));
    let largest = 0;
    for (const part of groups) {
      let size = 0;
      for (const index of part) size += sizeOf(members[index] ?? 0);
      largest = Math.max(largest, size);
    }
    return { groupOf, largest };
  };
  // How many links are left when everything up to each strength is cut, most first.
  const cuts: number[] = [];
  for (let at = strongestFirst.length - 1; at >= 0; at -= 1) {
    if (strongestFirst[at]?.strength !== strongestFirst[at - 1]?.strength) cuts.push(at);
  }
  let low = 0;
  let high = Math.max(0, cuts.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts(cuts[middle] ?? 0).largest <= limit) high = middle;
    else low = middle + 1;
  }
  const kept = cuts[low] ?? 0;
  const { groupOf, largest } = parts(kept);
  const edges = strongestFirst
    .slice(kept)
    .filter((_, at) => groupOf[links[kept + at]?.from ?? 0] !== groupOf[links[kept + at]?.to ?? 0])
    .toSorted((a, b) => a.strength - b.strength || a.from - b.from || a.to - b.to);
  return { edges, fits: largest <= limit, largestPart: largest };
}
