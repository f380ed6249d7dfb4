import { FindingLog, type Finding } from '../model/finding.js';
import type { Server } from '../model/server.js';
import type { PriceBook } from '../pricing/book.js';
import { adviser } from './advice.js';
import { decide, type Shop } from './decide.js';
import { openMarket } from './market.js';
import { cpuScorer } from './normalise.js';
import { notice } from './notices.js';
import type { SizingOptions } from './options.js';
import { pinReader } from './pins.js';
import type { Recommendation } from './recommendation.js';
import { readRoles } from './roles.js';

export interface SizingInputs {
  readonly book: PriceBook;
  readonly options: SizingOptions;
  /** Ports on which a server (by `Server.id`) was seen to be talked to. Default: none known. */
  readonly portsOf?: (server: string) => ReadonlySet<number>;
}

export interface Sizing {
  /** One for each server, in their order. */
  readonly recommendations: readonly Recommendation[];
  readonly findings: readonly Finding[];
}

const noPorts: ReadonlySet<number> = new Set();

/** Sizes and prices every server. Pure: the same servers, book and options give the same answer. */
export function sizeServers(servers: readonly Server[], inputs: SizingInputs): Sizing {
  const { book, options, portsOf = () => noPorts } = inputs;
  const roles = readRoles();
  const shop: Shop = {
    market: openMarket(book),
    options,
    roleOf: (server) => roles.roleOf(server, portsOf(server.id)),
    pinOf: pinReader(options),
    scoreOf: cpuScorer(book),
  };
  const findings = new FindingLog();
  const advise = adviser(shop);
  const recommendations = servers.map((server) => {
    const decision = decide(server, shop);
    notice(decision, options, findings);
    return advise(decision);
  });
  return { recommendations, findings: findings.list() };
}
