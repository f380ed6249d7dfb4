import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { Commitment, Ec2Os, PriceBook } from '../pricing/book.js';
import type { Recommendation, Target } from '../sizing/recommendation.js';
import { addTo, committer, joinFleets, type Committed, type Fleet } from './commitments.js';
import { lastDeparture, stays, type Move, type Places, type Schedule } from './schedule.js';
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
  /** EC2 instances, for the commitment bought after the bake. */
  readonly fleet: Fleet;
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
  readonly fleet: Map<string, Map<Ec2Os, number>>;
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
  places: Places,
): readonly MoveCost[] {
  const moves = withRest(schedule.moves);
  const sums = moves.map(emptySum);
  const rest = sums[sums.length - 1];
  for (let index = 0; index < recommendations.length; index += 1) {
    const server = servers[index];
    const recommendation = recommendations[index];
    if (recommendation === undefined) continue;
    const place = places.get(recommendation.server);
    const sum = place === undefined ? rest : sums[place];
    if (place !== stays && sum !== undefined && server !== undefined) add(sum, recommendation, server);
  }
  return moves.flatMap((move, index) => {
    const sum = sums[index];
    return sum === undefined || (index >= schedule.moves.length && sum.servers === 0 && sum.unpriced === 0)
      ? []
      : [costOf(move, sum)];
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

const costOf = (move: Move, sum: Sum): MoveCost => ({
  name: move.name,
  replicationStart: move.replicationStart,
  cutover: move.cutover,
  decommission: move.decommission,
  servers: sum.servers,
  launchedCents: cents(sum.launched),
  storesCents: cents(sum.stores),
  fleet: sum.fleet,
  replicated: sum.replicated,
  unpriced: sum.unpriced,
});

/** Moves on the same days as one: what a calendar can tell apart. Replication servers are shared by what replicates together. */
export function sameDays(moves: readonly MoveCost[]): readonly MoveCost[] {
  const groups = new Map<string, MoveCost[]>();
  for (const move of moves) {
    const key = `${move.replicationStart} ${move.cutover} ${move.decommission}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [move]);
    else group.push(move);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : group.length === 1 ? [first] : [together(first, group)];
  });
}

function together(first: MoveCost, moves: readonly MoveCost[]): MoveCost {
  const sum = (of: (move: MoveCost) => number): number => moves.reduce((total, move) => total + of(move), 0);
  return {
    ...first,
    name: moves.map(({ name }) => name).join(', '),
    servers: sum(({ servers }) => servers),
    launchedCents: cents(sum(({ launchedCents }) => launchedCents)),
    storesCents: cents(sum(({ storesCents }) => storesCents)),
    fleet: joinFleets(moves.map(({ fleet }) => fleet)),
    replicated: {
      servers: sum(({ replicated }) => replicated.servers),
      disks: sum(({ replicated }) => replicated.disks),
      gib: sum(({ replicated }) => replicated.gib),
    },
    unpriced: sum(({ unpriced }) => unpriced),
  };
}

/** What a commitment takes off the bill of each move, in their order. */
export function commitmentsOf(
  moves: readonly MoveCost[],
  book: PriceBook,
  commitment: Commitment | undefined,
): readonly Purchase[] {
  if (commitment === undefined) return [];
  const commit = committer(book, commitment);
  return moves.map(({ fleet, cutover }) => ({ cutover, years: commitment.years, committed: commit(fleet) }));
}

/** A commitment bought for one move. */
export interface Purchase {
  readonly cutover: number;
  readonly years: 1 | 3;
  readonly committed: Committed;
}
