import { z } from 'zod';

const dimensionSchema = z.object({
  unit: z.string(),
  beginRange: z.string().optional(),
  endRange: z.string().optional(),
  pricePerUnit: z.record(z.string(), z.string()),
});
const termSchema = z.object({
  priceDimensions: z.record(z.string(), dimensionSchema),
  termAttributes: z.record(z.string(), z.string()).optional(),
});
const termsSchema = z.record(z.string(), termSchema);
const documentSchema = z.object({
  product: z.object({
    sku: z.string().min(1),
    productFamily: z.string().optional(),
    attributes: z.record(z.string(), z.string()),
  }),
  terms: z.object({ OnDemand: termsSchema.optional(), Reserved: termsSchema.optional() }),
  publicationDate: z.string(),
});

/** A line of a term: dollars per unit, and the range of quantities it holds for. Amounts are decimal strings. */
export interface Dimension {
  readonly unit: string;
  /** `undefined` where the price list gives it in another currency only (CNY in China). */
  readonly usd: string | undefined;
  readonly begin: string;
  readonly end: string;
}

export interface Term {
  readonly dimensions: readonly Dimension[];
  /** `LeaseContractLength`, `OfferingClass`, `PurchaseOption`. What a term is, is told by these and never by its code: codes differ in China. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One product of the price list, with its prices. */
export interface PriceDocument {
  readonly sku: string;
  readonly family: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly onDemand: readonly Term[];
  readonly reserved: readonly Term[];
  /** `2026-11-19`. */
  readonly published: string;
}

/** One string of `GetProducts.PriceList`; undefined when it is not a product document of format aws_v1. */
export function parseDocument(json: string): PriceDocument | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = documentSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { product, terms, publicationDate } = parsed.data;
  return {
    sku: product.sku,
    family: product.productFamily ?? '',
    attributes: product.attributes,
    onDemand: Object.values(terms.OnDemand ?? {}).map(termOf),
    reserved: Object.values(terms.Reserved ?? {}).map(termOf),
    published: publicationDate.slice(0, 10),
  };
}

const termOf = (term: z.infer<typeof termSchema>): Term => ({
  attributes: term.termAttributes ?? {},
  dimensions: Object.values(term.priceDimensions).map(({ unit, beginRange, endRange, pricePerUnit }) => ({
    unit,
    usd: pricePerUnit['USD'],
    begin: beginRange ?? '0',
    end: endRange ?? 'Inf',
  })),
});
