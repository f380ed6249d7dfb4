import type { ElasticacheCluster, ElasticacheClusterConfig } from '#aws/elasticache-cluster';
import { ElasticacheParameterGroup } from '#aws/elasticache-parameter-group';
import type {
  ElasticacheReplicationGroup,
  ElasticacheReplicationGroupConfig,
} from '#aws/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '#aws/elasticache-subnet-group';
import { SecurityGroup } from '#aws/security-group';
import { Construct } from 'constructs';
import { allow, resolvedAt, resourceName, variableName } from '../core/index.js';
import type { Placed, Use } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { cacheAlarms, forEveryNode } from './alarms.js';
import { memcached, valkey } from './server.js';
import { resolveCache } from './settings.js';
import type { CacheSettings, CacheSpec } from './settings.js';
import { CacheUsers } from './users.js';
import type { CacheLevel } from './users.js';

export type CacheProps = Placed &
  CacheSpec & {
    readonly alarms?: AlarmOverrides;
  } & (
    | {
        readonly kind: 'valkey';
        /** Arguments of `aws_elasticache_replication_group`, merged last. */
        readonly overrides?: Partial<ElasticacheReplicationGroupConfig>;
      }
    | {
        readonly kind: 'memcached';
        /** Arguments of `aws_elasticache_cluster`, merged last. */
        readonly overrides?: Partial<ElasticacheClusterConfig>;
      }
  );

type Server =
  | { readonly kind: 'valkey'; readonly group: ElasticacheReplicationGroup; readonly users: CacheUsers }
  | { readonly kind: 'memcached'; readonly cluster: ElasticacheCluster };

/** A cache in the data subnets, TLS only: Valkey with users of IAM, or memcached for what speaks nothing else. */
export class Cache extends Construct {
  readonly settings: CacheSettings;
  readonly securityGroup: SecurityGroup;
  readonly parameters: ElasticacheParameterGroup;
  readonly server: Server;
  readonly alarms: Alarms;
  readonly #props: CacheProps;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    this.#props = props;
    const { environment, product, name } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveCache(props, props)));
    const { identifier, nodes } = settings;
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      name: resourceName(environment, [product, name], 255),
      description: `Cache ${name} of ${product}`,
      vpcId: environment.vpc,
    });
    this.parameters = new ElasticacheParameterGroup(this, 'parameters', {
      name: `${identifier}-${settings.family.replaceAll('.', '-')}`,
      family: settings.family,
      description: `Cache ${name} of ${product}`,
      lifecycle: { createBeforeDestroy: true },
    });
    const subnets = new ElasticacheSubnetGroup(this, 'subnets', {
      name: identifier,
      description: `Cache ${name} of ${product}`,
      subnetIds: Object.values(environment.subnets.data),
    });
    const ground = {
      placed: props,
      spec: props,
      settings,
      subnetGroup: subnets.name,
      parameterGroup: this.parameters.name,
      securityGroup: this.securityGroup.id,
    };
    if (props.kind === 'valkey') {
      const users = new CacheUsers(this, 'users', { identifier });
      this.server = { kind: 'valkey', users, group: valkey(this, ground, users.group.userGroupId, props.overrides) };
    } else {
      this.server = { kind: 'memcached', cluster: memcached(this, ground, props.overrides) };
    }
    const rules = cacheAlarms(identifier, { kind: props.kind, environmentClass: environment.class, nodes });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name],
      rules,
      overrides: forEveryNode(props.alarms ?? {}, rules),
    });
  }

  /** What a consumer gets: the address, and the right to sign in as the level's user. Readers are sent to the replicas where there are any. */
  use(level: CacheLevel, key: string): Use {
    const { port, nodes } = this.settings;
    const at = { [variableName(key, 'PORT')]: String(port) };
    const host = variableName(key, 'HOST');
    const rest = {
      reach: [{ securityGroup: this.securityGroup.id, port, why: `${this.#props.product} ${this.#props.name}` }],
      mounts: [],
    };
    if (this.server.kind === 'memcached')
      return { variables: { [host]: this.server.cluster.clusterAddress, ...at }, statements: [], ...rest };
    const { group, users } = this.server;
    const user = users.byLevel[level];
    return {
      variables: {
        [host]: level === 'r' && nodes > 1 ? group.readerEndpointAddress : group.primaryEndpointAddress,
        ...at,
        [variableName(key, 'USER')]: user.userName,
      },
      statements: [allow(['elasticache:Connect'], [group.arn, user.arn])],
      ...rest,
    };
  }
}
