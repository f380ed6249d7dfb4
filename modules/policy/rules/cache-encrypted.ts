import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven, isOn } from '../values.js';

export const cacheEncrypted: Rule = {
  id: 'cache-encrypted',
  title: 'Caches are encrypted on disk and on the wire',
  why: 'Sessions and tokens lie in caches; on the wire they can be read by whoever is in between.',
  remedy: 'Set transit_encryption_enabled, and at_rest_encryption_enabled of a replication group.',
  severity: 'error',
  also: ['CKV_AWS_29', 'CKV_AWS_30', 'ElastiCacheRedisClusterEncryption'],
  check: each(['aws_elasticache_replication_group', 'aws_elasticache_cluster'], ({ type, config }) => {
    // A member of a replication group has its settings there.
    if (isGiven(config['replication_group_id']) && type === 'aws_elasticache_cluster') return [];
    return [
      ...(isOn(config['transit_encryption_enabled']) ? [] : ['is not encrypted on the wire']),
      ...(type === 'aws_elasticache_cluster' || isOn(config['at_rest_encryption_enabled'])
        ? []
        : ['is not encrypted on disk']),
    ];
  }),
};
