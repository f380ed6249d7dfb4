import type { Trouble } from '../../cutover/ports.js';
import { troubleOf } from '../route53/failure.js';
import { failureOf } from '../route53/sdk-failure.js';

/** Which account's services are asked. Credentials come from the SDK's default chain; `AWS_ENDPOINT_URL` is honoured by the SDK. */
export interface AwsPlace {
  readonly region: string;
  readonly profile?: string | undefined;
}

/** Settings of a client that only reads: a few tries of the SDK's own, and no call that hangs. */
export const readingClient = ({ region, profile }: AwsPlace) => ({
  region,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  ...(profile !== undefined && { profile }),
});

export type Asked<T> = { readonly kind: 'ok'; readonly value: T } | Trouble;

/** What a service answers, or why it does not. Throws only for defects. */
export async function asked<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: 'ok', value: await ask() };
  } catch (error) {
    return troubleOf(failureOf(error));
  }
}
