import { z } from 'zod';
import type { Fields, Stamp } from '../journal/line.js';

/** ingress: they allow our service addresses. egress: they allow our source addresses. */
export const directions = ['ingress', 'egress'] as const;
export type Direction = (typeof directions)[number];

/** What a fact is about: who opens what for which product. Both directions are told, confirmed and proven apart. */
export interface Subject {
  readonly partner: string;
  readonly product: string;
  readonly direction: Direction;
}

/** Calendar days of a notice, `2027-04-06`. */
export interface NoticeDates {
  /** The new addresses may be used from here on; both sets are valid. */
  readonly bothFrom: string;
  /** The last day on which they should be open. */
  readonly addBy: string;
  /** The old addresses are not given up before. */
  readonly removeAfter: string;
}

const subject = {
  partner: z.string().min(1).max(64),
  product: z.string().min(1).max(64),
  direction: z.enum(directions),
  /** Hash of the addresses that it is about. */
  set: z.string().regex(/^[0-9a-f]{12}$/),
};
const text = z.string().min(1).max(4096);
const moment = z.iso.datetime();

/** Facts by their kind. */
export const factSchemas = {
  notice: z.object({
    kind: z.literal('notice'),
    ...subject,
    addresses: z.array(text).readonly(),
    dates: z.object({ bothFrom: z.iso.date(), addBy: z.iso.date(), removeAfter: z.iso.date() }).readonly(),
  }),
  sent: z.object({ kind: z.literal('sent'), ...subject, via: text }),
  confirm: z.object({ kind: z.literal('confirm'), ...subject, via: text, until: moment }),
  waive: z.object({ kind: z.literal('waive'), ...subject, because: text, until: moment }),
  evidence: z.object({
    kind: z.literal('evidence'),
    ...subject,
    /** Where it was seen. */
    source: z.enum(['flow-logs', 'load-balancer', 'probe']),
    /** refused: the partner's traffic arrived, and our own rules or hosts turned it away. */
    outcome: z.enum(['accepted', 'refused']),
    count: z.number().int().positive(),
    first: moment,
    last: moment,
    /** Addresses of the partner, a few of them. */
    peers: z.array(text).max(20).readonly(),
    /** What was asked, to be looked up again. */
    query: text,
  }),
} as const;

const schema = z.discriminatedUnion('kind', [
  factSchemas.notice,
  factSchemas.sent,
  factSchemas.confirm,
  factSchemas.waive,
  factSchemas.evidence,
]);

/** One line of the partners journal, without its stamp. Facts outlive runs: they are about addresses, not about a cutover. */
export type PartnerFact = Readonly<z.infer<typeof schema>>;
export type FactOf<Kind extends PartnerFact['kind']> = Extract<PartnerFact, { readonly kind: Kind }>;

/** A fact as it stands in the journal: who wrote it, and when. */
export type Recorded<Fact = PartnerFact> = Fact & Pick<Stamp, 'at' | 'by'>;

/** Reads a line of the partners journal. */
export function readFact(
  fields: Fields,
): { readonly ok: true; readonly entry: PartnerFact } | { readonly ok: false; readonly problem: string } {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, entry: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problem: `${issue?.path.join('.') || 'kind'}: ${issue?.message ?? 'unknown'}` };
}

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.partner === b.partner && a.product === b.product && a.direction === b.direction;

/** `bes.ingress`: a partner's direction, as the id of a gate. */
export const dutyId = ({ partner, direction }: Pick<Subject, 'partner' | 'direction'>): string =>
  `${partner}.${direction}`;
