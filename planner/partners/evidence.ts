import type { PartnerDuty } from './duties.js';
import type { FactOf } from './facts.js';
import type { Seen } from './flows.js';

/** What was looked for, and what it shows. `partly`: seen at some of the addresses only. */
export interface Finding {
  readonly duty: PartnerDuty;
  readonly kind: 'seen' | 'refused' | 'partly' | 'nothing' | 'unknown';
  readonly why: string;
  /** Noted in the journal where it proves something. */
  readonly fact?: FactOf<'evidence'>;
}

const total = (all: readonly Seen[], of: (seen: Seen) => number): number =>
  all.reduce((sum, seen) => sum + of(seen), 0);
const iso = (time: number): string => new Date(time).toISOString();

/**
 * What flows at each of the addresses show. It counts as seen only where every address was reached: a partner who opened one of two passes half
 * of the time.
 * @param query what was asked, to be looked up again
 */
export function findingOf(duty: PartnerDuty, seen: readonly Seen[], query: string): Finding {
  const { partner, product, direction, addressSet: set } = duty;
  if (set === undefined || seen.length === 0) return { duty, kind: 'unknown', why: 'the addresses are not in use yet' };
  const accepted = total(seen, (each) => each.accepted);
  const refused = total(seen, (each) => each.refused);
  const unanswered = total(seen, (each) => each.unanswered);
  const silent = seen.filter((each) => each.accepted === 0);
  const times = seen.flatMap(({ first, last }) => (first === undefined || last === undefined ? [] : [first, last]));
  const fact = (outcome: 'accepted' | 'refused', count: number): FactOf<'evidence'> => ({
    kind: 'evidence',
    partner,
    product,
    direction,
    set,
    source: 'flow-logs',
    outcome,
    count,
    first: iso(Math.min(...times)),
    last: iso(Math.max(...times)),
    peers: [...new Set(seen.flatMap(({ peers }) => peers))].slice(0, 20),
    query,
  });
  if (silent.length === 0)
    return { duty, kind: 'seen', why: `${accepted} connections, at every address`, fact: fact('accepted', accepted) };
  const missing = silent.map(({ ip }) => ip).join(', ');
  if (silent.some((each) => each.refused > 0))
    return {
      duty,
      kind: 'refused',
      why: `${refused} connections came through their firewall and were turned away by ours, at ${missing}`,
      fact: fact('refused', refused),
    };
  if (accepted > 0) return { duty, kind: 'partly', why: `${accepted} connections, and none at ${missing}` };
  return {
    duty,
    kind: 'nothing',
    why:
      unanswered > 0
        ? `${unanswered} connections of ours were not answered: their firewall is still closed`
        : `no connection at ${missing}`,
  };
}
