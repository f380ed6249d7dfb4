import type { PartnerFact, Recorded, Subject } from '../../planner/partners/facts.js';

export const besIngress: Subject = { partner: 'bes', product: 'storefront', direction: 'ingress' };
/** Hashes of two address sets. */
export const sets = { now: '0123456789ab', before: 'ba9876543210' } as const;

type Loose<Fact> = Fact extends PartnerFact ? Omit<Fact, keyof Subject | 'set'> & { readonly set?: string } : never;

/** A fact about `besIngress` and the addresses of now, unless it says otherwise. */
export const fact = (at: string, what: Loose<PartnerFact> & Partial<Subject>): Recorded => ({
  ...besIngress,
  set: sets.now,
  ...what,
  at: `${at}T12:00:00.000Z`,
  by: 'jo@host',
});

export const seen = (last: string, outcome: 'accepted' | 'refused' = 'accepted') =>
  ({
    kind: 'evidence',
    source: 'flow-logs',
    outcome,
    count: 214,
    first: `${last}T11:00:00.000Z`,
    last: `${last}T11:30:00.000Z`,
    peers: ['198.51.100.7'],
    query: '/prod/flow',
  }) as const;
