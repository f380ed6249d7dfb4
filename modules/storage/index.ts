/** Object storage: private S3 buckets. */
export { Bucket } from './bucket.js';
export type { BucketLevel, BucketProps } from './bucket.js';
export { resolveBucket } from './settings.js';
export type { BucketSettings, BucketSpec } from './settings.js';
