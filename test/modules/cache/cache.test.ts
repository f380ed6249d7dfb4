import { describe, expect, it } from '@jest/globals';
import { Cache, resolveCache } from '../../../modules/cache/index.js';
import type { CacheLevel, CacheProps, CacheSpec } from '../../../modules/cache/index.js';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { anEnvironment } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

const environmentOf = (kind: EnvironmentClass) => anEnvironment({ class: kind });
const placed = (kind: EnvironmentClass = 'production') => ({
  environment: environmentOf(kind),
  product: 'storefront',
  name: 'cache',
});
const valkey = { kind: 'valkey', type: 'cache.t4g.small' } as const;
const memcached = { kind: 'memcached', type: 'cache.t4g.small' } as const;
type Some =
  | Omit<Extract<CacheProps, { kind: 'valkey' }>, 'environment' | 'product' | 'name'>
  | Omit<Extract<CacheProps, { kind: 'memcached' }>, 'environment' | 'product' | 'name'>;

function aCache(spec: Some, kind: EnvironmentClass = 'production', levels: readonly CacheLevel[] = []) {
  return synthUses((scope) => {
    const cache = new Cache(scope, 'cache', { ...placed(kind), ...spec });
    return Object.fromEntries(levels.map((level) => [level, cache.use(level, 'cache')]));
  });
}

const alarmsOf = (spec: Some, kind: EnvironmentClass = 'production') =>
  Object.values(aCache(spec, kind).template.all('aws_cloudwatch_metric_alarm')).map((alarm) => [
    alarm['metric_name'],
    alarm['threshold'],
    alarm['dimensions'],
  ]);

describe('a valkey cache in production', () => {
  const { template } = aCache(valkey);

  it('has every default of the table', () => {
    expect(template.one('aws_elasticache_replication_group')).toMatchObject({
      replication_group_id: 'utah-outfitters-prod-storefront-cache',
      engine: 'valkey',
      engine_version: '8.1',
      node_type: 'cache.t4g.small',
      port: 6379,
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      at_rest_encryption_enabled: 'true',
      kms_key_id: anEnvironment().kmsKey,
      transit_encryption_enabled: true,
      transit_encryption_mode: 'required',
      auto_minor_version_upgrade: 'true',
      snapshot_retention_limit: 7,
      final_snapshot_identifier: expect.stringMatching(/^utah-outfitters-prod-storefront-cache-final-/),
      apply_immediately: false,
      lifecycle: { prevent_destroy: true, ignore_changes: ['snapshot_name'] },
      user_group_ids: [expect.stringMatching(reference('aws_elasticache_user_group', 'user_group_id'))],
    });
  });

  it('logs slow commands and its engine, for a year', () => {
    expect(template.one('aws_elasticache_replication_group')['log_delivery_configuration']).toEqual(
      ['slow-log', 'engine-log'].map((log_type) =>
        expect.objectContaining({ log_type, log_format: 'json', destination_type: 'cloudwatch-logs' }),
      ),
    );
    expect(template.find('aws_cloudwatch_log_group', '/prod/storefront/cache/slow-log')).toMatchObject({
      retention_in_days: 365,
      kms_key_id: anEnvironment().kmsKey,
    });
  });

  it('lets users of IAM in, by level, and nobody else', () => {
    const users = Object.values(template.all('aws_elasticache_user')).map((user) => [
      user['user_id'] === user['user_name'],
      user['access_string'],
      user['authentication_mode'],
    ]);
    expect(users).toEqual([
      [true, 'on ~* &* -@all +@read +@connection +@pubsub +info -@dangerous', { type: 'iam' }],
      [true, 'on ~* &* +@all -@admin', { type: 'iam' }],
    ]);
    expect(template.one('aws_elasticache_user_group')).toMatchObject({
      engine: 'valkey',
      user_ids: [expect.anything(), expect.anything()],
    });
  });

  it('has a parameter group that the next version can replace', () => {
    expect(template.one('aws_elasticache_parameter_group')).toMatchObject({
      name: 'utah-outfitters-prod-storefront-cache-valkey8',
      family: 'valkey8',
      lifecycle: { create_before_destroy: true },
    });
  });

  it.each([
    ['EngineCPUUtilization', 75],
    ['DatabaseMemoryUsagePercentage', 85],
    ['Evictions', 1000],
    ['ReplicationLag', 30],
  ])('rings for %s above %i on each node', (metric, threshold) => {
    const nodes = alarmsOf(valkey).filter(([name]) => name === metric);
    expect(nodes).toEqual(
      ['001', '002'].map((node) => [
        metric,
        threshold,
        { CacheClusterId: `utah-outfitters-prod-storefront-cache-${node}` },
      ]),
    );
  });
});

describe('the class of the environment', () => {
  it.each([
    ['production', { nodes: 2, snapshotDays: 7, deletion: 'refused', applyChanges: 'inMaintenanceWindow' }],
    ['staging', { nodes: 1, snapshotDays: 1, deletion: 'refused', applyChanges: 'immediately' }],
    ['development', { nodes: 1, snapshotDays: 0, deletion: 'allowed', applyChanges: 'immediately' }],
    ['ephemeral', { nodes: 1, snapshotDays: 0, deletion: 'allowed', applyChanges: 'immediately' }],
  ] as const)('%s decides', (kind, expected) => {
    expect(resolveCache(placed(kind), valkey)).toMatchObject(expected);
  });

  it('one node neither fails over nor rings for its replicas', () => {
    expect(aCache(valkey, 'development').template.one('aws_elasticache_replication_group')).toMatchObject({
      automatic_failover_enabled: false,
      multi_az_enabled: false,
      lifecycle: { prevent_destroy: false },
    });
    expect(alarmsOf(valkey, 'development').map(([name]) => name)).not.toContain('ReplicationLag');
  });

  it.each([
    ['production', 75, 1000],
    ['staging', 90, 10_000],
    ['development', 95, 10_000],
    ['ephemeral', 95, 10_000],
  ] as const)('%s rings above %i %% and %i evictions', (kind, busy, evictions) => {
    const thresholds = Object.fromEntries(alarmsOf({ ...valkey, nodes: 1 }, kind).map(([name, at]) => [name, at]));
    expect(thresholds).toMatchObject({ EngineCPUUtilization: busy, Evictions: evictions });
  });
});

describe('memcached', () => {
  const { template } = aCache(memcached);

  it('speaks TLS, over two zones, and has neither users nor snapshots', () => {
    expect(template.one('aws_elasticache_cluster')).toMatchObject({
      cluster_id: 'utah-outfitters-prod-storefront-cache',
      engine: 'memcached',
      engine_version: '1.6.22',
      port: 11_211,
      num_cache_nodes: 2,
      az_mode: 'cross-az',
      transit_encryption_enabled: true,
      apply_immediately: false,
      lifecycle: { prevent_destroy: false },
    });
    expect(template.count('aws_elasticache_user')).toBe(0);
    expect(template.one('aws_elasticache_parameter_group')).toMatchObject({ family: 'memcached1.6' });
    expect(aCache(memcached, 'development').template.one('aws_elasticache_cluster')['az_mode']).toBe('single-az');
  });

  it('gives host and port only', () => {
    expect(aCache(memcached, 'production', ['rw']).uses['rw']).toEqual({
      variables: {
        CACHE_HOST: expect.stringMatching(reference('aws_elasticache_cluster', 'cluster_address')),
        CACHE_PORT: '11211',
      },
      statements: [],
      reach: [expect.objectContaining({ port: 11_211 })],
      mounts: [],
    });
  });

  it('rings for each node', () => {
    expect(alarmsOf({ ...memcached, nodes: 1 })).toEqual([
      ['CPUUtilization', 75, { CacheClusterId: 'utah-outfitters-prod-storefront-cache', CacheNodeId: '0001' }],
      ['Evictions', 1000, expect.anything()],
    ]);
  });
});

describe('using a valkey cache', () => {
  it('is signing in as the user of the level, at the primary or at the readers', () => {
    const { uses } = aCache(valkey, 'production', ['r', 'rw']);
    const connect = {
      effect: 'Allow',
      actions: ['elasticache:Connect'],
      resources: [
        expect.stringMatching(reference('aws_elasticache_replication_group', 'arn')),
        expect.stringMatching(reference('aws_elasticache_user', 'arn')),
      ],
    };
    expect(uses['rw']).toEqual({
      variables: {
        CACHE_HOST: expect.stringMatching(reference('aws_elasticache_replication_group', 'primary_endpoint_address')),
        CACHE_PORT: '6379',
        CACHE_USER: expect.stringMatching(/cache_users_rw_\w+\.user_name\}$/),
      },
      statements: [connect],
      reach: [
        {
          securityGroup: expect.stringMatching(reference('aws_security_group', 'id')),
          port: 6379,
          why: 'storefront cache',
        },
      ],
      mounts: [],
    });
    expect(uses['r']).toMatchObject({
      variables: {
        CACHE_HOST: expect.stringMatching(reference('aws_elasticache_replication_group', 'reader_endpoint_address')),
        CACHE_USER: expect.stringMatching(/cache_users_r_\w+\.user_name\}$/),
      },
    });
  });

  it('readers of a single node read from it', () => {
    expect(aCache(valkey, 'development', ['r']).uses['r']).toMatchObject({
      variables: { CACHE_HOST: expect.stringContaining('primary_endpoint_address') },
    });
  });
});

describe('a cache that cannot be', () => {
  it.each<[string, CacheSpec, string]>([
    ['a type of EC2', { ...valkey, type: 't4g.small' }, 'write cache.t4g.small'],
    ['a version before users of IAM', { ...valkey, version: '7.0' }, '7.2 is the oldest'],
    ['a version before TLS', { ...memcached, version: '1.6.6' }, '1.6.12 is the oldest'],
    ['no nodes', { ...valkey, nodes: 0 }, 'write 1 to 6'],
    ['snapshots of memcached', { ...memcached, snapshotDays: 1 }, 'memcached has no snapshots'],
  ])('%s: says what to write', (_what, spec, message) => {
    expect(() => resolveCache(placed(), spec)).toThrow(message);
  });

  it('says where', () => {
    expect(() => aCache({ ...valkey, nodes: 9 })).toThrow('test/cache: 9 nodes');
  });
});

describe('what people change', () => {
  it('is merged last; an alarm by its own name, or on every node', () => {
    const { template } = aCache({
      ...valkey,
      alarms: { cpu: { threshold: 50 }, 'memory-002': false },
      overrides: { snapshotWindow: '05:00-06:00' },
    });
    expect(template.one('aws_elasticache_replication_group')['snapshot_window']).toBe('05:00-06:00');
    const alarms = Object.values(template.all('aws_cloudwatch_metric_alarm'));
    expect(alarms.filter((alarm) => alarm['threshold'] === 50)).toHaveLength(2);
    expect(alarms).toHaveLength(7);
  });

  it('refuses an alarm that is not there', () => {
    expect(() => aCache({ ...valkey, alarms: { hits: false } })).toThrow('no alarm hits');
  });

  it.each([
    ['7.2', 'valkey7'],
    ['8.0', 'valkey8'],
    ['9.0', 'valkey9'],
  ])('version %s has family %s', (version, family) => {
    expect(resolveCache(placed(), { ...valkey, version }).family).toBe(family);
  });
});
