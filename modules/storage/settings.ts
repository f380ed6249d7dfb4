import { checkPlaced, classDefaults, resourceName } from '../core/index.js';
import type { Deletion, Placed } from '../core/index.js';

/** What people say about a bucket; all of it has a default. */
export interface BucketSpec {
  /** @default by class */
  readonly deletion?: Deletion;
  /** How long a deleted or overwritten object can be had back. @default 90 */
  readonly noncurrentDays?: number;
  /** Origins of web pages that may read and write by addresses signed in advance. @default none */
  readonly browserOrigins?: readonly string[];
  /** Who read what, in the environment's log bucket under `s3/<bucket>/`; that bucket must let S3 write. @default off */
  readonly accessLogs?: 'on' | 'off';
}

export interface BucketSettings {
  readonly bucketName: string;
  readonly deletion: Deletion;
  /** Whether deleting the bucket deletes what is in it: in ephemeral environments only. */
  readonly contents: 'kept' | 'deletedWithIt';
  readonly noncurrentDays: number;
  readonly browserOrigins: readonly string[];
  readonly accessLogs: 'on' | 'off';
}

/** @throws where the specification cannot be built, saying what to write instead */
export function resolveBucket(placed: Placed, spec: BucketSpec): BucketSettings {
  const { environment, product, name } = placed;
  const { noncurrentDays = 90, browserOrigins = [], accessLogs = 'off' } = spec;
  checkPlaced(placed);
  if (!Number.isInteger(noncurrentDays) || noncurrentDays < 1)
    throw new Error(`noncurrentDays ${noncurrentDays}: write at least 1`);
  for (const origin of browserOrigins)
    if (!/^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin))
      throw new Error(`browserOrigins: "${origin}" is not an origin; write https://shop.example.com`);
  return {
    // Names are one space for all of AWS, so that the account is in it. Dots would break TLS.
    bucketName: resourceName(environment, [product, name, environment.account], 63),
    deletion: spec.deletion ?? classDefaults[environment.class].deletion,
    contents: environment.class === 'ephemeral' ? 'deletedWithIt' : 'kept',
    noncurrentDays,
    browserOrigins,
    accessLogs,
  };
}
