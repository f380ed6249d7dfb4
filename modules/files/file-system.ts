import { EfsAccessPoint } from '#aws/efs-access-point';
import { EfsBackupPolicy } from '#aws/efs-backup-policy';
import { EfsFileSystem } from '#aws/efs-file-system';
import type { EfsFileSystemConfig } from '#aws/efs-file-system';
import { EfsFileSystemPolicy } from '#aws/efs-file-system-policy';
import { EfsMountTarget } from '#aws/efs-mount-target';
import { SecurityGroup } from '#aws/security-group';
import { Fn, Token } from '#cdktf';
import { Construct } from 'constructs';
import {
  allow,
  backupTag,
  deny,
  keptBy,
  policyDocument,
  resolvedAt,
  resourceName,
  to,
  variableName,
} from '../core/index.js';
import type { Placed, Use } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { fileSystemAlarms } from './alarms.js';
import { resolveFileSystem } from './settings.js';
import type { FileSystemSettings, FileSystemSpec } from './settings.js';

export type FileSystemProps = Placed &
  FileSystemSpec & {
    readonly alarms?: AlarmOverrides;
    /** Arguments of `aws_efs_file_system`, merged last. */
    readonly overrides?: Partial<EfsFileSystemConfig>;
  };

export type FileSystemLevel = 'r' | 'rw';

const nfs = 2049;

/** A file system of EFS for one product (NFS 4.1): encrypted, TLS and IAM only, one mount target in each data subnet. */
export class FileSystem extends Construct {
  readonly settings: FileSystemSettings;
  readonly securityGroup: SecurityGroup;
  readonly fileSystem: EfsFileSystem;
  readonly accessPoint: EfsAccessPoint;
  /** By availability zone. Consumers wait for all of them: mounting fails before. */
  readonly mountTargets: Readonly<Record<string, EfsMountTarget>>;
  readonly alarms: Alarms;
  readonly #props: FileSystemProps;

  constructor(scope: Construct, id: string, props: FileSystemProps) {
    super(scope, id);
    this.#props = props;
    const { environment, product, name } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveFileSystem(props, props)));
    const { fullName, origin, owner } = settings;
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      name: resourceName(environment, [product, name], 255),
      description: `Files ${name} of ${product}`,
      vpcId: environment.vpc,
    });
    this.fileSystem = new EfsFileSystem(this, 'file-system', {
      encrypted: true,
      kmsKeyId: environment.kmsKey,
      performanceMode: 'generalPurpose',
      throughputMode: 'elastic',
      lifecyclePolicy: [
        { transitionToIa: `AFTER_${settings.coldAfterDays}_DAYS` },
        { transitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
      ],
      tags: { Name: fullName, ...(settings.backup === 'environment' && backupTag) },
      lifecycle: {
        ...keptBy(settings.deletion),
        ...(origin.kind === 'restoreFirst' && { precondition: [restoreFirst(origin.recoveryPoint, environment)] }),
      },
      ...props.overrides,
    });
    if (origin.kind === 'adopt') this.fileSystem.importFrom(origin.fileSystem);
    const fileSystemId = this.fileSystem.id;
    this.mountTargets = Object.fromEntries(
      Object.entries(environment.subnets.data).map(([az, subnetId]) => [
        az,
        new EfsMountTarget(this, `mount-${az}`, { fileSystemId, subnetId, securityGroups: [this.securityGroup.id] }),
      ]),
    );
    this.accessPoint = new EfsAccessPoint(this, 'access-point', {
      fileSystemId,
      posixUser: { ...owner },
      rootDirectory: {
        path: `/${name}`,
        creationInfo: { ownerUid: owner.uid, ownerGid: owner.gid, permissions: '0750' },
      },
      tags: { Name: fullName },
    });
    // It allows nothing, so that only the identities that `use` gives rights to get in.
    new EfsFileSystemPolicy(this, 'policy', {
      fileSystemId,
      policy: policyDocument(
        [to('anyone', deny(['*'], [this.fileSystem.arn], { Bool: { 'aws:SecureTransport': 'false' } }))],
        'files',
      ),
    });
    new EfsBackupPolicy(this, 'backup', {
      fileSystemId,
      backupPolicy: { status: settings.backup === 'automatic' ? 'ENABLED' : 'DISABLED' },
    });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name],
      rules: fileSystemAlarms(fileSystemId, environment.class),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
  }

  /** The id, known once every mount target is there: whoever mounts it waits for them. */
  #mounted(): string {
    return Token.asString(
      Fn.element(
        Object.values(this.mountTargets).map((target) => target.fileSystemId),
        0,
      ),
    );
  }

  /** What a consumer gets: the mount and its path, and the right to use it through the product's access point. */
  use(level: FileSystemLevel, key: string): Use {
    const path = `/mnt/${key}`;
    const actions = ['elasticfilesystem:ClientMount', ...(level === 'rw' ? ['elasticfilesystem:ClientWrite'] : [])];
    return {
      variables: { [variableName(key, 'PATH')]: path },
      statements: [
        allow(actions, [this.fileSystem.arn], {
          StringEquals: { 'elasticfilesystem:AccessPointArn': this.accessPoint.arn },
        }),
      ],
      reach: [{ securityGroup: this.securityGroup.id, port: nfs, why: `${this.#props.product} ${this.#props.name}` }],
      mounts: [
        {
          fileSystem: this.#mounted(),
          accessPoint: this.accessPoint.id,
          path,
          readOnly: level === 'r',
        },
      ],
    };
  }
}

/** Terraform wraps messages at about 78 columns and asks for a reference in each condition. */
function restoreFirst(recoveryPoint: string, { kmsKey }: { readonly kmsKey: string }) {
  return {
    condition: '${path.module == ""}',
    errorMessage: `restore ${recoveryPoint} first, into a file system of its own: aws backup start-restore-job --recovery-point-arn ${recoveryPoint} --iam-role-arn ROLE --metadata newFileSystem=true,Encrypted=true,KmsKeyId=${kmsKey},PerformanceMode=generalPurpose,CreationToken=restored; then write the id it made (fs-...) as restoreFrom`,
  };
}
