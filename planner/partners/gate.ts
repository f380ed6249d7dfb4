import type { Recorded, Subject } from './facts.js';
import { dutyId } from './facts.js';
import { type Standing, standingOf } from './standing.js';

/** What a partner must have done before clients reach the new addresses. */
export type PartnerPolicy = 'confirmed' | 'evidenced';

/** One direction that one partner must open, for the addresses of now. */
export interface Duty extends Subject {
  /** Hash of the addresses; undefined while they are not deployed. */
  readonly addressSet?: string;
  /** Milliseconds from notice to the open firewall. */
  readonly leadTime: number;
}

/** One verdict a duty, in the shape of the verdicts of a cutover. */
export interface PartnerVerdict {
  readonly gate: 'partners';
  /** `bes.ingress` */
  readonly id: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'waived';
  readonly value: string;
  readonly limit: string;
  readonly why: string;
  readonly evidence?: string;
  /** When it is worth looking again, or when what holds now ends. Milliseconds since the epoch. */
  readonly until?: number;
}

/**
 * The gate `partners`: every partner has confirmed (or shown traffic, as the policy says) for exactly the addresses of now, or is waived by name.
 * Missing is inconclusive and holds. It fails only where a partner's traffic arrives and is turned away.
 */
export const partnerGate = (
  facts: readonly Recorded[],
  policy: PartnerPolicy,
  duties: readonly Duty[],
  now: number,
): readonly PartnerVerdict[] =>
  duties.map((duty) => {
    const standing = standingOf(duty, facts, duty.addressSet, now);
    return {
      gate: 'partners',
      id: dutyId(duty),
      limit: policy,
      value: standing.state,
      ...judged(standing, policy, duty),
    };
  });

/** The gate of the step `notice`: a notice of exactly the addresses of now was sent to every partner. */
export const noticeGate = (
  facts: readonly Recorded[],
  duties: readonly Duty[],
  now: number,
): readonly PartnerVerdict[] =>
  duties.map((duty) => {
    const standing = standingOf(duty, facts, duty.addressSet, now);
    const told = standing.sent ?? standing.confirmed ?? standing.evidenced;
    const base = { gate: 'partners', id: dutyId(duty), limit: 'notified', value: standing.state } as const;
    if (told !== undefined)
      return { ...base, verdict: 'pass', why: `${duty.partner} was told`, evidence: evidenceOf(told) };
    if (standing.waived !== undefined) return { ...base, ...waivedBy(standing.waived) };
    return { ...base, verdict: 'inconclusive', why: missing(standing, duty, 'confirmed') };
  });

type Judged = Pick<PartnerVerdict, 'verdict' | 'why' | 'evidence' | 'until'>;

function judged(standing: Standing, policy: PartnerPolicy, duty: Duty): Judged {
  const { evidenced, confirmed, waived, refused, until } = standing;
  if (refused !== undefined && waived === undefined)
    return {
      verdict: 'fail',
      why: `traffic of ${duty.partner} arrives and is turned away: look at our own security groups and targets`,
      evidence: evidenceOf(refused),
    };
  const enough = evidenced ?? (policy === 'confirmed' ? confirmed : undefined);
  if (enough !== undefined)
    return {
      verdict: 'pass',
      why:
        evidenced === undefined
          ? `${duty.partner} confirmed on ${dayOf(enough.at)}`
          : `traffic of ${duty.partner} was seen, last on ${dayOf(evidenced.last)}`,
      evidence: evidenceOf(enough),
      ...(until !== undefined && { until }),
    };
  if (waived !== undefined) return waivedBy(waived);
  const { sent } = standing;
  return {
    verdict: 'inconclusive',
    why: missing(standing, duty, policy),
    ...(sent !== undefined && { until: Date.parse(sent.at) + duty.leadTime }),
  };
}

const dayOf = (moment: string): string => moment.slice(0, 10);

const waivedBy = (waived: NonNullable<Standing['waived']>): Judged => ({
  verdict: 'waived',
  why: `waived by ${waived.by}: ${waived.because}`,
  evidence: evidenceOf(waived),
  until: Date.parse(waived.until),
});

function missing({ state, lapsed, confirmed }: Standing, duty: Duty, policy: PartnerPolicy): string {
  const { partner } = duty;
  if (duty.addressSet === undefined)
    return `the addresses are not deployed yet, so ${partner} cannot have allowed them`;
  if (confirmed !== undefined && policy === 'evidenced')
    return `${partner} confirmed, and no traffic was seen yet: plan-migration partners evidence ${partner}`;
  if (state === 'notified') return `${partner} was told and has not confirmed`;
  if (lapsed !== undefined)
    return `${lapsed.because === 'addresses' ? 'the addresses changed' : 'time passed'} since ${partner} ${words[lapsed.fact.kind]}: plan-migration partners notice ${partner}`;
  return `${partner} was not told: plan-migration partners notice ${partner}`;
}

const words = {
  notice: 'was written to',
  sent: 'was told',
  confirm: 'confirmed',
  waive: 'was waived',
  evidence: 'was seen',
} as const;

/** Where to look it up: the fact, who wrote it and when. */
function evidenceOf(fact: Recorded): string {
  const what =
    fact.kind === 'evidence'
      ? `${fact.count} ${fact.outcome} from ${fact.peers.join(' ')} (${fact.source}, last ${fact.last})`
      : fact.kind === 'confirm' || fact.kind === 'sent'
        ? `${fact.kind} via ${fact.via}`
        : fact.kind;
  return `${what}; ${fact.by}, ${fact.at}`;
}
