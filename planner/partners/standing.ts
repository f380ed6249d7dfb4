import type { FactOf, PartnerFact, Recorded, Subject } from './facts.js';
import { sameSubject } from './facts.js';

/**
 * Where a partner stands with one direction of one product:
 * identified (named in the estate) -> notified (a notice left the house) -> confirmed (they said so) -> evidenced (traffic was seen).
 * waived: by name, with reason and end. lapsed: they had been told or had confirmed, and the addresses changed or time passed since.
 */
export const partnerStates = ['identified', 'notified', 'confirmed', 'evidenced', 'waived', 'lapsed'] as const;
export type PartnerState = (typeof partnerStates)[number];

export interface Standing extends Subject {
  readonly state: PartnerState;
  /** What each state rests on, as far as it holds now for the addresses of now. */
  readonly sent?: Recorded<FactOf<'sent'>>;
  readonly confirmed?: Recorded<FactOf<'confirm'>>;
  readonly evidenced?: Recorded<FactOf<'evidence'>>;
  readonly waived?: Recorded<FactOf<'waive'>>;
  /** Their traffic was turned away by ours, and nothing was accepted since. */
  readonly refused?: Recorded<FactOf<'evidence'>>;
  readonly notice?: Recorded<FactOf<'notice'>>;
  /** Why something that once held does not any more. */
  readonly lapsed?: { readonly fact: Recorded; readonly because: 'addresses' | 'time' };
  /** Milliseconds since the epoch: when what holds now lapses by itself. */
  readonly until?: number;
}

const dayMs = 86_400_000;
/** Seen traffic proves an open firewall for so long. A confirmation carries its own end; this is its default, too. */
export const holdsFor = 90 * dayMs;

/** When a fact ends by itself; undefined = never. */
function endOf(fact: Recorded): number | undefined {
  switch (fact.kind) {
    case 'confirm':
    case 'waive':
      return Date.parse(fact.until);
    case 'evidence':
      return Date.parse(fact.last) + holdsFor;
    default:
      return undefined;
  }
}

/**
 * Folds the facts of one subject, oldest first. A fact about other addresses than those of now does not hold, and neither does one whose time
 * is over; a later fact of the same kind stands for the earlier ones.
 * @param set hash of the addresses as they are now; undefined while they are not known: then nothing holds
 * @param now milliseconds since the epoch
 */
export function standingOf(
  subject: Subject,
  facts: readonly Recorded[],
  set: string | undefined,
  now: number,
): Standing {
  const mine = facts.filter((fact) => sameSubject(fact, subject));
  const lasts = (fact: Recorded): boolean => (endOf(fact) ?? Number.POSITIVE_INFINITY) > now;
  const current = mine.filter((fact) => fact.set === set && lasts(fact));
  const last = <Kind extends PartnerFact['kind']>(kind: Kind): Recorded<FactOf<Kind>> | undefined =>
    current.findLast((fact): fact is Recorded<FactOf<Kind>> => fact.kind === kind);
  const sent = last('sent');
  const confirmed = last('confirm');
  const waived = last('waive');
  const notice = last('notice');
  const seen = last('evidence');
  const evidenced = seen?.outcome === 'accepted' ? seen : undefined;
  const refused = seen?.outcome === 'refused' ? seen : undefined;
  const holding = evidenced ?? confirmed ?? waived;
  const gone = holding === undefined ? lapseOf(mine, set, lasts) : undefined;
  const reached: readonly (readonly [PartnerState, Recorded | undefined])[] = [
    ['evidenced', evidenced],
    ['confirmed', confirmed],
    ['waived', waived],
    // Whoever was told again after it lapsed is notified, not lapsed.
    [
      'lapsed',
      gone !== undefined && (sent === undefined || mine.indexOf(sent) < mine.indexOf(gone.fact))
        ? gone.fact
        : undefined,
    ],
    ['notified', sent],
  ];
  const state = reached.find(([, fact]) => fact !== undefined)?.[0] ?? 'identified';
  const until = holding === undefined ? undefined : endOf(holding);
  const { partner, product, direction } = subject;
  return {
    partner,
    product,
    direction,
    state,
    ...(sent && { sent }),
    ...(confirmed && { confirmed }),
    ...(evidenced && { evidenced }),
    ...(waived && { waived }),
    ...(refused && { refused }),
    ...(notice && { notice }),
    ...(gone && { lapsed: gone }),
    ...(until !== undefined && { until }),
  };
}

/** The last thing that was worth something and is not any more. A notice that was never sent is worth nothing. */
function lapseOf(
  facts: readonly Recorded[],
  set: string | undefined,
  lasts: (fact: Recorded) => boolean,
): Standing['lapsed'] {
  const fact = facts.findLast(
    (each) =>
      each.kind !== 'notice' &&
      !(each.kind === 'evidence' && each.outcome === 'refused') &&
      (each.set !== set || !lasts(each)),
  );
  return fact === undefined ? undefined : { fact, because: fact.set === set ? 'time' : 'addresses' };
}
