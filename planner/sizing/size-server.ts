import type { Server } from '../model/server.js';
import type { Case } from './case.js';
import { choose, unknownOption, type Choice } from './choice.js';
import { confidenceOf } from './confidence.js';
import { sizedDemand } from './demand.js';
import { basisText, wouldChange } from './explain.js';
import { verdictOn, type Verdict } from './fate.js';
import { offerFor, type Offer } from './managed.js';
import type { Market } from './market.js';
import type { CpuScore } from './normalise.js';
import { noticesOf, type Tell } from './notices.js';
import type { SizingOptions } from './options.js';
import { pinnedOption, type Pinned } from './pinned.js';
import type { Pin } from './pins.js';
import type { Alternative, Option, Recommendation } from './recommendation.js';
import { asIsOf, difference, rehostOf, type Rehost } from './rehost.js';
import type { Role } from './roles.js';
import { sqlServerOf } from './sql-server.js';
import { archOf, ec2OsOf, isWindows, obstacleOf } from './system.js';

/** What sizing one server needs beside the server. */
export interface Shop {
  readonly market: Market;
  readonly options: SizingOptions;
  readonly roleOf: (server: Server) => Role | undefined;
  readonly pinOf: (server: Server) => Pin | undefined;
  readonly scoreOf: (server: Server) => CpuScore | undefined;
}

/** The recommendation for one server; what a person should know is told. */
export function sizeServer(server: Server, shop: Shop, tell: Tell): Recommendation {
  const { market, options } = shop;
  const it = caseOf(server, shop);
  const pin = shop.pinOf(server);
  const pinned = pin === undefined ? undefined : pinnedOption(pin, it, market, tell);
  const verdict = verdictOn(it, pinned !== undefined, options);
  const found = findRehost(it, shop);
  const rehost = 'why' in found ? undefined : found;
  const rehostOption = rehost?.option ?? pinned?.option ?? unknownOption('why' in found ? found.why : '');
  const offer = offerFor(it, it.sized, market);
  const choice = choose(it, verdict, { rehost: rehostOption, offer, pinned }, options);
  const { chosen } = choice;
  if (chosen.target.kind === 'unknown' && it.obstacle?.code !== 'no-ec2-os') {
    tell(
      'warning',
      'not-sized',
      `not sized: ${chosen.target.why}`,
      'Add vCPU and memory to its row, or pin an instance type (plan.pins).',
    );
  }
  noticesOf(it, verdict, chosen, tell, options);
  return {
    server: server.id,
    demand: rehost?.demand ?? it.sized?.demand,
    disposition: choice.by === 'service' ? 'replatform' : verdict.disposition,
    chosen,
    rehost: rehostOption,
    asIs: it.obstacle?.code === 'no-ec2-os' ? rehostOption : (asIsOf(it, market) ?? rehostOption),
    alternatives: alternativesTo(choice, rehostOption, rehost, offer),
    reason: reasonOf(choice, verdict, it, rehost, offer, pinned),
    wouldChange: changeOf(choice, it, rehost, offer, options),
    confidence: confidenceOf(it),
    role: it.role === undefined ? undefined : { id: it.role.row.id, evidence: it.role.evidence },
    pinned: pinned?.text,
  };
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
    system: { os, sqlServer: sqlServer?.edition, arch: archOf(server.arch) },
    sized,
    score: options.normaliseCpu ? scoreOf(server) : undefined,
    volumes: market.volumes(server, sized?.demand.ebsIops, sized?.demand.ebsMiBps),
  };
}

function findRehost(it: Case, { market, options }: Shop): Rehost | { readonly why: string } {
  if (it.obstacle?.code === 'no-ec2-os') return { why: it.obstacle.why };
  if (it.sized === undefined) {
    const missing =
      it.server.vcpus === undefined
        ? it.server.memoryGiB === undefined
          ? 'vCPU and memory are'
          : 'vCPU is'
        : 'memory is';
    return { why: `${missing} not known` };
  }
  return rehostOf(it, it.sized, market, options);
}

function alternativesTo(
  { chosen, by, notManaged }: Choice,
  rehostOption: Option,
  rehost: Rehost | undefined,
  offer: Offer | undefined,
): readonly Alternative[] {
  const others: Alternative[] = [];
  if (chosen !== rehostOption && rehostOption.target.kind !== 'unknown') {
    others.push({
      ...rehostOption,
      note: `rehost on EC2: ${difference(rehostOption.monthlyCents, chosen.monthlyCents)}`,
    });
  }
  if (offer !== undefined) {
    if (by !== 'service')
      others.push({
        ...offer.option,
        note: `${offer.title}${notManaged === '' ? '' : ` (${notManaged})`}: ${offer.note}`,
      });
    others.push(...offer.alternatives);
  }
  return rehost === undefined ? others : [...others, ...rehost.alternatives];
}

function reasonOf(
  { chosen, by }: Choice,
  verdict: Verdict,
  it: Case,
  rehost: Rehost | undefined,
  offer: Offer | undefined,
  pinned: Pinned | undefined,
): string {
  if (verdict.leaves !== undefined) return verdict.leaves;
  if (chosen.target.kind === 'unknown') return chosen.target.why;
  const basis = it.sized === undefined ? '' : basisText(it.sized);
  if (pinned !== undefined)
    return `${pinned.text}${rehost === undefined ? '' : `; its figures ask for ${rehost.best.type.name} (${basis})`}`;
  if (by === 'service' && offer !== undefined && it.role !== undefined) {
    const sizes = offer.candidate === undefined ? offer.note : basis;
    return `${it.role.row.name} (${it.role.evidence}) -> ${offer.title}; ${sizes}`;
  }
  const extra = it.score === undefined || rehost === undefined ? '' : `; ${rehost.demand.notes.at(-1) ?? ''}`;
  return rehost === undefined ? basis : `${basis}${extra} -> ${rehost.best.type.name}, the cheapest that fits`;
}

function changeOf(
  { by, chosen }: Choice,
  { sized, role }: Case,
  rehost: Rehost | undefined,
  offer: Offer | undefined,
  options: SizingOptions,
): string | undefined {
  if (by === 'pin') return 'taking the pin away';
  if (chosen.target.kind === 'none') return 'someone who still needs it';
  if (sized === undefined) return 'vCPU and memory in its row';
  if (by === 'service') {
    return offer?.candidate === undefined
      ? 'another job found on it'
      : `${wouldChange(sized, offer.candidate.type, 1, options)}, or a move off ${role?.row.name ?? 'it'}`;
  }
  return rehost === undefined ? undefined : wouldChange(sized, rehost.best.type, rehost.factor, options);
}
