import type { Server } from '../model/server.js';
import { confidenceOf } from './confidence.js';
import { decide, type Decision, type Shop } from './decide.js';
import { basisText, demandOf } from './demand-text.js';
import { wouldChange } from './explain.js';
import { offerAlternatives } from './managed.js';
import type { Alternative, Confidence, Demand, Option, Recommendation } from './recommendation.js';
import { asIsOf, difference, ec2Alternatives, normalisedDemand } from './rehost.js';

/** The part of a recommendation that few readers ask for. */
interface Explanation {
  readonly demand: Demand | undefined;
  readonly alternatives: readonly Alternative[];
  readonly reason: string;
  readonly wouldChange: string | undefined;
}

/**
 * A recommendation that keeps figures and makes its sentences when they are read, by deciding again: most of a hundred thousand servers
 * are only summed. Copy it field by field: spread leaves the getters behind.
 */
class Advice implements Recommendation {
  readonly server: string;
  readonly disposition: Recommendation['disposition'];
  readonly chosen: Option;
  readonly rehost: Option;
  readonly asIs: Option;
  readonly confidence: Confidence;
  readonly role: Recommendation['role'];
  readonly pinned: string | undefined;
  readonly #server: Server;
  readonly #explainer: Explainer;

  constructor(decision: Decision, { market }: Shop, explainer: Explainer) {
    const { it, verdict, choice, rehostOption, pinned } = decision;
    this.server = it.server.id;
    this.disposition = choice.by === 'service' ? 'replatform' : verdict.disposition;
    this.chosen = choice.chosen;
    this.rehost = rehostOption;
    this.asIs =
      it.obstacle?.code === 'no-ec2-os' ? rehostOption : (asIsOf(it, decision.rehost, market) ?? rehostOption);
    this.confidence = confidenceOf(it);
    this.role = it.role?.said;
    this.pinned = pinned?.option === undefined ? undefined : pinned.text;
    this.#server = it.server;
    this.#explainer = explainer;
  }

  get demand(): Demand | undefined {
    return this.#explainer.of(this.#server).demand;
  }

  get alternatives(): readonly Alternative[] {
    return this.#explainer.of(this.#server).alternatives;
  }

  get reason(): string {
    return this.#explainer.of(this.#server).reason;
  }

  get wouldChange(): string | undefined {
    return this.#explainer.of(this.#server).wouldChange;
  }

  toJSON(): Recommendation {
    const { server, demand, disposition, chosen, rehost, asIs, alternatives, reason } = this;
    const { wouldChange: change, confidence, role, pinned } = this;
    return {
      server,
      demand,
      disposition,
      chosen,
      rehost,
      asIs,
      alternatives,
      reason,
      wouldChange: change,
      confidence,
      role,
      pinned,
    };
  }
}

/** Explains servers; the last one is remembered, for its fields are read one after another. */
interface Explainer {
  of(server: Server): Explanation;
}

/** Turns decisions into recommendations. */
export function adviser(shop: Shop): (decision: Decision) => Recommendation {
  let last: { readonly server: Server; readonly explanation: Explanation } | undefined;
  const explainer: Explainer = {
    of(server) {
      if (last?.server !== server) last = { server, explanation: explain(decide(server, shop), shop) };
      return last.explanation;
    },
  };
  return (decision) => new Advice(decision, shop, explainer);
}

function explain(decision: Decision, shop: Shop): Explanation {
  return {
    demand: demandIn(decision, shop),
    alternatives: alternativesTo(decision, shop),
    reason: reasonOf(decision, shop),
    wouldChange: changeOf(decision, shop),
  };
}

function demandIn({ it, rehost }: Decision, { options }: Shop): Demand | undefined {
  if (it.sized === undefined) return undefined;
  const demand = demandOf(it.sized, it.server, options);
  return it.score === undefined || rehost === undefined
    ? demand
    : normalisedDemand(demand, it.sized, it.score.note, rehost);
}

function alternativesTo(decision: Decision, { market }: Shop): readonly Alternative[] {
  const { it, choice, rehost, rehostOption, offer } = decision;
  const others: Alternative[] = [];
  if (choice.chosen !== rehostOption && rehostOption.target.kind !== 'unknown') {
    const change = difference(rehostOption.monthlyCents, choice.chosen.monthlyCents);
    others.push({ ...rehostOption, note: `rehost on EC2: ${change}` });
  }
  if (offer !== undefined) {
    const why = choice.notManaged === '' ? '' : ` (${choice.notManaged})`;
    if (choice.by !== 'service') others.push({ ...offer.option, note: `${offer.title}${why}: ${offer.note}` });
    others.push(...offerAlternatives(offer, market));
  }
  if (rehost === undefined) return others;
  // Nothing costs nothing: what is compared with a retired server is its rehost.
  const than = choice.chosen.target.kind === 'none' ? rehostOption.monthlyCents : choice.chosen.monthlyCents;
  return [...others, ...ec2Alternatives(it, rehost, than, market)];
}

function reasonOf({ it, verdict, choice, rehost, offer, pinned }: Decision, { options }: Shop): string {
  const { target } = choice.chosen;
  if (target.kind === 'none' || target.kind === 'unknown') return verdict.leaves ?? target.why;
  const basis = it.sized === undefined ? '' : basisText(it.sized, it.server, options);
  if (choice.by === 'pin') {
    const figures = rehost === undefined ? '' : `; its figures ask for ${rehost.best.type.name} (${basis})`;
    return `${pinned?.text ?? ''}${figures}`;
  }
  if (choice.by === 'service' && offer !== undefined && it.role !== undefined) {
    const size = offer.candidate === undefined ? offer.note : basis;
    return `${it.role.row.name} (${it.role.said.evidence}) -> ${offer.title}; ${size}`;
  }
  if (rehost === undefined) return basis;
  const factor = it.score === undefined ? '' : `; CPU normalised by ${rehost.factor.toFixed(2)} (${it.score.note})`;
  return `${basis}${factor} -> ${rehost.best.type.name}, the cheapest that fits`;
}

function changeOf({ it, choice, rehost, offer }: Decision, { options }: Shop): string | undefined {
  if (choice.by === 'pin') return 'taking the pin away';
  if (choice.chosen.target.kind === 'none') return 'someone who still needs it';
  if (it.sized === undefined) return 'vCPU and memory in its row';
  if (choice.by !== 'service') {
    return rehost === undefined ? undefined : wouldChange(it.sized, rehost.best.type, rehost.factor, options);
  }
  return offer?.candidate === undefined
    ? 'another job found on it'
    : `${wouldChange(it.sized, offer.candidate.type, 1, options)}, or a move off ${it.role?.row.name ?? 'it'}`;
}
