import type { BackupPlanConfig } from '#aws/backup-plan';
import { BackupPlan } from '#aws/backup-plan';
import { BackupSelection } from '#aws/backup-selection';
import { BackupVault } from '#aws/backup-vault';
import { BackupVaultPolicy } from '#aws/backup-vault-policy';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicyAttachment } from '#aws/iam-role-policy-attachment';
import { Construct } from 'constructs';
import {
  backupTag,
  deny,
  partitionOf,
  policyDocument,
  resolvedAt,
  resourceName,
  to,
  trustPolicy,
} from '../core/index.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { Alarms } from '../monitoring/alarms.js';
import { backupAlarms } from './alarms.js';
import type { BackupPlanning, ResolvedBackup } from './resolve.js';
import { resolveBackup } from './resolve.js';

export interface BackupProps extends BackupPlanning {
  /** ARN of the topic that alarms go to. @default no alarms */
  readonly alarmTopic?: string;
  /** By the alarm's name: `failed`. */
  readonly alarms?: AlarmOverrides;
  /** Merged last into the plan. */
  readonly overrides?: Partial<BackupPlanConfig>;
}

/**
 * Backups of what has no backup of its own: disks and file systems. It takes those with `backupTag` and the tags of the environment, and those
 * named. Databases, caches and buckets are backed up by their own modules.
 */
export class Backup extends Construct {
  readonly vault: BackupVault;
  /** Where deletion is refused: recovery points go by age only. */
  readonly vaultPolicy?: BackupVaultPolicy;
  readonly plan: BackupPlan;
  readonly role: IamRole;
  readonly alarms?: Alarms;
  /** Everything here whose loss loses data. */
  readonly stateful = ['backups'] as const;

  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id);
    const { environment, alarmTopic } = props;
    const resolved = resolvedAt(this, () => resolveBackup(props));
    const refused = resolved.deletion === 'refused';
    this.vault = new BackupVault(this, 'vault', {
      name: resourceName(environment, [], 50),
      kmsKeyArn: environment.kmsKey,
      forceDestroy: !refused,
      ...(refused && { lifecycle: { preventDestroy: true } }),
    });
    if (refused)
      this.vaultPolicy = new BackupVaultPolicy(this, 'vault-policy', {
        backupVaultName: this.vault.name,
        policy: policyDocument([
          to('anyone', deny(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'], ['*'])),
        ]),
      });
    this.role = this.serviceRole(props);
    this.plan = this.makePlan(props, resolved);
    this.select(props, resolved);
    if (alarmTopic !== undefined)
      this.alarms = new Alarms(this, 'alarms', {
        environment: { ...environment, alarmTopic },
        subject: ['backup'],
        rules: backupAlarms(this.vault.name),
        ...(props.alarms !== undefined && { overrides: props.alarms }),
      });
  }

  private serviceRole({ environment }: BackupProps): IamRole {
    const role = new IamRole(this, 'role', {
      name: resourceName(environment, ['backup'], 64),
      description: 'AWS Backup saves and restores disks and file systems',
      assumeRolePolicy: trustPolicy(
        { services: ['backup.amazonaws.com'] },
        { StringEquals: { 'aws:SourceAccount': environment.account } },
      ),
    });
    for (const policy of ['AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForRestores'])
      new IamRolePolicyAttachment(this, policy, {
        role: role.name,
        policyArn: `arn:${partitionOf(environment.region)}:iam::aws:policy/service-role/${policy}`,
      });
    return role;
  }

  private makePlan({ environment, copyTo, overrides }: BackupProps, { rules }: ResolvedBackup): BackupPlan {
    return new BackupPlan(this, 'plan', {
      name: resourceName(environment, [], 50),
      rule: rules.map(({ name, schedule, days }) => ({
        ruleName: name,
        targetVaultName: this.vault.name,
        schedule,
        // Minutes: begins within an hour, is given up after six.
        startWindow: 60,
        completionWindow: 360,
        lifecycle: { deleteAfter: days },
        ...(copyTo !== undefined && {
          copyAction: [{ destinationVaultArn: copyTo, lifecycle: { deleteAfter: days } }],
        }),
      })),
      ...overrides,
    });
  }

  private select({ environment }: BackupProps, { resources }: ResolvedBackup): void {
    const aws = partitionOf(environment.region);
    const selected = { planId: this.plan.id, iamRoleArn: this.role.arn };
    const tags = { company: environment.company, environment: environment.name, ...backupTag };
    new BackupSelection(this, 'tagged', {
      ...selected,
      name: 'tagged',
      resources: [`arn:${aws}:ec2:*:*:volume/*`, `arn:${aws}:elasticfilesystem:*:*:file-system/*`],
      condition: [
        {
          stringEquals: Object.entries(tags).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value })),
        },
      ],
    });
    if (resources.length > 0)
      new BackupSelection(this, 'named', { ...selected, name: 'named', resources: [...resources] });
  }
}
