import type { Rehearsal, RehearsedProduct } from '../../adapters/simulated/world/rehearse.js';
import type { Happening } from '../../adapters/simulated/world/world.js';
import { percentOf } from '../../cutover/stage.js';
import { exposure } from '../../cutover/waits.js';
import { staysOf, storyOf, type Told } from './story.js';

/** What a product is busy with, for its lane in the calendar. */
export type Phase = 'partners' | 'prepare' | 'shift' | 'keep' | 'rollback';

/** From so many milliseconds since the epoch. */
export interface Stretch {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

export interface RehearsedView {
  readonly product: string;
  readonly env: string;
  /** `decommissioned`, or why it got no further. */
  readonly end: string;
  readonly done: boolean;
  readonly rolledBack: boolean;
  readonly servers: readonly string[];
  readonly story: readonly Told[];
  readonly lane: readonly Stretch[];
  /** Percent of the clients' answers that led to AWS, from the first shift to the end of the last, in equal parts. Empty without names. */
  readonly curve: readonly number[];
  /** Addresses that clients may be led to, and answers that led elsewhere. */
  readonly allowed: readonly string[];
  readonly wrong: readonly string[];
  readonly answers: number;
  /** Longest time from a rollback until clients that honour TTLs are on legacy, milliseconds. */
  readonly exposure: number;
  /** The task after which data has moved, and nothing is rolled back automatically. */
  readonly pointOfNoReturn?: string;
  readonly crashes: number;
  readonly changes: number;
}

/** A rehearsal as every output shows it. */
export interface RehearsalView {
  readonly schema: 'rehearsal/v1';
  readonly seed: number;
  readonly fault?: string;
  readonly from: number;
  readonly to: number;
  readonly products: readonly RehearsedView[];
  readonly calls: Readonly<Record<string, number>>;
  readonly standIn: boolean;
}

const curveParts = 24;

export function rehearsalView({ seed, fault, start, end, products, happenings, calls }: Rehearsal): RehearsalView {
  const shown = products.map((product) => {
    const mine = happenings.filter(({ about }) => about === product.scope.product);
    return productView(product, merged(mine));
  });
  return {
    schema: 'rehearsal/v1',
    seed,
    ...(fault !== undefined && { fault }),
    from: start,
    to: end,
    products: shown,
    calls,
    standIn: products.some(({ scope }) => scope.standIn),
  };
}

/** Both directions of a partner in one line: `bes confirmed (ingress, egress)`. */
function merged(happenings: readonly Happening[]): readonly Told[] {
  const told: { at: number; what: string; more: string[] }[] = [];
  for (const { at, what } of happenings) {
    const [, text = what, direction] = /^(.*) \((\w+)\)$/.exec(what) ?? [];
    const same = told.find((one) => one.at === at && one.what === text);
    if (same !== undefined && direction !== undefined) same.more.push(direction);
    else told.push({ at, what: text, more: direction === undefined ? [] : [direction] });
  }
  return told.map(({ at, what, more }) => ({
    at,
    what: more.length === 0 ? what : `${what} (${more.join(', ')})`,
    tone: 'plain',
  }));
}

function productView(rehearsed: RehearsedProduct, happenings: readonly Told[]): RehearsedView {
  const { scope, lines, last, samples, wrong, crashes } = rehearsed;
  const { ended } = last.state;
  const noReturn = scope.policy.tasks.find(({ pointOfNoReturn }) => pointOfNoReturn);
  const story = [...happenings, ...storyOf(scope, lines)].toSorted((a, b) => a.at - b.at);
  return {
    product: scope.product,
    env: scope.env,
    end: ended ?? (last.stop.kind === 'waiting' ? last.stop.waiting.why : last.stop.kind),
    done: ended === 'decommissioned',
    rolledBack: lines.some((line) => line.kind === 'rollback' && line.cause === 'failure'),
    servers: scope.servers,
    story,
    lane: laneOf(rehearsed),
    curve: curveOf(rehearsed),
    allowed: [
      ...new Set([
        ...scope.names.flatMap(({ legacy }) => (legacy.kind === 'cname' ? [legacy.target] : legacy.ipv4)),
        ...rehearsed.addresses,
      ]),
    ],
    wrong,
    answers: samples.reduce((sum, { counts }) => sum + counts.legacy + counts.aws + counts.outside + counts.nothing, 0),
    exposure: exposure(scope),
    ...(noReturn !== undefined && { pointOfNoReturn: noReturn.id }),
    crashes,
    changes: lines.filter(({ kind }) => kind === 'intent').length,
  };
}

function laneOf({ lines }: RehearsedProduct): readonly Stretch[] {
  return staysOf(lines).flatMap(({ step, from, to }): readonly Stretch[] => {
    if (from === to) return [];
    if (step === 'notice' || step === 'partners') return [{ phase: 'partners', from, to }];
    if (percentOf(step) !== undefined) return [{ phase: 'shift', from, to }];
    const keeps = ['bake', 'drain', 'finish', 'decommission'].includes(step);
    return [{ phase: keeps ? 'keep' : 'prepare', from, to }];
  });
}

/** Mean share over equal parts of the time from the first shift to the end of the last one. */
function curveOf({ lines, samples }: RehearsedProduct): readonly number[] {
  const shifts = staysOf(lines).filter(({ step }) => percentOf(step) !== undefined);
  const from = shifts[0]?.from;
  const to = shifts.at(-1)?.to;
  if (from === undefined || to === undefined || to <= from || samples.length === 0) return [];
  // A little more, so that the curve shows where it ends.
  const width = (to - from) * 1.1;
  const sums = Array.from({ length: curveParts }, () => ({ aws: 0, all: 0 }));
  for (const { at, counts } of samples) {
    const part = sums[Math.floor(((at - from) / width) * curveParts)];
    if (part === undefined) continue;
    part.aws += counts.aws;
    part.all += counts.aws + counts.legacy + counts.outside + counts.nothing;
  }
  let before = 0;
  return sums.map(({ aws, all }) => (before = all === 0 ? before : Math.round((aws / all) * 100)));
}
