import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const cacheStandby: Rule = {
  id: 'cache-standby',
  title: 'A cache in production fails over',
  why: 'A cache of one node is empty after every maintenance.',
  remedy: 'Set two nodes, automatic_failover_enabled and multi_az_enabled.',
  severity: 'warning',
  also: ['CKV2_AWS_50', 'ElastiCacheRedisClusterMultiAZ'],
  check: each(['aws_elasticache_replication_group'], ({ config }, { environment }) =>
    environment.class !== 'production' ||
    (isOn(config['automatic_failover_enabled']) && isOn(config['multi_az_enabled']))
      ? undefined
      : 'does not fail over',
  ),
};
