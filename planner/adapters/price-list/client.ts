import { setTimeout as sleep } from 'node:timers/promises';
import type { PricingClientConfig } from '@aws-sdk/client-pricing';
import { Fault } from '../../model/fault.js';
import type { Query } from './harvests.js';

/** One page of an answer. */
export interface Page {
  /** Product documents as JSON text. */
  readonly documents: readonly string[];
  readonly next: string | undefined;
}

/** What a refresh needs of the AWS Price List. */
export interface PriceList {
  /** @throws Fault `unreachable` or `denied`; {@link ExpiredPageError} when the query must be asked again from its first page */
  page(query: Query, token: string | undefined): Promise<Page>;
}

/** The page token is too old or not known any more. */
export class ExpiredPageError extends Error {
  override readonly name = 'ExpiredPageError';
}

export interface ClientOptions {
  /** Named profile of the shared AWS configuration. */
  readonly profile?: string | undefined;
  /** For tests: endpoint, credentials, region. */
  readonly config?: PricingClientConfig;
  /** Tries per page, throttled and failed ones included; default 6. */
  readonly attempts?: number;
  /** Waits between tries; default a real clock. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** The API has endpoints in a few regions only; this one has the prices of all of them, GovCloud included. */
const endpointRegion = 'us-east-1';
const pageSize = 100;

/** The Price List API through the AWS SDK. Credentials come from the SDK's default chain; `AWS_ENDPOINT_URL` is honoured. */
export async function openPriceList(options: ClientOptions = {}): Promise<PriceList> {
  const { GetProductsCommand, PricingClient } = await import('@aws-sdk/client-pricing');
  const client = new PricingClient({
    region: endpointRegion,
    // Retries are ours: they are counted, told and tested here.
    maxAttempts: 1,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...options.config,
  });
  return {
    page: ({ service, filters }, token) =>
      retried(options, async () => {
        const answer = await client.send(
          new GetProductsCommand({
            ServiceCode: service,
            Filters: Object.entries(filters).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value })),
            FormatVersion: 'aws_v1',
            MaxResults: pageSize,
            NextToken: token,
          }),
        );
        return { documents: (answer.PriceList ?? []).map(String), next: answer.NextToken };
      }),
  };
}

async function retried(options: ClientOptions, ask: () => Promise<Page>): Promise<Page> {
  const { attempts = 6, wait = sleep } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const failure = understood(error);
      if (failure.again && attempt < attempts) await wait(Math.min(20_000, 250 * 2 ** attempt));
      else throw failure.error;
    }
  }
}

interface Failure {
  readonly error: Error;
  /** Worth another try. */
  readonly again: boolean;
}

const deniedNames =
  /^(?:AccessDenied|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|MissingAuthenticationToken|IncompleteSignature|OptInRequired|Credentials|TokenProvider|NotAuthorized)/;
const throttledNames = /^(?:Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/;

/** What an error of the SDK means for the user. */
function understood(error: unknown): Failure {
  if (!(error instanceof Error)) return { error: new Error(String(error)), again: false };
  const status = httpStatus(error);
  if (/^(?:ExpiredNextToken|InvalidNextToken)/.test(error.name)) {
    return { error: new ExpiredPageError(error.message), again: false };
  }
  if (deniedNames.test(error.name) || status === 401 || status === 403) {
    return { error: denied(error), again: false };
  }
  if (throttledNames.test(error.name) || status === 429) {
    return { error: unreachable('the AWS Price List API keeps throttling', error), again: true };
  }
  if (status === undefined || status >= 500 || error.name === 'InternalErrorException') {
    return { error: unreachable('the AWS Price List API cannot be reached', error), again: true };
  }
  return { error, again: false };
}

function httpStatus(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return undefined;
  const metadata = error.$metadata;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}

const denied = (error: Error): Fault =>
  new Fault(
    'denied',
    `AWS refused to give prices: ${error.name}: ${error.message}`,
    'Sign in with an identity that may call pricing:GetProducts (--profile NAME); built-in prices work without.',
  );

const unreachable = (what: string, error: Error): Fault =>
  new Fault(
    'unreachable',
    `${what}: ${error.name}: ${error.message}`,
    'Check the network and try again; built-in prices work offline.',
  );
