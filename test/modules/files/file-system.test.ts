import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { FileSystem, resolveFileSystem } from '../../../modules/files/index.js';
import type { FileSystemLevel, FileSystemProps, FileSystemSpec } from '../../../modules/files/index.js';
import { anEnvironment } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

const placed = (kind: EnvironmentClass = 'production') => ({
  environment: anEnvironment({ class: kind }),
  product: 'intranet',
  name: 'images',
});

function files(
  more: Partial<Omit<FileSystemProps, 'product' | 'name'>> = {},
  kind: EnvironmentClass = 'production',
  levels: readonly FileSystemLevel[] = [],
) {
  return synthUses((scope) => {
    const fileSystem = new FileSystem(scope, 'images', { ...placed(kind), ...more });
    return Object.fromEntries(levels.map((level) => [level, fileSystem.use(level, 'images')]));
  });
}

const recoveryPoint = 'arn:aws:backup:us-east-1:111122223333:recovery-point:1a2b3c4d-0000-4000-8000-000000000000';

describe('a file system in production', () => {
  const { template } = files();

  it('has every default of the table', () => {
    expect(template.one('aws_efs_file_system')).toMatchObject({
      encrypted: true,
      kms_key_id: anEnvironment().kmsKey,
      performance_mode: 'generalPurpose',
      throughput_mode: 'elastic',
      lifecycle_policy: [
        { transition_to_ia: 'AFTER_30_DAYS' },
        { transition_to_primary_storage_class: 'AFTER_1_ACCESS' },
      ],
      lifecycle: { prevent_destroy: true },
    });
    expect(template.one('aws_efs_backup_policy')).toMatchObject({ backup_policy: { status: 'ENABLED' } });
    expect(template.one('aws_efs_access_point')).toMatchObject({
      posix_user: { uid: 1000, gid: 1000 },
      root_directory: {
        path: '/images',
        creation_info: { owner_uid: 1000, owner_gid: 1000, permissions: '0750' },
      },
    });
  });

  it('has a mount target in each data subnet, named by its zone', () => {
    expect(
      Object.entries(template.all('aws_efs_mount_target')).map(([id, { subnet_id }]) => [
        id.replace(/_[0-9A-F]{8}$/, ''),
        subnet_id,
      ]),
    ).toEqual([
      ['images_mount-us-east-1a', 'subnet-data-a'],
      ['images_mount-us-east-1b', 'subnet-data-b'],
    ]);
  });

  it('another zone changes nothing that was there', () => {
    const environment = anEnvironment();
    const data = { ...environment.subnets.data, 'us-east-1c': 'subnet-data-c' };
    const { template: wider } = files({ environment: { ...environment, subnets: { ...environment.subnets, data } } });
    expect(wider.all('aws_efs_mount_target')).toMatchObject(template.all('aws_efs_mount_target'));
    expect(wider.count('aws_efs_mount_target')).toBe(3);
  });

  it('refuses what is not TLS, and allows nobody by itself; EFS names a policy that has no name', () => {
    expect(JSON.parse(String(template.one('aws_efs_file_system_policy')['policy']))).toMatchObject({
      Id: 'files',
      Statement: [{ Sid: 'files1', Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
  });
});

describe('the class of the environment', () => {
  it.each([
    ['production', { deletion: 'refused', backup: 'automatic' }, 80],
    ['staging', { deletion: 'refused', backup: 'automatic' }, 90],
    ['development', { deletion: 'allowed', backup: 'automatic' }, 95],
    ['ephemeral', { deletion: 'allowed', backup: 'off' }, 95],
  ] as const)('%s decides', (kind, expected, busy) => {
    expect(resolveFileSystem(placed(kind), {})).toMatchObject(expected);
    expect(files({}, kind).template.one('aws_cloudwatch_metric_alarm')).toMatchObject({
      metric_name: 'PercentIOLimit',
      threshold: busy,
    });
  });

  it('has its backups from the plan of the environment where asked', () => {
    const { template } = files({ backup: 'environment' });
    expect(template.one('aws_efs_file_system')).toMatchObject({ tags: { backup: 'daily' } });
    expect(template.one('aws_efs_backup_policy')).toMatchObject({ backup_policy: { status: 'DISABLED' } });
  });

  it('ephemeral has no backups', () => {
    expect(files({}, 'ephemeral').template.one('aws_efs_backup_policy')).toMatchObject({
      backup_policy: { status: 'DISABLED' },
    });
  });
});

describe('made from a backup', () => {
  it('adopts the file system that a restore made', () => {
    const { template } = files({ restoreFrom: 'fs-0123456789abcdef0' });
    expect(template.json['import']).toEqual([
      { id: 'fs-0123456789abcdef0', to: expect.stringMatching(/^aws_efs_file_system\.images_/) },
    ]);
  });

  it('of a recovery point stops at plan time and says which command restores it', () => {
    const { template } = files({ restoreFrom: recoveryPoint });
    expect(template.one('aws_efs_file_system')['lifecycle']).toMatchObject({
      precondition: [
        {
          condition: '${path.module == ""}',
          error_message: expect.stringMatching(/^restore arn:\S+ first.*aws backup start-restore-job.*restoreFrom$/),
        },
      ],
    });
  });
});

const right = (...actions: string[]) => ({
  effect: 'Allow',
  actions,
  resources: [expect.stringMatching(reference('aws_efs_file_system', 'arn'))],
  conditions: {
    StringEquals: {
      'elasticfilesystem:AccessPointArn': expect.stringMatching(reference('aws_efs_access_point', 'arn')),
    },
  },
});

describe('using files', () => {
  const { uses } = files({}, 'production', ['r', 'rw']);

  it.each([
    ['r', true, ['elasticfilesystem:ClientMount']],
    ['rw', false, ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']],
  ] as const)(
    'at level %s gives the path, the mount, the port and the right through the access point',
    (level, readOnly, actions) => {
      expect(uses[level]).toEqual({
        variables: { IMAGES_PATH: '/mnt/images' },
        statements: [right(...actions)],
        reach: [
          {
            securityGroup: expect.stringMatching(reference('aws_security_group', 'id')),
            port: 2049,
            why: 'intranet images',
          },
        ],
        mounts: [
          {
            // It waits for the mount targets: whoever starts before them cannot mount.
            fileSystem: expect.stringMatching(
              /^\$\{element\(\[(aws_efs_mount_target\.\S+\.file_system_id(, )?){2}\], 0\)\}$/,
            ),
            accessPoint: expect.stringMatching(reference('aws_efs_access_point', 'id')),
            path: '/mnt/images',
            readOnly,
          },
        ],
      });
    },
  );
});

describe('files that cannot be', () => {
  it.each<[string, FileSystemSpec, string]>([
    ['owned by root', { owner: { uid: 0, gid: 0 } }, '0 is root'],
    ['from a snapshot of a disk', { restoreFrom: 'snap-0123456789abcdef0' }, 'neither a file system'],
  ])('%s: says what to write', (_what, spec, message) => {
    expect(() => resolveFileSystem(placed(), spec)).toThrow(message);
  });

  it('without data subnets: says where', () => {
    const environment = anEnvironment();
    expect(() => files({ environment: { ...environment, subnets: { ...environment.subnets, data: {} } } })).toThrow(
      'test/images: environment prod has no data subnets',
    );
  });
});

describe('what people change', () => {
  it('is merged last', () => {
    const { template } = files({
      coldAfterDays: 90,
      owner: { uid: 33, gid: 33 },
      overrides: { throughputMode: 'bursting' },
      alarms: { io: false },
    });
    expect(template.one('aws_efs_file_system')).toMatchObject({
      throughput_mode: 'bursting',
      lifecycle_policy: [{ transition_to_ia: 'AFTER_90_DAYS' }, expect.anything()],
    });
    expect(template.one('aws_efs_access_point')).toMatchObject({ posix_user: { uid: 33, gid: 33 } });
    expect(template.count('aws_cloudwatch_metric_alarm')).toBe(0);
  });
});
