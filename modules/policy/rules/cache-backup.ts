import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isExpression, numberOf } from '../values.js';

export const cacheBackup: Rule = {
  id: 'cache-backup',
  title: 'A cache in production keeps snapshots',
  why: 'A cache that starts empty can bring down the database behind it.',
  remedy: 'Set snapshot_retention_limit to at least 1.',
  severity: 'warning',
  also: ['ElastiCacheRedisClusterAutomaticBackup'],
  check: each(['aws_elasticache_replication_group'], ({ config }, { environment }) =>
    environment.class !== 'production' ||
    isExpression(config['snapshot_retention_limit']) ||
    (numberOf(config['snapshot_retention_limit']) ?? 0) > 0
      ? undefined
      : 'has no snapshots',
  ),
};
