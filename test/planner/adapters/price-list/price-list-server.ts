import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** A GetProducts request as the service understood it. */
export interface Asked {
  readonly service: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly token: string | undefined;
  readonly target: string;
  readonly signed: boolean;
}

export interface Answer {
  readonly status: number;
  /** `ThrottlingException`; undefined on success. */
  readonly error?: string;
}

export interface PriceListServer {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

interface Options {
  /** Products a page holds; default 100. */
  readonly pageSize?: number;
  /** Failures to give before (or instead of) an answer, by the number of the request, from 1. */
  readonly fail?: (request: number, asked: Asked) => Answer | undefined;
}

const bodySchema = z.object({
  ServiceCode: z.string(),
  Filters: z.array(z.object({ Type: z.string(), Field: z.string(), Value: z.string() })),
  NextToken: z.string().optional(),
  FormatVersion: z.literal('aws_v1'),
  MaxResults: z.number().int().min(1).max(100),
});

/**
 * The Price List query API on loopback, in its wire format (AWS JSON 1.1, `x-amz-target: AWSPriceListService.GetProducts`):
 * exact filters, all of which must hold, over the products given; pages and tokens; errors by type.
 */
export async function startPriceList(products: readonly Product[], options: Options = {}): Promise<PriceListServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, products, options, asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  products: readonly Product[],
  { pageSize = 100, fail }: Options,
  asked: Asked[],
): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const body = bodySchema.parse(JSON.parse(text));
  const filters = Object.fromEntries(body.Filters.map(({ Field, Value }) => [Field, Value]));
  const target = String(request.headers['x-amz-target']);
  const signed = (request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 ');
  const question: Asked = { service: body.ServiceCode, filters, token: body.NextToken, target, signed };
  asked.push(question);
  const failure = fail?.(asked.length, question);
  if (failure !== undefined) {
    response.writeHead(failure.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: failure.error, Message: 'as the test wants' }));
    return;
  }
  const matching = products.filter(
    ({ service, family, attributes }) =>
      service === body.ServiceCode &&
      body.Filters.every(
        ({ Type, Field, Value }) =>
          Type === 'TERM_MATCH' && (Field === 'productFamily' ? family : attributes[Field]) === Value,
      ),
  );
  const from = Number(body.NextToken ?? 0);
  const size = Math.min(pageSize, body.MaxResults);
  const page = matching.slice(from, from + size);
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(
    JSON.stringify({
      FormatVersion: body.FormatVersion,
      PriceList: page.map(documentOf),
      ...(from + size < matching.length ? { NextToken: String(from + size) } : {}),
    }),
  );
}

type Dimension = readonly [unit: string, price: string, begin?: string, end?: string];

/** A product to serve; what a test does not say has the values of a plain one. */
export interface Product {
  readonly sku: string;
  readonly service: string;
  readonly family: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly onDemand: readonly Dimension[];
  readonly reserved: readonly {
    readonly attributes: Readonly<Record<string, string>>;
    readonly dimensions: readonly Dimension[];
  }[];
  readonly currency: string;
  readonly published: string;
  /** Sent instead of a document. */
  readonly raw: string | undefined;
}

let serial = 0;
export function aProduct(
  service: string,
  family: string | undefined,
  usage: string,
  attributes: Readonly<Record<string, string>>,
  onDemand: readonly Dimension[],
  more: Partial<Product> = {},
): Product {
  serial += 1;
  return {
    sku: `SKU${String(serial).padStart(5, '0')}`,
    service,
    family,
    attributes: {
      regionCode: 'us-east-1',
      location: 'US East (N. Virginia)',
      locationType: 'AWS Region',
      usagetype: usage,
      ...attributes,
    },
    onDemand,
    reserved: [],
    currency: 'USD',
    published: '2026-11-19',
    raw: undefined,
    ...more,
  };
}

/** An on-demand instance as the price list has it. */
export const anInstance = (
  type: string,
  price: string,
  attributes: Readonly<Record<string, string>> = {},
  more: Partial<Product> = {},
): Product =>
  aProduct(
    'AmazonEC2',
    'Compute Instance',
    `BoxUsage:${type}`,
    {
      instanceType: type,
      operatingSystem: 'Linux',
      tenancy: 'Shared',
      preInstalledSw: 'NA',
      capacitystatus: 'Used',
      licenseModel: 'No License required',
      marketoption: 'OnDemand',
      operation: 'RunInstances',
      ...attributes,
    },
    [['Hrs', price]],
    more,
  );

/** Codes of terms and rates are made up on purpose: whoever goes by them, and not by attributes and units, fails. */
function documentOf(product: Product): string {
  if (product.raw !== undefined) return product.raw;
  const dimensions = (code: string, rows: readonly Dimension[]): object =>
    Object.fromEntries(
      rows.map(([unit, price, beginRange = '0', endRange = 'Inf'], at) => [
        `${product.sku}.${code}.RATE${at}`,
        {
          unit,
          beginRange,
          endRange,
          appliesTo: [],
          rateCode: `RATE${at}`,
          description: '',
          pricePerUnit: { [product.currency]: price },
        },
      ]),
    );
  const term = (code: string, termAttributes: object, rows: readonly Dimension[]): readonly [string, object] => [
    `${product.sku}.${code}`,
    {
      offerTermCode: code,
      sku: product.sku,
      effectiveDate: '2026-11-01T00:00:00Z',
      termAttributes,
      priceDimensions: dimensions(code, rows),
    },
  ];
  return JSON.stringify({
    product: {
      productFamily: product.family,
      sku: product.sku,
      attributes: { servicecode: product.service, ...product.attributes },
    },
    serviceCode: product.service,
    version: '20261119000000',
    publicationDate: `${product.published}T12:00:00Z`,
    terms: {
      OnDemand: product.onDemand.length === 0 ? {} : Object.fromEntries([term('TERM', {}, product.onDemand)]),
      ...(product.reserved.length === 0
        ? {}
        : {
            Reserved: Object.fromEntries(
              product.reserved.map(({ attributes, dimensions: rows }, at) => term(`RES${at}`, attributes, rows)),
            ),
          }),
    },
  });
}
