import { overlaps, parseNetwork } from '../../../estate/index.js';

/** /16 networks for VPCs, in the order in which they are proposed: 10.20 first, then the rest of 10/8, 172.16/12 and 100.64/10. */
const candidates: readonly string[] = [
  ...range(20, 254).map((second) => `10.${second}`),
  ...range(0, 19).map((second) => `10.${second}`),
  ...range(16, 31).map((second) => `172.${second}`),
  ...range(64, 127).map((second) => `100.${second}`),
];

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * Hands out /16 networks that hold none of the addresses of the inventory and overlap none of the given networks.
 * The networks of a datacenter are not known from its addresses alone, so that people still have to look at the choice.
 * @param taken networks in CIDR notation; what is none is left out
 */
export function freeNetworks(addresses: Iterable<string>, taken: readonly string[]): () => string | undefined {
  const used = new Set<string>();
  for (const address of addresses) {
    const match = /^(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address);
    if (match?.[1] !== undefined) used.add(match[1]);
  }
  const networks = taken.flatMap((text) => parseNetwork(text) ?? []);
  const free = candidates.filter((start) => {
    if (used.has(start)) return false;
    const own = parseNetwork(`${start}.0.0/16`);
    return own !== undefined && !networks.some((network) => overlaps(own, network));
  });
  let next = 0;
  return () => {
    const start = free[next];
    next += 1;
    return start === undefined ? undefined : `${start}.0.0/16`;
  };
}
