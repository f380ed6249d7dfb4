import type { RecordSet } from '../../../cutover/records.js';

/** A member of a routing group and what its health check says. */
export interface Candidate {
  readonly recordSet: RecordSet;
  readonly healthy: boolean;
}

/**
 * The member that answers one query, after the rules of weighted routing (Route 53 developer guide, "How Route 53 chooses records when health
 * checking is configured"): members with a weight and health by weight; if none of them is healthy, the healthy ones of weight 0; if nothing
 * is healthy, as if everything were. All weights 0 means equal chances.
 *
 * @param random from 0 to below 1
 */
export function chosen(candidates: readonly Candidate[], random: () => number): RecordSet | undefined {
  const healthy = candidates.filter((candidate) => candidate.healthy);
  const pools = [healthy.filter(weighted), healthy, candidates.filter(weighted), candidates];
  return draw(pools.find((pool) => pool.length > 0) ?? [], random);
}

const weightOf = ({ recordSet }: Candidate): number => recordSet.Weight ?? 1;
const weighted = (candidate: Candidate): boolean => weightOf(candidate) > 0;

function draw(pool: readonly Candidate[], random: () => number): RecordSet | undefined {
  const total = pool.reduce((sum, candidate) => sum + weightOf(candidate), 0);
  if (total === 0) return pool[Math.floor(random() * pool.length)]?.recordSet;
  let left = random() * total;
  for (const candidate of pool) {
    left -= weightOf(candidate);
    if (left < 0) return candidate.recordSet;
  }
  return pool.at(-1)?.recordSet;
}
