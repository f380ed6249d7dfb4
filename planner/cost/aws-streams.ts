import type { Price } from '../pricing/quote.js';
import { assumed } from './assumptions.js';
import type { CashFlowInputs, Payment } from './cash-flow-inputs.js';
import type { MoveCost } from './move-cost.js';
import type { SharedPart } from './shared.js';
import { freeDays, replicationPrice, stagingPrice } from './staging.js';
import { merge, type Stream } from './streams.js';

export interface AwsStreams {
  readonly streams: readonly Stream[];
  /** Upfront payments, each again at the start of every term. */
  readonly upfronts: readonly Payment[];
  /** Lines of targets, staging and shared parts without a known price. */
  readonly unpriced: number;
}

const always = Number.POSITIVE_INFINITY;
/** Beyond the horizon nobody looks at renewals. */
const lastDay = 6 * 366;

/** Everything that AWS is paid for, from the start of replication. Nothing when nothing moves. */
export function awsStreams(inputs: CashFlowInputs): AwsStreams {
  const { moves, assumptions, book, purchases } = inputs;
  if (moves.length === 0) return { streams: [], upfronts: [], unpriced: 0 };
  const streams: Stream[] = [];
  const upfronts: Payment[] = [];
  let unpriced = 0;
  const priced = ({ cents, gaps }: Price): number => {
    unpriced += gaps.length;
    return cents;
  };

  for (const move of moves) {
    const { replicationStart: begin, cutover } = move;
    unpriced += move.unpriced;
    streams.push(
      ...served(move.launchedCents, Math.max(begin, cutover - assumed(assumptions, 'rehearsalDays')), cutover),
      ...served(move.storesCents, begin, cutover),
    );
    streams.push(staging(priced(stagingPrice(move, assumptions, book)), begin, cutover));
    const charged = begin + freeDays(assumptions);
    if (charged < cutover) streams.push(staging(priced(replicationPrice(move, book)), charged, cutover));
  }
  for (const { cutover, years, committed } of purchases) {
    const bought = cutover + assumed(assumptions, 'commitAfterDays');
    streams.push({ kind: 'aws', monthlyCents: 0 - committed.billSavedCents, from: bought, to: always, double: false });
    for (let day = bought; committed.upfrontCents > 0 && day < lastDay; day += 365 * years)
      upfronts.push({ day, cents: committed.upfrontCents });
  }
  streams.push(...sharedStreams(inputs, priced));
  const pct = inputs.pricePct ?? 100;
  return {
    streams: merge(streams).map((stream) => scaled(stream, pct)),
    upfronts: upfronts.map(({ day, cents }) => ({ day, cents: Math.round((cents * pct) / 100) })),
    unpriced,
  };
}

const scaled = (stream: Stream, pct: number): Stream =>
  pct === 100 ? stream : Object.assign({}, stream, { monthlyCents: Math.round((stream.monthlyCents * pct) / 100) });

/** A target: double while the datacenter serves, its own after the cutover. */
const served = (monthlyCents: number, from: number, cutover: number): readonly Stream[] => [
  { kind: 'aws', monthlyCents, from, to: cutover, double: true },
  { kind: 'aws', monthlyCents, from: Math.max(from, cutover), to: always, double: false },
];

const staging = (monthlyCents: number, from: number, to: number): Stream => ({
  kind: 'staging',
  monthlyCents,
  from,
  to,
  double: true,
});

/** Parts that grow with the servers that have arrived. */
const growing: ReadonlySet<SharedPart['id']> = new Set(['monitoring', 'backup']);

/** The foundation from the first replication on; monitoring and backup with the servers; the connection until the datacenter is empty. */
function sharedStreams(
  { moves, shared, staysConnected, assumptions }: CashFlowInputs,
  priced: (price: Price) => number,
) {
  const first = moves.reduce((earliest, { replicationStart }) => Math.min(earliest, replicationStart), always);
  const firstCutover = moves.reduce((earliest, { cutover }) => Math.min(earliest, cutover), always);
  const leaves = moves.reduce((latest, { decommission }) => Math.max(latest, decommission), 0);
  return shared.flatMap(({ id, price }): readonly Stream[] => {
    const monthlyCents = priced(price);
    if (id === 'vpn')
      return [
        { kind: 'connection', monthlyCents, from: first, to: leaves, double: true },
        { kind: 'connection', monthlyCents, from: leaves, to: staysConnected ? always : leaves, double: false },
      ];
    if (!growing.has(id)) return served(monthlyCents, first, firstCutover);
    return portions(monthlyCents, moves).flatMap((portion, at) => {
      const move = moves[at];
      if (move === undefined) return [];
      const launch = Math.max(move.replicationStart, move.cutover - assumed(assumptions, 'rehearsalDays'));
      return served(portion, launch, move.cutover);
    });
  });
}

/** An amount divided by the servers of the moves, to the cent: the portions add up to it. */
function portions(total: number, moves: readonly MoveCost[]): readonly number[] {
  const all = moves.reduce((servers, move) => servers + move.servers, 0);
  if (all === 0) return moves.map((_, at) => (at === 0 ? total : 0));
  let servers = 0;
  let given = 0;
  return moves.map((move) => {
    servers += move.servers;
    const portion = Math.round((total * servers) / all) - given;
    given += portion;
    return portion;
  });
}
