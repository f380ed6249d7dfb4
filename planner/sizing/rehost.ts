import { cents, formatCents, type Cents } from '../model/money.js';
import { factorOf, isCheaper, type Candidate, type Need } from './candidates.js';
import type { Case } from './case.js';
import { leastVcpus, type Sized } from './demand.js';
import type { Market } from './market.js';
import { wholeUp } from './measure.js';
import type { SizingOptions } from './options.js';
import type { Alternative, Demand, Option } from './recommendation.js';
import { isWindows, type System } from './system.js';

/** A server on EC2 at the right size. */
export interface Rehost {
  readonly best: Candidate;
  readonly option: Option;
  readonly need: Need;
  /** vCPUs of the source that one vCPU of the type replaces; 1 unless CPU is normalised. */
  readonly factor: number;
  /** What it runs on: with Graviton allowed, that may be arm64 for an x86 source. */
  readonly system: System;
}

/** What a target must offer: with a normalised CPU any number of vCPU, as long as they do the work. */
export const needOf = (sized: Sized, { score }: Case): Need =>
  score === undefined
    ? sized
    : {
        vcpus: leastVcpus,
        memoryGiB: sized.memoryGiB,
        meanVcpus: sized.meanVcpus,
        ebsIops: sized.ebsIops,
        ebsMiBps: sized.ebsMiBps,
        networkGbps: sized.networkGbps,
        work: { vcpus: sized.rawVcpus, coremarkPerVcpu: score.coremarkPerVcpu },
      };

/** The cheapest EC2 type for a server, or a sentence why there is none. */
export function rehostOf(it: Case, sized: Sized, market: Market, options: SizingOptions): Rehost | string {
  const need = needOf(sized, it);
  let { system } = it;
  let best = market.types(system).cheapest(need);
  if (options.graviton && isPortable(it)) {
    const arm = market.types(onArm(system, market)).cheapest(need);
    if (arm !== undefined && (best === undefined || isCheaper(arm, best))) {
      system = onArm(system, market);
      best = arm;
    }
  }
  if (best === undefined) return market.types(system).whyNothingFits(need);
  const factor = factorOf(best.type, need);
  return { best, option: market.instance(best.type, system, it.volumes), need, factor, system };
}

const onArm = ({ os, sqlServer }: System, market: Market): System => market.system(os, sqlServer, 'arm64');

/** Linux on x86 of known make, and nothing on it that exists for x86 only. */
const isPortable = ({ server, system, role, obstacle, sqlServer }: Case): boolean =>
  system.arch === 'x86_64' &&
  !isWindows(system.os) &&
  obstacle === undefined &&
  sqlServer === undefined &&
  server.os !== undefined &&
  role?.row.id !== 'sap' &&
  role?.row.id !== 'oracle';

/** The demand of a server whose CPU is normalised: in vCPUs of the type that was found, with the factor. */
export function normalisedDemand(demand: Demand, sized: Sized, note: string, { best, factor }: Rehost): Demand {
  const { name, coremarkPerVcpu } = best.type;
  const how =
    coremarkPerVcpu === undefined
      ? `${name} has no benchmark: counted one for one`
      : `a vCPU of ${name} has ${Math.round(coremarkPerVcpu)}: factor ${factor.toFixed(2)}`;
  return {
    ...demand,
    vcpus: Math.max(leastVcpus, wholeUp(sized.rawVcpus / factor)),
    notes: [...demand.notes, `CPU normalised: ${note}, ${how}`],
  };
}

/**
 * What else EC2 offers: the cheapest of another family, the other architecture, a brought licence.
 * @param than the price that they are compared with
 */
export function ec2Alternatives(it: Case, rehost: Rehost, than: Cents, market: Market): readonly Alternative[] {
  return [
    ...runnerUp(it, rehost, than, market),
    ...otherArchitecture(it, rehost, than, market),
    ...ownLicence(it, rehost, than, market),
  ];
}

function runnerUp({ volumes }: Case, { need, system }: Rehost, than: Cents, market: Market): readonly Alternative[] {
  const other = market.types(system).runnerUp(need);
  if (other === undefined) return [];
  const option = market.instance(other.type, system, volumes);
  const change = difference(option.monthlyCents, than);
  return [{ ...option, note: `runner-up, the cheapest of another family: ${change}` }];
}

function otherArchitecture(it: Case, { need, system }: Rehost, than: Cents, market: Market): readonly Alternative[] {
  if (!isPortable(it)) return [];
  const moved = system.arch !== it.system.arch;
  const other = moved ? it.system : onArm(it.system, market);
  const found = market.types(other).cheapest(need);
  if (found === undefined || found.hourlyUsd === undefined) return [];
  const option = market.instance(found.type, other, it.volumes);
  const change = difference(option.monthlyCents, than);
  return [
    {
      ...option,
      note: moved ? `stay on x86: ${change}` : `Graviton: needs arm64 builds of everything on it; ${change}`,
    },
  ];
}

function ownLicence({ volumes }: Case, { system, best }: Rehost, than: Cents, market: Market): readonly Alternative[] {
  if (system.sqlServer === undefined) return [];
  const without = market.system(system.os, undefined, system.arch);
  const option = market.instance(best.type, without, volumes);
  const change = difference(option.monthlyCents, than);
  return [{ ...option, note: `bring the SQL Server licence (needs Software Assurance): ${change}` }];
}

/** `$12.40 less a month`. */
export function difference(amount: Cents, than: Cents): string {
  if (amount === than) return 'the same price';
  return `${formatCents(cents(Math.abs(amount - than)))} ${amount < than ? 'less' : 'more'} a month`;
}

/** Rehost on EC2 at the size it has today: at least its vCPU and memory, no type that lives on CPU credits. */
export function asIsOf(
  { server, system, volumes }: Case,
  rehost: Rehost | undefined,
  market: Market,
): Option | undefined {
  const { vcpus, memoryGiB } = server;
  if (vcpus === undefined || memoryGiB === undefined) return undefined;
  const best = market.types(system).ofSize(Math.max(leastVcpus, vcpus), memoryGiB);
  if (best === undefined) return undefined;
  return best === rehost?.best ? rehost.option : market.instance(best.type, system, volumes);
}
