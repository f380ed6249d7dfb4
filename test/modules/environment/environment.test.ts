import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import type { EnvironmentProps } from '../../../modules/environment/index.js';
import { Environment, resolveEnvironment, shellStatements } from '../../../modules/environment/index.js';
import { anEnvironment, synth } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

function props(overrides: Partial<EnvironmentProps> = {}): EnvironmentProps {
  return {
    company: 'utah-outfitters',
    environment: 'prod',
    class: 'production',
    account: '111122223333',
    region: 'us-east-1',
    ...overrides,
  };
}

const made = (overrides: Partial<EnvironmentProps> = {}) =>
  synth((scope) => {
    new Environment(scope, 'environment', props(overrides));
  });

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function statementsOf(policy: unknown): readonly Statement[] {
  const { Statement: statements }: { Statement: readonly Statement[] } = JSON.parse(String(policy));
  return statements;
}

const smallest = made({ class: 'ephemeral', environment: 'pr7' });
const production = made({ alarms: ['ops@utah-outfitters.example'] });

describe('the smallest environment', () => {
  it('has a cluster with metrics, a key, a bucket and a topic that nobody reads yet', () => {
    expect(smallest.one('aws_ecs_cluster')).toMatchObject({
      name: 'utah-outfitters-pr7',
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
    expect(smallest.one('aws_sns_topic')['name']).toBe('utah-outfitters-pr7-alarms');
    expect(smallest.count('aws_sns_topic_subscription')).toBe(0);
  });

  it('can be deleted with all that is in it', () => {
    expect(smallest.one('aws_s3_bucket')).toEqual({
      bucket: 'utah-outfitters-pr7-logs-111122223333',
      force_destroy: true,
    });
    expect(smallest.one('aws_kms_key')).not.toHaveProperty('lifecycle');
  });
});

describe('an environment of production', () => {
  it('has a key that rotates and is not lost', () => {
    expect(production.one('aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
    expect(production.one('aws_kms_alias')).toMatchObject({ name: 'alias/utah-outfitters/prod' });
  });

  it('sends alarms, encrypted, to those named', () => {
    expect(production.one('aws_sns_topic')['kms_master_key_id']).toMatch(/aws_kms_key.*\.arn/);
    expect(production.one('aws_sns_topic_subscription')).toMatchObject({
      protocol: 'email',
      endpoint: 'ops@utah-outfitters.example',
    });
  });

  it('lets CloudWatch, EventBridge and AWS Backup of this account send alarms, by TLS', () => {
    const [publish, deny] = statementsOf(production.one('aws_sns_topic_policy')['policy']);
    expect(publish).toMatchObject({
      Action: 'sns:Publish',
      Principal: { Service: ['backup.amazonaws.com', 'cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
    expect(deny).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  it('records shells, encrypted', () => {
    expect(production.one('aws_cloudwatch_log_group')).toMatchObject({
      name: '/prod/shell',
      retention_in_days: 365,
      kms_key_id: expect.stringContaining('aws_kms_key'),
    });
    expect(production.one('aws_ecs_cluster')['configuration']).toMatchObject({
      execute_command_configuration: {
        logging: 'OVERRIDE',
        log_configuration: { cloud_watch_encryption_enabled: true },
      },
    });
  });

  it('runs on Fargate, on spot where a service asks for it', () => {
    expect(production.one('aws_ecs_cluster_capacity_providers')).toMatchObject({
      capacity_providers: ['FARGATE', 'FARGATE_SPOT'],
      default_capacity_provider_strategy: [{ capacity_provider: 'FARGATE', weight: 1 }],
    });
  });
});

describe('the bucket of logs', () => {
  it('is closed, encrypted in the way that load balancers can write, and tidied', () => {
    expect(production.one('aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(production.one('aws_s3_bucket_ownership_controls')['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    });
    expect(production.one('aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' }, bucket_key_enabled: false },
    ]);
    expect(production.one('aws_s3_bucket_versioning')['versioning_configuration']).toEqual({ status: 'Enabled' });
    expect(production.one('aws_s3_bucket_lifecycle_configuration')['rule']).toEqual([
      {
        id: 'tidy',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        expiration: [{ days: 365 }],
      },
    ]);
    expect(production.one('aws_s3_bucket')).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('takes the logs of load balancers of this account, by TLS, and nothing else', () => {
    const [deny, alb, nlb, look, ...rest] = statementsOf(production.one('aws_s3_bucket_policy')['policy']);
    expect(rest).toEqual([]);
    expect(deny).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(alb).toMatchObject({
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: [
        expect.stringMatching(/\/AWSLogs\/111122223333\/\*$/),
        expect.stringMatching(/\/\*\/AWSLogs\/111122223333\/\*$/),
      ],
    });
    for (const statement of [nlb, look])
      expect(statement).toMatchObject({
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:us-east-1:111122223333:*' } },
      });
  });
});

describe("the key's policy", () => {
  const statements = statementsOf(production.one('aws_kms_key')['policy']);
  const root = { AWS: 'arn:aws:iam::111122223333:root' };
  const by = (principal: unknown) =>
    statements.filter(({ Principal }) => JSON.stringify(Principal) === JSON.stringify(principal));

  it('keeps administration and use apart', () => {
    const [administration, use, grants] = by(root);
    expect(administration?.Action).toContain('kms:PutKeyPolicy');
    for (const action of ['kms:Decrypt', 'kms:Encrypt', 'kms:CreateGrant'])
      expect(administration?.Action).not.toContain(action);
    expect(use?.Action).toEqual([
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ]);
    expect(grants).toMatchObject({ Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } });
  });

  it('lets CloudWatch Logs use it for log groups of this account', () => {
    expect(by({ Service: 'logs.us-east-1.amazonaws.com' })).toMatchObject([
      {
        Condition: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:111122223333:log-group:*' },
        },
      },
    ]);
  });

  it('lets Auto Scaling make encrypted disks, also before its role exists', () => {
    const role =
      'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
    expect(by('*')).toHaveLength(2);
    for (const statement of by('*'))
      expect(statement.Condition).toMatchObject({
        StringEquals: { 'kms:CallerAccount': '111122223333' },
        ArnEquals: { 'aws:PrincipalArn': role },
      });
  });

  it('lets nobody do everything, and no one from elsewhere anything', () => {
    expect(JSON.stringify(statements)).not.toContain('"kms:*"');
    for (const { Principal, Condition } of statements)
      if (JSON.stringify(Principal) !== JSON.stringify(root))
        expect(JSON.stringify(Condition)).toContain('111122223333');
  });
});

describe('defaults', () => {
  it.each<[EnvironmentClass, number, 'refused' | 'allowed']>([
    ['production', 365, 'refused'],
    ['staging', 90, 'refused'],
    ['development', 30, 'allowed'],
    ['ephemeral', 3, 'allowed'],
  ])('of %s keep logs for %i days; deletion is %s', (kind, logRetentionDays, deletion) => {
    expect(resolveEnvironment(props({ class: kind }))).toEqual({
      alarms: [],
      containerInsights: 'enabled',
      logRetentionDays,
      deletion: { key: deletion, logs: deletion },
      parameterPath: '/prod',
    });
  });

  it('give way, thing by thing', () => {
    expect(resolveEnvironment(props({ deletion: { logs: 'allowed' } })).deletion).toEqual({
      key: 'refused',
      logs: 'allowed',
    });
    const template = made({ containerInsights: 'enhanced', overrides: { key: { deletionWindowInDays: 7 } } });
    expect(template.one('aws_ecs_cluster')['setting']).toEqual([{ name: 'containerInsights', value: 'enhanced' }]);
    expect(template.one('aws_kms_key')).toMatchObject({ deletion_window_in_days: 7, enable_key_rotation: true });
  });
});

describe('one more address for alarms', () => {
  it('changes nothing else', () => {
    const after = made({ alarms: ['duty@utah-outfitters.example', 'ops@utah-outfitters.example'] });
    expect(touched(production, after)).toEqual([]);
    expect(added(production, after)).toHaveLength(1);
  });
});

describe('an environment refuses', () => {
  it.each<[string, Partial<EnvironmentProps>, string]>([
    ['an account that is none', { account: '1234' }, 'account: 1234 is not twelve digits'],
    ['an expression for an address', { alarms: ['${file("x")}@a.example'] }, 'is not an email address'],
    ['a name that AWS would not take', { environment: 'Prod' }, 'environment: "Prod" does not fit'],
    ['an address that is none', { alarms: ['ops'] }, 'alarms: ops is not an email address'],
  ])('%s', (_, overrides, message) => {
    expect(() => made(overrides)).toThrow(message);
  });
});

describe('a fault', () => {
  it('says where it is', () => {
    expect(() => made({ account: '1' })).toThrow('test/environment: account');
  });
});

describe('a shell', () => {
  it('needs channels, the key, and the log group that records it', () => {
    const statements = shellStatements(anEnvironment());
    expect(statements.flatMap(({ actions }) => actions)).toContain('ssmmessages:OpenDataChannel');
    expect(statements.flatMap(({ resources }) => resources)).toEqual([
      '*',
      anEnvironment().kmsKey,
      'arn:aws:logs:us-east-1:111122223333:log-group:/prod/shell:*',
      'arn:aws:logs:us-east-1:111122223333:log-group:*',
    ]);
  });
});
