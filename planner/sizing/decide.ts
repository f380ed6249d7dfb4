import type { Server } from '../model/server.js';
import type { Case } from './case.js';
import { choose, unknownOption, type Choice } from './choice.js';
import { sizedDemand } from './demand.js';
import { verdictOn, type Verdict } from './fate.js';
import { offerFor, type Offer } from './managed.js';
import type { Market } from './market.js';
import type { CpuScore } from './normalise.js';
import type { SizingOptions } from './options.js';
import { pinnedOption, type Pinned } from './pinned.js';
import type { Pin } from './pins.js';
import type { Option } from './recommendation.js';
import { rehostOf, type Rehost } from './rehost.js';
import type { Role } from './roles.js';
import { sqlServerOf } from './sql-server.js';
import { archOf, ec2OsOf, isWindows, obstacleOf } from './system.js';

/** What sizing a server needs beside the server: a market that remembers, and what was asked for. */
export interface Shop {
  readonly market: Market;
  readonly options: SizingOptions;
  readonly roleOf: (server: Server) => Role | undefined;
  readonly pinOf: (server: Server) => Pin | undefined;
  readonly scoreOf: (server: Server) => CpuScore | undefined;
}

/** What was found and chosen for one server, in figures. */
export interface Decision {
  readonly it: Case;
  readonly pin: Pin | undefined;
  /** The pin as a target, or why it is not followed. */
  readonly pinned: Pinned | undefined;
  readonly verdict: Verdict;
  readonly rehost: Rehost | undefined;
  readonly rehostOption: Option;
  readonly offer: Offer | undefined;
  readonly choice: Choice;
}

/** Sizes one server and chooses its target. Pure, and the same each time it is asked. */
export function decide(server: Server, shop: Shop): Decision {
  const { market, options } = shop;
  const it = caseOf(server, shop);
  const pin = shop.pinOf(server);
  const pinned = pin === undefined ? undefined : pinnedOption(pin, it, market);
  const followed = pinned?.option === undefined ? undefined : pinned;
  const verdict = verdictOn(it, followed !== undefined, options);
  const found = findRehost(it, shop);
  const rehost = typeof found === 'string' ? undefined : found;
  const rehostOption = typeof found === 'string' ? (followed?.option ?? unknownOption(found)) : found.option;
  const offer = offerFor(it, market);
  const choice = choose(it, verdict, { rehost: rehostOption, offer, pinned: followed?.option }, options);
  return { it, pin, pinned, verdict, rehost, rehostOption, offer, choice };
}

function caseOf(server: Server, { market, options, roleOf, scoreOf }: Shop): Case {
  const role = roleOf(server);
  const sqlServer = sqlServerOf(server, role);
  const os = ec2OsOf(server, options);
  const sized = sizedDemand(server, { keepsMemory: role?.row.keepsMemory, windows: isWindows(os) }, options);
  return {
    server,
    role,
    sqlServer,
    obstacle: obstacleOf(server),
    system: market.system(os, sqlServer?.edition, archOf(server.arch)),
    sized,
    score: options.normaliseCpu ? scoreOf(server) : undefined,
    volumes: market.volumes(server, sized?.ebsIops, sized?.ebsMiBps),
  };
}

/** @returns a sentence where there is none */
function findRehost(it: Case, { market, options }: Shop): Rehost | string {
  if (it.obstacle?.code === 'no-ec2-os') return it.obstacle.why;
  return it.sized === undefined ? whyNotSized(it.server) : rehostOf(it, it.sized, market, options);
}

function whyNotSized({ vcpus, memoryGiB }: Server): string {
  if (vcpus === undefined) return memoryGiB === undefined ? 'vCPU and memory are not known' : 'vCPU is not known';
  return 'memory is not known';
}
