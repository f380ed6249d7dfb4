import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { ElasticacheCluster } from '#aws/elasticache-cluster';
import type { ElasticacheClusterConfig } from '#aws/elasticache-cluster';
import { ElasticacheReplicationGroup } from '#aws/elasticache-replication-group';
import type { ElasticacheReplicationGroupConfig } from '#aws/elasticache-replication-group';
import type { Construct } from 'constructs';
import { keptBy } from '../core/index.js';
import type { Placed } from '../core/index.js';
import type { CacheSettings, CacheSpec } from './settings.js';

/** What both kinds stand on. */
export interface Ground {
  readonly placed: Placed;
  readonly spec: CacheSpec;
  readonly settings: CacheSettings;
  readonly subnetGroup: string;
  readonly parameterGroup: string;
  readonly securityGroup: string;
}

/** A replication group of Valkey, and its logs. */
export function valkey(
  scope: Construct,
  { placed, spec, settings, ...ground }: Ground,
  userGroup: string,
  overrides: Partial<ElasticacheReplicationGroupConfig> = {},
): ElasticacheReplicationGroup {
  const { environment, product, name } = placed;
  const { identifier, nodes } = settings;
  const logs = ['slow-log', 'engine-log'].map((logType) => {
    const group = new CloudwatchLogGroup(scope, logType, {
      name: `${environment.parameterPath}/${product}/${name}/${logType}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: environment.kmsKey,
    });
    return { destination: group.name, destinationType: 'cloudwatch-logs', logFormat: 'json', logType };
  });
  return new ElasticacheReplicationGroup(scope, 'group', {
    replicationGroupId: identifier,
    description: `Cache ${name} of ${product}`,
    engine: 'valkey',
    engineVersion: settings.version,
    autoMinorVersionUpgrade: 'true',
    nodeType: spec.type,
    port: settings.port,
    numCacheClusters: nodes,
    automaticFailoverEnabled: nodes > 1,
    multiAzEnabled: nodes > 1,
    atRestEncryptionEnabled: 'true',
    kmsKeyId: environment.kmsKey,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    userGroupIds: [userGroup],
    subnetGroupName: ground.subnetGroup,
    parameterGroupName: ground.parameterGroup,
    securityGroupIds: [ground.securityGroup],
    snapshotRetentionLimit: settings.snapshotDays,
    ...(spec.restoreFrom !== undefined && { snapshotName: spec.restoreFrom }),
    ...(settings.finalSnapshotName !== undefined && { finalSnapshotIdentifier: settings.finalSnapshotName }),
    applyImmediately: settings.applyChanges === 'immediately',
    logDeliveryConfiguration: logs,
    lifecycle: { ...keptBy(settings.deletion), ignoreChanges: ['snapshot_name'] },
    ...overrides,
  });
}

/** A cluster of memcached: no users, no snapshots, nothing on disk. */
export function memcached(
  scope: Construct,
  { placed, spec, settings, ...ground }: Ground,
  overrides: Partial<ElasticacheClusterConfig> = {},
): ElasticacheCluster {
  const { nodes } = settings;
  const azs = Object.keys(placed.environment.subnets.data);
  return new ElasticacheCluster(scope, 'cluster', {
    clusterId: settings.identifier,
    engine: 'memcached',
    engineVersion: settings.version,
    autoMinorVersionUpgrade: 'true',
    nodeType: spec.type,
    port: settings.port,
    numCacheNodes: nodes,
    azMode: nodes > 1 && azs.length > 1 ? 'cross-az' : 'single-az',
    transitEncryptionEnabled: true,
    subnetGroupName: ground.subnetGroup,
    parameterGroupName: ground.parameterGroup,
    securityGroupIds: [ground.securityGroup],
    applyImmediately: settings.applyChanges === 'immediately',
    lifecycle: keptBy(settings.deletion),
    ...overrides,
  });
}
