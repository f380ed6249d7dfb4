import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import type { EcsClusterConfig } from '#aws/ecs-cluster';
import { EcsCluster } from '#aws/ecs-cluster';
import { EcsClusterCapacityProviders } from '#aws/ecs-cluster-capacity-providers';
import { KmsAlias } from '#aws/kms-alias';
import type { KmsKeyConfig } from '#aws/kms-key';
import { KmsKey } from '#aws/kms-key';
import type { S3BucketConfig } from '#aws/s3-bucket';
import { Construct } from 'constructs';
import type { EnvironmentRef } from '../core/index.js';
import { PrivateBucket, resolvedAt, resourceName } from '../core/index.js';
import { AlarmTopic } from './alarm-topic.js';
import { keyPolicy } from './key-policy.js';
import { logDelivery } from './log-bucket.js';
import type { EnvironmentPlan, EnvironmentThing, ResolvedEnvironment } from './resolve.js';
import { resolveEnvironment } from './resolve.js';
import { shellLogGroup } from './shell.js';

export interface EnvironmentProps extends EnvironmentPlan {
  /** Merged last into the resources named. */
  readonly overrides?: {
    readonly key?: Partial<KmsKeyConfig>;
    readonly cluster?: Partial<EcsClusterConfig>;
    readonly logBucket?: Partial<S3BucketConfig>;
  };
}

/** What the products of an environment share, besides its network: a key, a cluster, a place for logs, and where alarms go. */
export class Environment extends Construct {
  readonly key: KmsKey;
  readonly alias: KmsAlias;
  readonly cluster: EcsCluster;
  readonly capacityProviders: EcsClusterCapacityProviders;
  /** `/<environment>/shell`: what people type into shells. */
  readonly shellLogs: CloudwatchLogGroup;
  readonly logBucket: PrivateBucket;
  readonly alarmTopic: AlarmTopic;
  /** Everything here whose loss loses data. */
  readonly stateful: readonly EnvironmentThing[] = ['key', 'logs'];
  /** This construct's part of an environment; the network has the rest. */
  readonly ref: Omit<EnvironmentRef, 'vpc' | 'cidr' | 'subnets'>;

  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(scope, id);
    const { company, environment, account, region, overrides = {} } = props;
    const resolved = resolvedAt(this, () => resolveEnvironment(props));
    const named = (part: string, max: number) => resourceName({ company, name: environment }, [part], max);
    this.key = new KmsKey(this, 'key', {
      description: `Everything of ${company} in ${environment}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: keyPolicy({ account, region }),
      ...(resolved.deletion.key === 'refused' && { lifecycle: { preventDestroy: true } }),
      ...overrides.key,
    });
    this.alias = new KmsAlias(this, 'alias', {
      name: `alias/${company}/${environment}`,
      targetKeyId: this.key.keyId,
    });
    this.shellLogs = new CloudwatchLogGroup(this, 'shell-logs', {
      name: shellLogGroup(environment),
      retentionInDays: resolved.logRetentionDays,
      kmsKeyId: this.key.arn,
    });
    this.cluster = this.makeCluster(resourceName({ company, name: environment }, [], 255), resolved, overrides.cluster);
    this.capacityProviders = new EcsClusterCapacityProviders(this, 'capacity-providers', {
      clusterName: this.cluster.name,
      capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    });
    this.logBucket = new PrivateBucket(this, 'logs', {
      // Bucket names are one space for the whole world: the account makes it ours.
      name: named(`logs-${account}`, 63),
      deletion: resolved.deletion.logs,
      expireDays: resolved.logRetentionDays,
      statements: (arn) => logDelivery(arn, { account, region }),
      ...(overrides.logBucket !== undefined && { overrides: overrides.logBucket }),
    });
    this.alarmTopic = new AlarmTopic(this, 'alarms', {
      name: named('alarms', 256),
      account,
      kmsKey: this.key.arn,
      emails: resolved.alarms,
    });
    this.ref = {
      company,
      name: environment,
      class: props.class,
      account,
      region,
      cluster: this.cluster.arn,
      kmsKey: this.key.arn,
      parameterPath: resolved.parameterPath,
      alarmTopic: this.alarmTopic.topic.arn,
      logBucket: this.logBucket.bucket.id,
    };
  }

  private makeCluster(
    name: string,
    { containerInsights }: ResolvedEnvironment,
    overrides: Partial<EcsClusterConfig> = {},
  ): EcsCluster {
    return new EcsCluster(this, 'cluster', {
      name,
      setting: [{ name: 'containerInsights', value: containerInsights }],
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: this.key.arn,
          logging: 'OVERRIDE',
          logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: this.shellLogs.name },
        },
      },
      ...overrides,
    });
  }
}
