import type { Waiting } from './actions.js';

/** How often the world is looked at while nothing is to be done, milliseconds. */
export interface Pace {
  /** Under traffic, or when a gate may open any time. */
  readonly near: number;
  /** While partners, old providers and rollback windows take their time. */
  readonly far: number;
  /** A wait that has longer to go than this is far. */
  readonly beyond: number;
}

/** For runs over sockets: metrics arrive every minute. */
export const livePace: Pace = { near: 30_000, far: 60_000, beyond: 3_600_000 };

/** When to look again at the latest. */
export function nextLook({ until }: Waiting, now: number, { near, far, beyond }: Pace): number {
  const left = until === undefined ? 0 : until - now;
  const step = left > beyond ? far : near;
  return until === undefined ? now + near : Math.max(now + 1, Math.min(until, now + step));
}

/** Delays of a service that is busy: doubling, spread, at most half a minute; given up after five minutes in all. */
export const retryBudget = 300_000;

export const retryDelay = (attempt: number, random: number): number =>
  Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + random / 2);

/** Delays between two looks at a change that is not yet in sync: 2 s, 4 s, 8 s, then 10 s. */
export const pollDelay = (attempt: number): number => Math.min(10_000, 2000 * 2 ** attempt);

/** A change is with all name servers within a minute, as a rule; after two the lease is given back between two looks, so that others can decide. */
export const settlePatience = 120_000;

/**
 * A private zone's servers can be asked by nobody outside its networks. Where even the id of the change is lost, it counts as answered so long after it
 * was seen in the zone. Source: GetChange, Route 53 API reference: "generally within 60 seconds".
 */
export const privateSettling = 120_000;
