import { FindingLog } from '../model/finding.js';
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

/** Sizes and prices servers one by one; the same server, book and options give the same answer. */
export interface Sizer {
  /** Sizes a server, and notes down what a person should know about it: ask once for each. */
  size(server: Server): Recommendation;
  /** The same recommendation for a server that was sized before; notes nothing. */
  again(server: Server): Recommendation;
  /** What was noted so far. */
  readonly findings: FindingLog;
}

const noPorts: ReadonlySet<number> = new Set();

/** Opens the market: what was looked up for one server is remembered for the others. */
export function sizer({ book, options, portsOf = () => noPorts }: SizingInputs): Sizer {
  const roles = readRoles();
  const shop: Shop = {
    market: openMarket(book),
    options,
    roleOf: (server) => roles.roleOf(server, portsOf(server.id)),
    pinOf: pinReader(options),
    scoreOf: cpuScorer(book),
  };
  const advise = adviser(shop);
  const findings = new FindingLog();
  return {
    size(server) {
      const decision = decide(server, shop);
      notice(decision, options, findings);
      return advise(decision);
    },
    again: (server) => advise(decide(server, shop)),
    findings,
  };
}
