import { cents, formatCents, type Cents } from '../model/money.js';
import { factorOf, type Candidate, type Fit, type Need } from './candidates.js';
import type { Case } from './case.js';
import { leastVcpus, type Sized } from './demand.js';
import type { Market } from './market.js';
import { wholeUp } from './measure.js';
import type { SizingOptions } from './options.js';
import type { Alternative, Demand, Option } from './recommendation.js';
import type { System } from './system.js';

/** A server on EC2 at the right size, and what else EC2 offers it. */
export interface Rehost {
  readonly best: Candidate;
  readonly option: Option;
  readonly need: Need;
  readonly demand: Demand;
  /** vCPUs of the source that one vCPU of the type replaces; 1 unless CPU is normalised. */
  readonly factor: number;
  readonly alternatives: readonly Alternative[];
}

export const needOf = ({ demand, rawVcpus, meanVcpus }: Sized, { score }: Case): Need => ({
  vcpus: score === undefined ? demand.vcpus : leastVcpus,
  memoryGiB: demand.memoryGiB,
  meanVcpus,
  ebsIops: demand.ebsIops,
  ebsMiBps: demand.ebsMiBps,
  networkGbps: demand.networkGbps,
  work: score === undefined ? undefined : { vcpus: rawVcpus, coremarkPerVcpu: score.coremarkPerVcpu },
});

/** The cheapest EC2 type for a server, or why there is none. */
export function rehostOf(
  it: Case,
  sized: Sized,
  market: Market,
  options: SizingOptions,
): Rehost | { readonly why: string } {
  const need = needOf(sized, it);
  const own = market.types(it.system).cheapest(need);
  const arm = isPortable(it) ? market.types({ ...it.system, arch: 'arm64' }).cheapest(need) : undefined;
  const moves = options.graviton && own.best !== undefined && arm?.best !== undefined && isCheaper(arm.best, own.best);
  const fit = moves && arm !== undefined ? arm : own;
  if (fit.best === undefined) return { why: fit.why };
  const system: System = moves ? { ...it.system, arch: 'arm64' } : it.system;
  const option = market.instance(fit.best, system, it.volumes);
  const factor = factorOf(fit.best.type, need);
  return {
    best: fit.best,
    option,
    need,
    demand: it.score === undefined ? sized.demand : normalised(sized, it.score.note, fit.best, factor),
    factor,
    alternatives: [
      ...runnerUp(fit, (candidate) => market.instance(candidate, system, it.volumes), option),
      ...otherArchitecture(it, moves ? own : arm, moves, option, market),
      ...ownLicence(it, fit.best, option, market),
    ],
  };
}

function normalised({ demand, rawVcpus }: Sized, note: string, { type }: Candidate, factor: number): Demand {
  const how =
    type.coremarkPerVcpu === undefined
      ? `${type.name} has no benchmark: counted one for one`
      : `a vCPU of ${type.name} has ${Math.round(type.coremarkPerVcpu)}: factor ${factor.toFixed(2)}`;
  return {
    ...demand,
    vcpus: Math.max(leastVcpus, wholeUp(rawVcpus / factor)),
    notes: [...demand.notes, `CPU normalised: ${note}, ${how}`],
  };
}

/** Linux on x86 of known make, and nothing on it that exists for x86 only. */
function isPortable({ server, system, role, obstacle, sqlServer }: Case): boolean {
  return (
    system.arch === 'x86_64' &&
    system.os !== 'windows' &&
    system.os !== 'windows-byol' &&
    obstacle === undefined &&
    sqlServer === undefined &&
    server.os !== undefined &&
    role?.row.id !== 'sap' &&
    role?.row.id !== 'oracle'
  );
}

const isCheaper = (a: Candidate, b: Candidate): boolean =>
  a.unpriced === b.unpriced ? a.monthlyCents < b.monthlyCents : a.unpriced < b.unpriced;

function runnerUp(
  { runnerUp: next }: Fit,
  priced: (candidate: Candidate) => Option,
  best: Option,
): readonly Alternative[] {
  if (next === undefined) return [];
  const option = priced(next);
  return [
    {
      ...option,
      note: `runner-up, the cheapest of another family: ${difference(option.monthlyCents, best.monthlyCents)}`,
    },
  ];
}

function otherArchitecture(
  { system, volumes }: Case,
  fit: Fit | undefined,
  moved: boolean,
  best: Option,
  market: Market,
): readonly Alternative[] {
  if (fit?.best === undefined || fit.best.unpriced > 0) return [];
  const option = market.instance(fit.best, moved ? system : { ...system, arch: 'arm64' }, volumes);
  const change = difference(option.monthlyCents, best.monthlyCents);
  return [
    {
      ...option,
      note: moved ? `stay on x86: ${change}` : `Graviton: needs arm64 builds of everything on it; ${change}`,
    },
  ];
}

function ownLicence(
  { system, volumes }: Case,
  { type }: Candidate,
  best: Option,
  market: Market,
): readonly Alternative[] {
  if (system.sqlServer === undefined) return [];
  const without: System = { ...system, sqlServer: undefined };
  const { cents: monthlyCents, gaps } = market.instancePrice(type.name, without);
  const option = market.instance({ type, monthlyCents, unpriced: gaps.length }, without, volumes);
  return [
    {
      ...option,
      note: `bring the SQL Server licence (needs Software Assurance): ${difference(option.monthlyCents, best.monthlyCents)}`,
    },
  ];
}

/** `$12.40 less a month`. */
export function difference(amount: Cents, than: Cents): string {
  if (amount === than) return 'the same price';
  return `${formatCents(cents(Math.abs(amount - than)))} ${amount < than ? 'less' : 'more'} a month`;
}

/** Rehost on EC2 at the size it has today: at least its vCPU and memory, no type that lives on CPU credits. */
export function asIsOf({ server: { vcpus, memoryGiB }, system, volumes }: Case, market: Market): Option | undefined {
  if (vcpus === undefined || memoryGiB === undefined) return undefined;
  const { best } = market.types(system).cheapest({ ...nothing, vcpus: Math.max(leastVcpus, vcpus), memoryGiB });
  return best === undefined ? undefined : market.instance(best, system, volumes);
}

const nothing: Omit<Need, 'vcpus' | 'memoryGiB'> = {
  meanVcpus: undefined,
  ebsIops: undefined,
  ebsMiBps: undefined,
  networkGbps: undefined,
  work: undefined,
};
