import { parseDay } from '../model/day.js';

/** Servers that move together: a product, in days from the start of the plan. */
export interface Move {
  readonly name: string;
  /** `Server.id` of everything that leaves with it, retired machines too. */
  readonly servers: readonly string[];
  /** First day of replication: staging is paid from here. */
  readonly replicationStart: number;
  /** Day of the cutover: from here AWS serves. */
  readonly cutover: number;
  /** First day on which the old servers are no longer needed: cutover + bake + drain + kept legacy. */
  readonly decommission: number;
}

/** When everything leaves the datacenter. */
export interface Schedule {
  /** First day of the plan, `2027-02-01`; undefined = months are M1, M2 … */
  readonly start: string | undefined;
  /** Last day that the datacenter's contract is paid for, `2027-08-31`. Means nothing without a start. */
  readonly contractEnd: string | undefined;
  readonly moves: readonly Move[];
  /** `Server.id` of what stays in the datacenter. Everything else that is in no move leaves with the last one. */
  readonly retained: readonly string[];
}

/** When a server stops serving and when it stops costing, in days; never = `Infinity`. */
export interface Departure {
  readonly cutover: number;
  readonly leaves: number;
}

export const never: Departure = { cutover: Number.POSITIVE_INFINITY, leaves: Number.POSITIVE_INFINITY };

/** Index of a server's move; `stays` for what is retained. A server that is in no move has none, and leaves with the last one. */
export type Places = ReadonlyMap<string, number>;
export const stays = -1;

export function placesOf({ moves, retained }: Schedule): Places {
  const places = new Map<string, number>();
  for (const [index, { servers }] of moves.entries()) for (const server of servers) places.set(server, index);
  for (const server of retained) places.set(server, stays);
  return places;
}

/** The last of everything that leaves; `never` when nothing moves. */
export function lastDeparture(moves: readonly Move[]): Departure {
  if (moves.length === 0) return never;
  let [cutover, leaves] = [0, 0];
  for (const move of moves) {
    cutover = Math.max(cutover, move.cutover);
    leaves = Math.max(leaves, move.decommission);
  }
  return { cutover, leaves };
}

/** The first day after a date, in days from the start of the plan; undefined for no date, or where no start is known. */
export function daysAfter(start: string | undefined): (date: string | undefined) => number | undefined {
  const first = start === undefined ? undefined : parseDay(start);
  return (date) => {
    const day = first === undefined || date === undefined ? undefined : parseDay(date);
    return first === undefined || day === undefined ? undefined : day - first + 1;
  };
}

/** All cutovers and everything after them later by so many days; replication starts as planned. */
export const slip = (schedule: Schedule, days: number): Schedule => ({
  ...schedule,
  moves: schedule.moves.map(({ name, servers, replicationStart, cutover, decommission }) => ({
    name,
    servers,
    replicationStart,
    cutover: cutover + days,
    decommission: decommission + days,
  })),
});
