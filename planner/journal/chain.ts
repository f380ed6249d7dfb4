import { type DecodedLine, firstPrev } from './line.js';

/**
 * Adds a line to the end of a chain, or says why it cannot stand there.
 *
 * Two operators may both write for a moment: one whose lease was taken over while it was stopped, and its successor. The fenced one is told by
 * `LeaseLost` after its write and does nothing, but its line may stand in the file. It shows by its lease: a line that does not follow and has
 * a lower lease than the line before is void, and a line with a higher lease that continues an earlier line makes those between void.
 * @returns the problem; undefined where the line was taken or is void
 */
export function extend(chain: DecodedLine[], line: DecodedLine): string | undefined {
  const last = chain.at(-1);
  const expected = (last?.stamp.n ?? 0) + 1;
  const highest = last?.stamp.lease ?? 0;
  const { n, prev, lease } = line.stamp;
  if (n === expected && prev === (last?.link ?? firstPrev)) {
    if (lease < highest) return `its lease ${lease} is older than lease ${highest} of the line before`;
    chain.push(line);
    return undefined;
  }
  if (lease < highest) return undefined;
  if (n < expected && prev === (chain[n - 2]?.link ?? firstPrev)) {
    const fenced = chain.slice(n - 1);
    if (fenced.every(({ stamp }) => stamp.lease < lease)) {
      chain.splice(n - 1, fenced.length, line);
      return undefined;
    }
  }
  return n === expected
    ? 'it does not continue the line before (prev)'
    : `it is number ${n} where ${expected} was expected`;
}
