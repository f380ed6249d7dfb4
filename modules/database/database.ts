import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { DbInstance } from '#aws/db-instance';
import type { DbInstanceConfig } from '#aws/db-instance';
import { DbParameterGroup } from '#aws/db-parameter-group';
import { DbSubnetGroup } from '#aws/db-subnet-group';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicyAttachment } from '#aws/iam-role-policy-attachment';
import { SecurityGroup } from '#aws/security-group';
import { Construct } from 'constructs';
import {
  allow,
  keptBy,
  keyThrough,
  partitionOf,
  resolvedAt,
  resourceName,
  trustPolicy,
  variableName,
} from '../core/index.js';
import type { Placed, Use } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { databaseAlarms } from './alarms.js';
import { resolveDatabase } from './settings.js';
import type { DatabaseSettings, DatabaseSpec } from './settings.js';
import { UserSecret } from './user-secret.js';

export type DatabaseProps = Placed &
  DatabaseSpec & {
    readonly alarms?: AlarmOverrides;
    /** Arguments of `aws_db_instance`, merged last. */
    readonly overrides?: Partial<DbInstanceConfig>;
  };

export type DatabaseLevel = 'r' | 'rw';

/** A relational database of RDS: encrypted, backed up, in the data subnets, TLS only, its master password with the service. */
export class Database extends Construct {
  readonly settings: DatabaseSettings;
  readonly securityGroup: SecurityGroup;
  readonly parameters: DbParameterGroup;
  readonly instance: DbInstance;
  readonly alarms: Alarms;
  readonly #props: DatabaseProps;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    this.#props = props;
    const { environment, product, name } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveDatabase(props, props)));
    const { engine, identifier } = settings;
    this.securityGroup = new SecurityGroup(this, 'group', {
      name: resourceName(environment, [product, name], 255),
      description: `Database ${name} of ${product}`,
      vpcId: environment.vpc,
    });
    this.parameters = new DbParameterGroup(this, 'parameters', {
      namePrefix: `${identifier}-`,
      family: engine.family,
      description: `Database ${name} of ${product}`,
      parameter: engine.parameters.map((parameter) => ({ ...parameter })),
      // A major version needs another family while the old group is still in use.
      lifecycle: { createBeforeDestroy: true },
    });
    const subnets = new DbSubnetGroup(this, 'subnets', {
      name: identifier,
      description: `Database ${name} of ${product}`,
      subnetIds: Object.values(environment.subnets.data),
    });
    const logs = engine.logs.map(
      (log) =>
        new CloudwatchLogGroup(this, `log-${log}`, {
          name: `/aws/rds/instance/${identifier}/${log}`,
          retentionInDays: settings.logRetentionDays,
          kmsKeyId: environment.kmsKey,
        }),
    );
    const monitoring = this.#monitoringRole();
    this.instance = new DbInstance(this, 'instance', {
      identifier,
      engine: engine.engine,
      engineVersion: engine.version,
      autoMinorVersionUpgrade: engine.minorUpgrades === 'automatic',
      // Asked for by writing another version, never by AWS.
      allowMajorVersionUpgrade: true,
      ...(engine.licenseModel !== undefined && { licenseModel: engine.licenseModel }),
      instanceClass: props.type,
      storageType: 'gp3',
      allocatedStorage: props.storageGiB,
      maxAllocatedStorage: settings.maxStorageGiB,
      storageEncrypted: true,
      kmsKeyId: environment.kmsKey,
      multiAz: settings.standby === 'on',
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [this.securityGroup.id],
      publiclyAccessible: false,
      port: engine.port,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      parameterGroupName: this.parameters.name,
      ...(settings.databaseName !== undefined && { dbName: settings.databaseName }),
      username: 'dbmaster',
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: environment.kmsKey,
      ...(engine.iamAuthentication && { iamDatabaseAuthenticationEnabled: true }),
      ...(props.restoreFrom !== undefined && { snapshotIdentifier: props.restoreFrom }),
      backupRetentionPeriod: settings.backupRetentionDays,
      ...(props.backupWindow !== undefined && { backupWindow: props.backupWindow }),
      ...(props.maintenanceWindow !== undefined && { maintenanceWindow: props.maintenanceWindow }),
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: settings.finalSnapshot === 'skipped',
      deletionProtection: settings.deletion === 'refused',
      skipFinalSnapshot: settings.finalSnapshot === 'skipped',
      ...(settings.finalSnapshot === 'kept' && { finalSnapshotIdentifier: settings.finalSnapshotName }),
      applyImmediately: settings.applyChanges === 'immediately',
      performanceInsightsEnabled: settings.performanceInsights === 'on',
      ...(settings.performanceInsights === 'on' && {
        performanceInsightsKmsKeyId: environment.kmsKey,
        performanceInsightsRetentionPeriod: 7,
      }),
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.arn,
      enabledCloudwatchLogsExports: [...engine.logs],
      dependsOn: logs,
      lifecycle: {
        ...keptBy(settings.deletion),
        // A snapshot counts when the database is made, and brings its own master user and key: a later word of it must not replace the data.
        ignoreChanges: ['snapshot_identifier', 'username', 'kms_key_id'],
      },
      ...props.overrides,
    });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name],
      rules: databaseAlarms(this.instance.identifier, {
        kind: environment.class,
        type: props.type,
        storageGiB: props.storageGiB,
      }),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
  }

  /** Writes the operating system's metrics to CloudWatch Logs. */
  #monitoringRole(): IamRole {
    const { environment, product, name } = this.#props;
    const role = new IamRole(this, 'monitoring', {
      name: resourceName(environment, [product, name, 'monitoring'], 64),
      assumeRolePolicy: trustPolicy(
        { services: ['monitoring.rds.amazonaws.com'] },
        { StringEquals: { 'aws:SourceAccount': environment.account } },
      ),
    });
    new IamRolePolicyAttachment(this, 'monitoring-policy', {
      role: role.name,
      policyArn: `arn:${partitionOf(environment.region)}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    });
    return role;
  }

  /** What a consumer gets. The level's user and its secret are there once it is used. */
  use(level: DatabaseLevel, key: string): Use {
    const { environment } = this.#props;
    const { engine, databaseName } = this.settings;
    const { arn } = this.#userSecret(level).secret;
    return {
      variables: {
        [variableName(key, 'HOST')]: this.instance.address,
        [variableName(key, 'PORT')]: String(engine.port),
        ...(databaseName !== undefined && { [variableName(key, 'NAME')]: databaseName }),
        [variableName(key, 'SECRET_ARN')]: arn,
      },
      statements: [
        allow(['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], [arn]),
        keyThrough(environment, 'secretsmanager', ['kms:Decrypt']),
      ],
      reach: [
        { securityGroup: this.securityGroup.id, port: engine.port, why: `${this.#props.product} ${this.#props.name}` },
      ],
      mounts: [],
    };
  }

  #userSecret(level: DatabaseLevel): UserSecret {
    const found = this.node.tryFindChild(level);
    if (found instanceof UserSecret) return found;
    const { environment, product, name } = this.#props;
    return new UserSecret(this, level, {
      environment,
      secretName: `${environment.parameterPath}/${product}/${name}/${level}`.replace(/^\//, ''),
      why: `User of database ${name} of ${product} who may ${level === 'rw' ? 'read and write' : 'read'}`,
      deletion: this.settings.deletion,
    });
  }
}
