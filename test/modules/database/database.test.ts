import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { Database, resolveDatabase } from '../../../modules/database/index.js';
import type { DatabaseLevel, DatabaseProps, DatabaseSpec } from '../../../modules/database/index.js';
import { anEnvironment } from '../../support/synth.js';
import type { Template } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

const postgres: DatabaseSpec = { kind: 'postgres', version: '16', type: 'db.m7g.large', storageGiB: 100 };
const sqlserver: DatabaseSpec = {
  kind: 'sqlserver',
  edition: 'se',
  version: '16.00',
  type: 'db.m6i.xlarge',
  storageGiB: 100,
};
const key = anEnvironment().kmsKey;

function placed(kind: EnvironmentClass = 'production') {
  return { environment: anEnvironment({ class: kind }), product: 'storefront', name: 'db' };
}

interface Changed {
  readonly kind?: EnvironmentClass;
  readonly more?: Partial<Pick<DatabaseProps, 'deletion' | 'overrides' | 'alarms' | 'restoreFrom'>>;
  readonly levels?: readonly DatabaseLevel[];
}

/** The stack of one database, and what each level of it gives to a key of that level's name. */
function used(spec: DatabaseSpec, { kind, more, levels = [] }: Changed = {}) {
  return synthUses((scope) => {
    const database = new Database(scope, 'db', { ...placed(kind), ...spec, ...more });
    return Object.fromEntries(levels.map((level, i) => [String(i), database.use(level, 'portal-db')]));
  });
}

function aDatabase(spec: DatabaseSpec = postgres, changed: Changed = {}): Template {
  return used(spec, changed).template;
}

describe('a database in production', () => {
  const template = aDatabase();

  it('has every default of the table', () => {
    expect(template.one('aws_db_instance')).toMatchObject({
      identifier: 'utah-outfitters-prod-storefront-db',
      engine: 'postgres',
      engine_version: '16',
      instance_class: 'db.m7g.large',
      auto_minor_version_upgrade: true,
      allow_major_version_upgrade: true,
      storage_type: 'gp3',
      allocated_storage: 100,
      max_allocated_storage: 200,
      storage_encrypted: true,
      kms_key_id: key,
      multi_az: true,
      publicly_accessible: false,
      port: 5432,
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      db_name: 'storefront_db',
      username: 'dbmaster',
      manage_master_user_password: true,
      master_user_secret_kms_key_id: key,
      iam_database_authentication_enabled: true,
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      delete_automated_backups: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      apply_immediately: false,
      performance_insights_enabled: true,
      performance_insights_kms_key_id: key,
      performance_insights_retention_period: 7,
      monitoring_interval: 60,
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
      lifecycle: { prevent_destroy: true, ignore_changes: ['snapshot_identifier', 'username', 'kms_key_id'] },
    });
  });

  it('has no password anywhere', () => {
    expect(JSON.stringify(template.json)).not.toMatch(/"password(_wo)?"/);
  });

  it('lives in the data subnets, behind a group without rules', () => {
    expect(template.one('aws_db_subnet_group')).toMatchObject({ subnet_ids: ['subnet-data-a', 'subnet-data-b'] });
    const group = template.one('aws_security_group');
    expect(group).toMatchObject({ vpc_id: 'vpc-1', description: 'Database db of storefront' });
    expect(Object.keys(group)).not.toEqual(expect.arrayContaining(['ingress', 'egress']));
  });

  it('has a parameter group that the next major version can replace', () => {
    expect(template.one('aws_db_parameter_group')).toMatchObject({
      name_prefix: 'utah-outfitters-prod-storefront-db-',
      family: 'postgres16',
      parameter: expect.arrayContaining([{ name: 'rds.force_ssl', value: '1', apply_method: 'immediate' }]),
      lifecycle: { create_before_destroy: true },
    });
  });

  it('keeps its logs for a year, in groups that exist before it does', () => {
    expect(Object.values(template.all('aws_cloudwatch_log_group'))).toEqual([
      expect.objectContaining({
        name: '/aws/rds/instance/utah-outfitters-prod-storefront-db/postgresql',
        retention_in_days: 365,
        kms_key_id: key,
      }),
      expect.objectContaining({ name: '/aws/rds/instance/utah-outfitters-prod-storefront-db/upgrade' }),
    ]);
    expect(template.one('aws_db_instance')['depends_on']).toHaveLength(2);
  });

  it('sends metrics of its system by a role that RDS takes only for this account', () => {
    const role = template.one('aws_iam_role');
    expect(JSON.parse(String(role['assume_role_policy']))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'monitoring.rds.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ],
    });
  });

  it('rings when busy, full or starved', () => {
    const thresholds = Object.values(template.all('aws_cloudwatch_metric_alarm')).map((alarm) => [
      alarm['metric_name'],
      alarm['threshold'],
      alarm['treat_missing_data'],
    ]);
    expect(thresholds).toEqual([
      ['CPUUtilization', 80, 'breaching'],
      ['FreeableMemory', 134_217_728, 'ignore'],
      ['DiskQueueDepth', 64, 'ignore'],
      ['FreeStorageSpace', 10_737_418_240, 'ignore'],
    ]);
  });
});

describe('the class of the environment', () => {
  it.each([
    [
      'production',
      {
        deletion: 'refused',
        finalSnapshot: 'kept',
        backupRetentionDays: 35,
        standby: 'on',
        applyChanges: 'inMaintenanceWindow',
        logRetentionDays: 365,
      },
    ],
    [
      'staging',
      {
        deletion: 'refused',
        finalSnapshot: 'kept',
        backupRetentionDays: 14,
        standby: 'off',
        applyChanges: 'immediately',
        logRetentionDays: 90,
      },
    ],
    [
      'development',
      {
        deletion: 'allowed',
        finalSnapshot: 'kept',
        backupRetentionDays: 7,
        standby: 'off',
        applyChanges: 'immediately',
        logRetentionDays: 30,
      },
    ],
    [
      'ephemeral',
      {
        deletion: 'allowed',
        finalSnapshot: 'skipped',
        backupRetentionDays: 1,
        standby: 'off',
        applyChanges: 'immediately',
        logRetentionDays: 3,
      },
    ],
  ] as const)('%s decides', (kind, expected) => {
    expect(resolveDatabase(placed(kind), postgres)).toMatchObject(expected);
  });

  it('ephemeral leaves nothing behind', () => {
    const template = aDatabase(postgres, { kind: 'ephemeral', levels: ['rw'] });
    const instance = template.one('aws_db_instance');
    expect(instance).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      delete_automated_backups: true,
      apply_immediately: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(instance).not.toHaveProperty('final_snapshot_identifier');
    expect(template.one('aws_secretsmanager_secret')['recovery_window_in_days']).toBe(0);
  });

  it('lifts every protection at once where deletion is allowed, and still keeps a last snapshot', () => {
    expect(aDatabase(postgres, { more: { deletion: 'allowed' } }).one('aws_db_instance')).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  it.each([
    ['production', 80],
    ['staging', 90],
    ['development', 95],
    ['ephemeral', 95],
  ] as const)('%s rings above %i %% of CPU', (kind, threshold) => {
    expect(aDatabase(postgres, { kind }).find('aws_cloudwatch_metric_alarm', 'CPUUtilization')['threshold']).toBe(
      threshold,
    );
  });
});

describe('SQL Server', () => {
  it('has a licence, no database of its own and no users of IAM', () => {
    const instance = aDatabase(sqlserver).one('aws_db_instance');
    expect(instance).toMatchObject({ engine: 'sqlserver-se', license_model: 'license-included', multi_az: true });
    expect(instance).not.toHaveProperty('db_name');
    expect(instance).not.toHaveProperty('iam_database_authentication_enabled');
  });

  it.each(['ex', 'web'] as const)('%s stands alone even in production', (edition) => {
    expect(resolveDatabase(placed(), { ...sqlserver, edition }).standby).toBe('off');
    expect(() => resolveDatabase(placed(), { ...sqlserver, edition, standby: 'on' })).toThrow('use edition se or ee');
  });
});

describe('made from a snapshot', () => {
  it('the snapshot counts at creation, and the next last snapshot has another name', () => {
    const first = aDatabase().one('aws_db_instance');
    const again = aDatabase(postgres, {
      more: { restoreFrom: String(first['final_snapshot_identifier']) },
    }).one('aws_db_instance');
    expect(again['snapshot_identifier']).toBe(first['final_snapshot_identifier']);
    expect(again['final_snapshot_identifier']).not.toBe(first['final_snapshot_identifier']);
    expect(again['lifecycle']).toMatchObject({ ignore_changes: expect.arrayContaining(['snapshot_identifier']) });
  });
});

describe('using a database', () => {
  const secret = expect.stringMatching(reference('aws_secretsmanager_secret', 'arn'));

  it('gives the variables of the contract, one secret to read, and its port', () => {
    expect(used(postgres, { levels: ['rw'] }).uses['0']).toEqual({
      variables: {
        PORTAL_DB_HOST: expect.stringMatching(reference('aws_db_instance', 'address')),
        PORTAL_DB_PORT: '5432',
        PORTAL_DB_NAME: 'storefront_db',
        PORTAL_DB_SECRET_ARN: secret,
      },
      statements: [
        {
          effect: 'Allow',
          actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          resources: [secret],
        },
        {
          effect: 'Allow',
          actions: ['kms:Decrypt'],
          resources: [key],
          conditions: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
        },
      ],
      reach: [
        {
          securityGroup: expect.stringMatching(reference('aws_security_group', 'id')),
          port: 5432,
          why: 'storefront db',
        },
      ],
      mounts: [],
    });
  });

  it('names no database of SQL Server', () => {
    expect(used(sqlserver, { levels: ['r'] }).uses['0']).toMatchObject({ variables: { PORTAL_DB_PORT: '1433' } });
    expect(used(sqlserver, { levels: ['r'] }).uses['0']).not.toHaveProperty('variables.PORTAL_DB_NAME');
  });

  it('makes the secret of a level once, and none of a level that nobody uses', () => {
    expect(aDatabase().count('aws_secretsmanager_secret')).toBe(0);
    const { template, uses } = used(postgres, { levels: ['rw', 'rw'] });
    expect(uses['0']).toEqual(uses['1']);
    expect(template.one('aws_secretsmanager_secret')).toMatchObject({
      name: 'prod/storefront/db/rw',
      kms_key_id: key,
      recovery_window_in_days: 30,
    });
    expect(aDatabase(postgres, { levels: ['r', 'rw'] }).count('aws_secretsmanager_secret')).toBe(2);
  });

  it('writes UNSET once, in no state, and never over a value that people put', () => {
    const version = aDatabase(postgres, { levels: ['r'] }).one('aws_secretsmanager_secret_version');
    expect(version).toMatchObject({
      secret_string_wo: 'UNSET',
      secret_string_wo_version: 1,
      version_stages: ['AWSCURRENT', 'made-by-the-stack'],
      lifecycle: { ignore_changes: ['version_stages'] },
    });
    expect(version).not.toHaveProperty('secret_string');
  });
});

describe('a database that cannot be', () => {
  it.each<[string, DatabaseSpec, string]>([
    ['a type of EC2', { ...postgres, type: 'm7g.large' }, 'write db.m7g.large'],
    ['too little storage', { ...postgres, storageGiB: 10 }, 'RDS takes 20 to 65536 GiB'],
    ['too much storage', { ...sqlserver, storageGiB: 20_000 }, 'RDS takes 20 to 16384 GiB'],
    ['growth that shrinks', { ...postgres, maxStorageGiB: 50 }, 'write at least 100'],
    ['a name that needs quotes', { ...postgres, databaseName: 'shop-db' }, 'letters, digits and underscores'],
    ['a name on SQL Server', { ...sqlserver, databaseName: 'portal' }, 'leave databaseName out'],
  ])('%s: says where and what to write', (_what, spec, message) => {
    expect(() => aDatabase(spec)).toThrow(`test/db: `);
    expect(() => aDatabase(spec)).toThrow(message);
  });
});

const named = (product: string, name: string) =>
  resolveDatabase({ environment: anEnvironment(), product, name }, postgres).identifier;

describe('names', () => {
  it('have no two dashes together, stay within 63 characters, and two never become one', () => {
    expect(named('a--b', 'db')).toMatch(/^utah-outfitters-prod-a-b-db-[0-9a-f]{6}$/);
    expect(named('a--b', 'db')).not.toBe(named('a-b', 'db'));
    expect(named('p'.repeat(24), 'n'.repeat(60))).toHaveLength(63);
  });

  it.each(['Shop', 'shop_db', '${file("x")}', ''])('%j is refused', (name) => {
    expect(() => named('shop', name)).toThrow('name: ');
  });
});

describe('what people change', () => {
  it('is merged last', () => {
    const template = aDatabase(postgres, {
      more: {
        overrides: { iops: 12_000, backupWindow: '05:00-06:00' },
        alarms: { cpu: { threshold: 50 }, queue: false },
      },
    });
    expect(template.one('aws_db_instance')).toMatchObject({ iops: 12_000, backup_window: '05:00-06:00' });
    expect(template.find('aws_cloudwatch_metric_alarm', 'CPUUtilization')['threshold']).toBe(50);
    expect(template.count('aws_cloudwatch_metric_alarm')).toBe(3);
  });

  it('storage grows to twice its size, at most to what the engine takes', () => {
    expect(resolveDatabase(placed(), { ...postgres, storageGiB: 40_000 }).maxStorageGiB).toBe(65_536);
    expect(resolveDatabase(placed(), { ...postgres, maxStorageGiB: 120 }).maxStorageGiB).toBe(120);
  });

  it('a burstable type also rings for its credits', () => {
    const template = aDatabase({ ...postgres, type: 'db.t4g.medium' });
    expect(template.find('aws_cloudwatch_metric_alarm', 'CPUCreditBalance')).toMatchObject({ threshold: 20 });
  });
});
