import type { Edge } from './products/edges.js';
import { type Assignment, placeName, type WaveModel } from './model.js';
import type { CrossEdge } from './wave-plan.js';

/**
 * Edges between the products of one wave and what is not in that wave, each once. An end outside all products is in no wave
 * (`undefined` in the assignment): it never moves.
 */
export function edgesOut(
  { edges, incident }: WaveModel,
  assignment: Assignment,
  members: readonly number[],
): readonly Edge[] {
  const result: Edge[] = [];
  for (const product of members) {
    const last = incident.offsets[product + 1] ?? 0;
    for (let at = incident.offsets[product] ?? 0; at < last; at += 1) {
      const edge = edges[incident.targets[at] ?? 0];
      // Inside the wave both ends would report it.
      if (edge !== undefined && assignment[edge.from] !== assignment[edge.to]) result.push(edge);
    }
  }
  return result.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** The dependencies that need the link back to the datacenter from this wave on. */
export function crossEdges(
  model: WaveModel,
  assignment: Assignment,
  wave: number,
  out: readonly Edge[],
): readonly CrossEdge[] {
  return out.flatMap(({ from, to, ports, gbPerDay, strength }): CrossEdge[] => {
    const [source, target] = [assignment[from] ?? Infinity, assignment[to] ?? Infinity];
    if (Math.min(source, target) !== wave) return [];
    const last = Math.max(source, target);
    return [
      {
        from: placeName(model, from),
        to: placeName(model, to),
        ports,
        gbPerDay,
        strength,
        until: Number.isFinite(last) ? `W${last}` : undefined,
      },
    ];
  });
}
