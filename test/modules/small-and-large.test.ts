import { describe, expect, it } from '@jest/globals';
import type { Construct } from 'constructs';
import { Cache } from '../../modules/cache/index.js';
import type { EnvironmentClass, EnvironmentRef } from '../../modules/core/index.js';
import { Database } from '../../modules/database/index.js';
import { FileSystem } from '../../modules/files/index.js';
import { Mail } from '../../modules/mail/index.js';
import { Queue } from '../../modules/queue/index.js';
import { Secrets } from '../../modules/secrets/index.js';
import { Bucket } from '../../modules/storage/index.js';
import type { Template } from '../support/synth.js';
import { anEnvironment, synth } from '../support/synth.js';

/** A module with the least that people can write, how much it then makes by class (arguments are asserted in its own tests), and what it refuses. */
interface Sized {
  readonly least: (scope: Construct, environment: EnvironmentRef) => unknown;
  readonly ephemeral: Readonly<Record<string, number>>;
  /** More than, or other than in an ephemeral environment; what is not here is the same. */
  readonly production: Readonly<Record<string, number>>;
  readonly bad: (scope: Construct, environment: EnvironmentRef) => unknown;
  readonly says: string;
}

const named = (environment: EnvironmentRef, name: string) => ({ environment, product: 'shop', name });
const cache = { kind: 'valkey', type: 'cache.t4g.small' } as const;
const database = { kind: 'postgres', version: '16', type: 'db.t4g.medium', storageGiB: 20 } as const;

const modules: Readonly<Record<string, Sized>> = {
  cache: {
    least: (scope, environment) => new Cache(scope, 'it', { ...named(environment, 'cache'), ...cache }),
    ephemeral: {
      aws_cloudwatch_log_group: 2,
      aws_cloudwatch_metric_alarm: 3,
      aws_elasticache_parameter_group: 1,
      aws_elasticache_replication_group: 1,
      aws_elasticache_subnet_group: 1,
      aws_elasticache_user: 2,
      aws_elasticache_user_group: 1,
      aws_security_group: 1,
    },
    production: { aws_cloudwatch_metric_alarm: 8 },
    bad: (scope, environment) => new Cache(scope, 'it', { ...named(environment, 'cache'), ...cache, type: 'small' }),
    says: 'cache.',
  },
  database: {
    least: (scope, environment) => new Database(scope, 'it', { ...named(environment, 'db'), ...database }),
    ephemeral: {
      aws_cloudwatch_log_group: 2,
      aws_cloudwatch_metric_alarm: 5,
      aws_db_instance: 1,
      aws_db_parameter_group: 1,
      aws_db_subnet_group: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 1,
      aws_security_group: 1,
    },
    production: {},
    bad: (scope, environment) => new Database(scope, 'it', { ...named(environment, 'db'), ...database, storageGiB: 1 }),
    says: '20',
  },
  files: {
    least: (scope, environment) => new FileSystem(scope, 'it', named(environment, 'images')),
    ephemeral: {
      aws_cloudwatch_metric_alarm: 1,
      aws_efs_access_point: 1,
      aws_efs_backup_policy: 1,
      aws_efs_file_system: 1,
      aws_efs_file_system_policy: 1,
      aws_efs_mount_target: 2,
      aws_security_group: 1,
    },
    production: {},
    bad: (scope, environment) => new FileSystem(scope, 'it', { ...named(environment, 'images'), restoreFrom: 'x' }),
    says: 'restoreFrom',
  },
  mail: {
    least: (scope, environment) => new Mail(scope, 'it', { ...named(environment, 'mail'), domain: 'shop.example' }),
    ephemeral: {
      aws_cloudwatch_metric_alarm: 2,
      aws_sesv2_configuration_set: 1,
      aws_sesv2_configuration_set_event_destination: 1,
      aws_sns_topic: 1,
      aws_sns_topic_policy: 1,
    },
    production: {},
    bad: (scope, environment) => new Mail(scope, 'it', { ...named(environment, 'mail'), domain: 'shop' }),
    says: 'domain',
  },
  queue: {
    least: (scope, environment) => new Queue(scope, 'it', named(environment, 'jobs')),
    ephemeral: { aws_cloudwatch_metric_alarm: 2, aws_sqs_queue: 2 },
    production: {},
    bad: (scope, environment) => new Queue(scope, 'it', { ...named(environment, 'jobs'), retentionDays: 15 }),
    says: 'retention',
  },
  secrets: {
    least: (scope, environment) => new Secrets(scope, 'it', { environment, product: 'shop', names: ['KEY'] }),
    ephemeral: { aws_ssm_parameter: 1 },
    production: {},
    bad: (scope, environment) => new Secrets(scope, 'it', { environment, product: 'shop', names: ['a b'] }),
    says: 'a b',
  },
  storage: {
    least: (scope, environment) => new Bucket(scope, 'it', named(environment, 'uploads')),
    ephemeral: {
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    },
    production: {},
    bad: (scope, environment) => new Bucket(scope, 'it', named(environment, 'Uploads')),
    says: 'Uploads',
  },
};

const counts = ({ json }: Template) =>
  Object.fromEntries(Object.entries(json['resource'] ?? {}).map(([type, all]) => [type, Object.keys(all).length]));

describe.each(Object.entries(modules))('%s', (_, { least, ephemeral, production, bad, says }) => {
  const made = (kind: EnvironmentClass) => counts(synth((scope) => void least(scope, anEnvironment({ class: kind }))));

  it('at its smallest', () => {
    expect(made('ephemeral')).toEqual(ephemeral);
  });

  it('in production', () => {
    expect(made('production')).toEqual({ ...ephemeral, ...production });
  });

  it('refuses bad input, saying where and what', () => {
    expect(() => synth((scope) => void bad(scope, anEnvironment()))).toThrow(says);
  });
});
