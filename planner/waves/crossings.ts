import type { Assignment } from './assign.js';
import { placeName, type WaveModel } from './model.js';
import type { CrossEdge } from './wave-plan.js';

/** By number of the wave, the dependencies that need the link back to the datacenter from that wave on. */
export function crossEdges(model: WaveModel, assignment: Assignment): ReadonlyMap<number, readonly CrossEdge[]> {
  const result = new Map<number, CrossEdge[]>();
  for (const { from, to, ports, gbPerDay, strength } of model.edges) {
    const source = assignment[from] ?? Infinity;
    const target = assignment[to] ?? Infinity;
    if (source === target) continue;
    const wave = Math.min(source, target);
    const until = Math.max(source, target);
    const edge: CrossEdge = {
      from: placeName(model, from),
      to: placeName(model, to),
      ports,
      gbPerDay,
      strength,
      until: Number.isFinite(until) ? `W${until}` : undefined,
    };
    const edges = result.get(wave);
    if (edges === undefined) result.set(wave, [edge]);
    else edges.push(edge);
  }
  return result;
}
