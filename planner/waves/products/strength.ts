import type { PortKind } from './ports.js';

/** Strength of a dependency that people declared. */
export const declaredStrength = 1;
/** Machines that write to one disk (pf9-mngt: shared RDM 0.95). */
export const sharedDiskStrength = 0.95;

/** From here on a dependency decides which product moves first. */
export const orderedFrom = 0.4;
/** Observed traffic from here on is too tight for the link: both ends move in one wave. */
export const hardFrom = 0.8;

const base: Readonly<Record<PortKind, number>> = { store: 0.6, service: 0.4, unknown: 0.3 };

/**
 * Strength of observed traffic, 0.3-0.9: what kind of port it is, plus up to 0.3 for how much of it there is.
 * Volume counts on a logarithmic scale that does not depend on the rest of the estate: 10,000 observations or 99 GB a day are "a lot".
 * So a database is hard from 464 observations or 20.6 GB a day on, and nothing else ever is.
 */
export function flowStrength(kind: PortKind, count: number, gbPerDay: number): number {
  const often = Math.log10(Math.max(1, count)) / 4;
  const heavy = Math.log10(1 + Math.max(0, gbPerDay)) / 2;
  const volume = Math.min(1, Math.max(often, heavy));
  return Math.round((base[kind] + 0.3 * volume) * 100) / 100;
}
