import { FindingLog, type Finding } from '../model/finding.js';
import { noMoney } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { PriceBook } from '../pricing/book.js';
import type { Fit, Need } from './candidates.js';
import { leastVcpus, sizedDemand, type Sized } from './demand.js';
import { openMarket, type Market } from './market.js';
import type { SizingOptions } from './options.js';
import type { Alternative, Option, Recommendation } from './recommendation.js';
import { archOf, ec2OsOf, type System } from './system.js';

export interface SizingInputs {
  readonly book: PriceBook;
  readonly options: SizingOptions;
}

export interface Sizing {
  /** One for each server, in their order. */
  readonly recommendations: readonly Recommendation[];
  readonly findings: readonly Finding[];
}

/** Sizes and prices every server. Pure: the same servers, book and options give the same answer. */
export function sizeServers(servers: readonly Server[], { book, options }: SizingInputs): Sizing {
  const market = openMarket(book);
  const findings = new FindingLog();
  return {
    recommendations: servers.map((server) => size(server, market, options, findings)),
    findings: findings.list(),
  };
}

function size(server: Server, market: Market, options: SizingOptions, findings: FindingLog): Recommendation {
  const os = ec2OsOf(server, options);
  const system: System = { os, sqlServer: undefined, arch: archOf(server.arch) };
  const sized = sizedDemand(server, { keepsMemory: undefined, windows: os === 'windows' }, options);
  if (sized === undefined) return unknown(server, 'vCPU or memory is not known', findings);
  const { demand } = sized;
  const volumes = market.volumes(server, demand.ebsIops, demand.ebsMiBps);
  const types = market.types(system);
  const fit = types.cheapest(needOf(sized));
  if (fit.best === undefined) return unknown(server, fit.why, findings);
  const rehost = market.instance(fit.best, system, volumes);
  const today = types.cheapest(allocationNeed(server));
  const asIs = today.best === undefined ? rehost : market.instance(today.best, system, volumes);
  return {
    server: server.id,
    demand,
    disposition: 'rehost',
    chosen: rehost,
    rehost,
    asIs,
    alternatives: runnerUp(fit, (candidate) => market.instance(candidate, system, volumes)),
    reason: `${sized.cpuText}; ${sized.memoryText}; ${fit.best.type.name} is the cheapest that fits`,
    wouldChange: undefined,
    confidence: demand.cpuBasis === 'allocated' ? 2 : 3,
    role: undefined,
    pinned: undefined,
  };
}

function runnerUp(
  { best, runnerUp: next }: Fit,
  priced: (candidate: NonNullable<Fit['best']>) => Option,
): readonly Alternative[] {
  return best === undefined || next === undefined ? [] : [{ ...priced(next), note: 'next cheapest of another family' }];
}

const needOf = ({ demand, meanVcpus }: Sized): Need => ({ ...demand, meanVcpus, work: undefined });

const allocationNeed = ({ vcpus = 0, memoryGiB = 0 }: Server): Need => ({
  vcpus: Math.max(leastVcpus, vcpus),
  memoryGiB,
  meanVcpus: undefined,
  ebsIops: undefined,
  ebsMiBps: undefined,
  networkGbps: undefined,
  work: undefined,
});

function unknown(server: Server, why: string, findings: FindingLog): Recommendation {
  findings.add({
    severity: 'warning',
    code: 'not-sized',
    file: server.source.file,
    row: server.source.row,
    server: server.name,
    message: `${server.name} is not sized: ${why}`,
    remedy: 'Add vCPU and memory to its row, or name an instance type.',
  });
  const option: Option = { target: { kind: 'unknown', why }, monthlyCents: noMoney, unpriced: 1 };
  return {
    server: server.id,
    demand: undefined,
    disposition: 'rehost',
    chosen: option,
    rehost: option,
    asIs: option,
    alternatives: [],
    reason: why,
    wouldChange: undefined,
    confidence: 1,
    role: undefined,
    pinned: undefined,
  };
}
