/** Caches: ElastiCache for Valkey and memcached. */
export { Cache } from './cache.js';
export type { CacheProps } from './cache.js';
export { resolveCache } from './settings.js';
export type { CacheKind, CacheSettings, CacheSpec } from './settings.js';
export { CacheUsers } from './users.js';
export type { CacheLevel } from './users.js';
