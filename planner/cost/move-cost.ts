import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { Commitment, Ec2Os, PriceBook } from '../pricing/book.js';
import type { Recommendation, Target } from '../sizing/recommendation.js';
import { addTo, commitFleet, type Committed } from './commitments.js';
import { lastDeparture, type Move, type Schedule } from './schedule.js';
import { sourceGiB } from './tco.js';

/** What the servers of one move cost on AWS, and what it takes to bring them there. */
export interface MoveCost {
  readonly name: string;
  readonly replicationStart: number;
  readonly cutover: number;
  readonly decommission: number;
  /** Servers that arrive on AWS. */
  readonly servers: number;
  /** A month of the targets that are launched for the rehearsal: instances, mail, load balancers. */
  readonly launchedCents: Cents;
  /** A month of the targets that data is brought into from the start: databases, caches, file systems. */
  readonly storesCents: Cents;
  readonly committed: Committed;
  /** Servers that are replicated block by block, their disks and gigabytes. */
  readonly replicated: { readonly servers: number; readonly disks: number; readonly gib: number };
  /** Lines of the targets without a known price. */
  readonly unpriced: number;
}

interface Sum {
  servers: number;
  launched: number;
  stores: number;
  replicated: { servers: number; disks: number; gib: number };
  unpriced: number;
  readonly fleet: Map<string, { type: string; os: Ec2Os; count: number }>;
}

const stores: ReadonlySet<Target['kind']> = new Set(['rds', 'elasticache', 'efs', 'fsx']);

/**
 * The cost of every move. Recommendations whose server is in no move and does not stay come with the last move, so that no cost is lost;
 * those of servers that stay are left out.
 * @param servers in the order of the recommendations
 */
export function moveCosts(
  servers: readonly Server[],
  recommendations: readonly Recommendation[],
  schedule: Schedule,
  book: PriceBook,
  commitment: Commitment | undefined,
): readonly MoveCost[] {
  const moves = withRest(schedule.moves);
  const sums = moves.map(emptySum);
  const rest = sums[sums.length - 1];
  const places = new Map<string, Sum | undefined>();
  for (const [index, move] of moves.entries()) for (const id of move.servers) places.set(id, sums[index]);
  for (const id of schedule.retained) places.set(id, undefined);
  for (const [index, recommendation] of recommendations.entries()) {
    const { server: id } = recommendation;
    const sum = places.has(id) ? places.get(id) : rest;
    const server = servers[index];
    if (sum !== undefined && server !== undefined) add(sum, recommendation, server);
  }
  return moves.flatMap((move, index) => {
    const sum = sums[index];
    return sum === undefined || (index >= schedule.moves.length && sum.servers === 0 && sum.unpriced === 0)
      ? []
      : [costOf(move, sum, book, commitment)];
  });
}

/** The moves and one for servers that nobody scheduled: with the last of them. */
function withRest(moves: readonly Move[]): readonly Move[] {
  if (moves.length === 0) return [];
  const { cutover, leaves } = lastDeparture(moves);
  const replicationStart = Math.min(
    cutover,
    ...moves.filter((move) => move.cutover === cutover).map((move) => move.replicationStart),
  );
  return [...moves, { name: 'not scheduled', servers: [], replicationStart, cutover, decommission: leaves }];
}

const emptySum = (): Sum => ({
  servers: 0,
  launched: 0,
  stores: 0,
  replicated: { servers: 0, disks: 0, gib: 0 },
  unpriced: 0,
  fleet: new Map(),
});

function add(sum: Sum, { chosen }: Recommendation, server: Server): void {
  const { kind } = chosen.target;
  sum.unpriced += chosen.unpriced;
  if (kind === 'none') return;
  sum.servers += 1;
  if (stores.has(kind)) sum.stores += chosen.monthlyCents;
  else sum.launched += chosen.monthlyCents;
  if (kind !== 'ec2') return;
  addTo(sum.fleet, chosen);
  sum.replicated.servers += 1;
  sum.replicated.disks += Math.max(1, server.disks.length);
  sum.replicated.gib += sourceGiB(server);
}

const nothing: Committed = {
  savedCents: cents(0),
  billSavedCents: cents(0),
  upfrontCents: cents(0),
  instances: 0,
  onDemand: 0,
};

const costOf = (move: Move, sum: Sum, book: PriceBook, commitment: Commitment | undefined): MoveCost => ({
  name: move.name,
  replicationStart: move.replicationStart,
  cutover: move.cutover,
  decommission: move.decommission,
  servers: sum.servers,
  launchedCents: cents(sum.launched),
  storesCents: cents(sum.stores),
  committed: commitment === undefined ? nothing : commitFleet(sum.fleet, book, commitment),
  replicated: sum.replicated,
  unpriced: sum.unpriced,
});

/** Moves on the same days as one: what a calendar can tell apart. Replication servers are shared by what replicates together. */
export function sameDays(moves: readonly MoveCost[]): readonly MoveCost[] {
  const merged = new Map<string, MoveCost>();
  for (const move of moves) {
    const key = `${move.replicationStart} ${move.cutover} ${move.decommission}`;
    const same = merged.get(key);
    merged.set(key, same === undefined ? move : together(same, move));
  }
  return [...merged.values()];
}

const together = (a: MoveCost, b: MoveCost): MoveCost => ({
  ...a,
  servers: a.servers + b.servers,
  launchedCents: cents(a.launchedCents + b.launchedCents),
  storesCents: cents(a.storesCents + b.storesCents),
  committed: {
    savedCents: cents(a.committed.savedCents + b.committed.savedCents),
    billSavedCents: cents(a.committed.billSavedCents + b.committed.billSavedCents),
    upfrontCents: cents(a.committed.upfrontCents + b.committed.upfrontCents),
    instances: a.committed.instances + b.committed.instances,
    onDemand: a.committed.onDemand + b.committed.onDemand,
  },
  replicated: {
    servers: a.replicated.servers + b.replicated.servers,
    disks: a.replicated.disks + b.replicated.disks,
    gib: a.replicated.gib + b.replicated.gib,
  },
  unpriced: a.unpriced + b.unpriced,
});
