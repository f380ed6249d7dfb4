import {
  bookSchema,
  type Ec2Row,
  type RateRow,
  type RegionFile,
  type ReservedRow,
  type SourceRow,
  type TierRow,
} from '../../pricing/files.js';
import { Fault } from '../../model/fault.js';
import { ExpiredPageError, type PriceList } from './client.js';
import { parseDocument, type PriceDocument } from './document.js';
import { flatUsd, reservedRows, tierUsd, UnusablePriceError } from './figures.js';
import { type Group, type Harvest, harvests, type Item, type Query } from './harvests.js';

/** A figure that was not taken from the price list, and why: the built-in one, or the gap, stays. */
export interface RefreshProblem {
  readonly item: string;
  /** Products that matched; several mean that the filters no longer tell them apart. */
  readonly skus: readonly string[];
  readonly why: string;
}

export interface RefreshProgress {
  /** Queries done, and how many there are. */
  readonly done: number;
  readonly of: number;
  readonly label: string;
  /** Products read so far, over all queries. */
  readonly products: number;
}

export interface RefreshOptions {
  /** Default all. */
  readonly groups?: readonly Group[] | undefined;
  readonly onProgress?: (progress: RefreshProgress) => void;
}

export interface Refreshed {
  /** Overlays the built-in file of the region. */
  readonly file: RegionFile;
  readonly figures: number;
  readonly problems: readonly RefreshProblem[];
}

/**
 * Current prices of a region from the AWS Price List. A figure is taken when exactly one product matches, with one on-demand
 * price above $0 in the unit expected; anything else is a problem naming the products, and never the first of several.
 *
 * @throws Fault `unreachable`, `denied`; `data` when nothing at all could be used
 */
export async function refreshPrices(list: PriceList, region: string, options: RefreshOptions = {}): Promise<Refreshed> {
  const wanted = harvests.filter(({ group }) => options.groups?.includes(group) ?? true);
  const found = new Collected();
  let location: string | undefined;
  let products = 0;
  for (const [done, harvest] of wanted.entries()) {
    options.onProgress?.({ done, of: wanted.length, label: harvest.label, products });
    location ??= harvest.group === 'transfer' ? await locationOf(list, region) : undefined;
    const query = harvest.query({ region, location });
    if (query === undefined) {
      for (const item of harvest.expects)
        found.problem(item, [], `the price list has no product in ${region} that tells its location`);
      continue;
    }
    const { documents, unreadable } = await allPages(list, query);
    products += documents.length + unreadable;
    if (unreadable > 0) found.problem(harvest.label, [], `${unreadable} products are not in the format aws_v1`);
    location ??= documents.find(({ attributes }) => attributes['regionCode'] === region)?.attributes['location'];
    collect(harvest, documents, region, query.service, found);
  }
  options.onProgress?.({ done: wanted.length, of: wanted.length, label: 'done', products });
  const file = found.file(region);
  if (found.figures === 0) {
    throw new Fault(
      'data',
      `the AWS Price List has no usable price for region "${region}"`,
      'Check the region code, e.g. us-east-1.',
    );
  }
  return { file, figures: found.figures, problems: found.problems };
}

/** Data transfer is listed by the name of a location; any product of the region tells it. */
async function locationOf(list: PriceList, region: string): Promise<string | undefined> {
  const { documents } = await allPages(list, {
    service: 'AmazonEC2',
    filters: { regionCode: region, productFamily: 'NAT Gateway' },
  });
  return documents.find(({ attributes }) => attributes['regionCode'] === region)?.attributes['location'];
}

interface Answer {
  readonly documents: readonly PriceDocument[];
  /** How many were no product documents. */
  readonly unreadable: number;
}

/** All products of a query. A token that expired on the way starts it again, once. */
async function allPages(list: PriceList, query: Query): Promise<Answer> {
  for (let retry = 0; ; retry += 1) {
    try {
      const documents: PriceDocument[] = [];
      let unreadable = 0;
      let token: string | undefined;
      do {
        const page = await list.page(query, token);
        for (const text of page.documents) {
          const document = parseDocument(text);
          if (document === undefined) unreadable += 1;
          else documents.push(document);
        }
        token = page.next;
      } while (token !== undefined && token !== '');
      return { documents, unreadable };
    } catch (error) {
      if (!(error instanceof ExpiredPageError) || retry > 0) throw error;
    }
  }
}

function collect(
  harvest: Harvest,
  documents: readonly PriceDocument[],
  region: string,
  service: string,
  found: Collected,
): void {
  const matches = new Map<string, { readonly item: Item; readonly documents: PriceDocument[] }>();
  for (const document of documents) {
    const regionCode = document.attributes['regionCode'];
    if (regionCode !== undefined && regionCode !== region) continue;
    const item = harvest.itemOf(document);
    if (item === undefined) continue;
    const known = matches.get(item.item);
    if (known === undefined) matches.set(item.item, { item, documents: [document] });
    else known.documents.push(document);
  }
  for (const item of harvest.expects) if (!matches.has(item)) found.problem(item, [], 'no product matches');
  for (const { item, documents: candidates } of matches.values()) {
    const [document, ...others] = candidates;
    if (document === undefined) continue;
    const skus = candidates.map(({ sku }) => sku).toSorted();
    if (others.length > 0) found.problem(item.item, skus, `${candidates.length} products match where one was expected`);
    else found.take(item, document, service);
  }
}

/** Grows into the region's file. */
class Collected {
  readonly problems: RefreshProblem[] = [];
  readonly #sources: SourceRow[] = [];
  readonly #ec2: Record<string, Record<string, Ec2Row>> = {};
  readonly #rates: Record<string, RateRow> = {};
  readonly #tiers: Record<string, TierRow[]> = {};
  readonly #reserved: Record<string, readonly ReservedRow[]> = {};
  figures = 0;

  problem(item: string, skus: readonly string[], why: string): void {
    this.problems.push({ item, skus, why });
  }

  take(item: Item, document: PriceDocument, service: string): void {
    try {
      this.#put(item, document, this.#source(service, document.published));
      this.figures += 1;
    } catch (error) {
      if (!(error instanceof UnusablePriceError)) throw error;
      this.problem(item.item, [document.sku], error.message);
    }
  }

  #put({ item, unit, shape }: Item, document: PriceDocument, source: number): void {
    if (shape === 'tiers') {
      this.#tiers[item] = tierUsd(document, unit).map(({ from, usd }) => [from, usd, unit, source]);
      return;
    }
    const usd = flatUsd(document, unit);
    if (shape === 'instance') {
      const [, type, os] = /^ec2\.(.+)\.(\w+)$/.exec(item) ?? [];
      if (type === undefined || os === undefined) return;
      (this.#ec2[os] ??= {})[type] = [usd, source];
      const reserved = reservedRows(document, source);
      if (reserved.length > 0) this.#reserved[`${type}|${os}`] = reserved;
      return;
    }
    const [name = item, from] = item.split('@', 2);
    if (from === undefined) this.#rates[name] = [usd, unit, source];
    else (this.#tiers[name] ??= []).push([Number(from), usd, unit, source]);
  }

  #source(service: string, published: string): number {
    const text = `AWS Price List ${service}, published ${published}`;
    const known = this.#sources.findIndex(([source]) => source === text);
    return known >= 0 ? known : this.#sources.push([text, published, 'observed']) - 1;
  }

  file(region: string): RegionFile {
    const tiers = Object.fromEntries(
      Object.entries(this.#tiers)
        .map(([item, rows]) => [item, rows.toSorted((a, b) => a[0] - b[0])] as const)
        // A tier that could not be used leaves a hole: then the built-in tiers stay, whole.
        .filter(([item, rows]) => rows[0]?.[0] === 0 && (item !== 'ebs.io2.iops' || rows.length === 3)),
    );
    return {
      schema: bookSchema,
      region,
      asOf: this.#sources.map(([, date]) => date).reduce((a, b) => (a > b ? a : b), ''),
      sources: this.#sources,
      ec2: this.#ec2,
      rates: this.#rates,
      tiers,
      reserved: this.#reserved,
    };
  }
}
