import { describe, expect, it } from '@jest/globals';
import type { BackupProps } from '../../../modules/backup/index.js';
import { Backup, resolveBackup } from '../../../modules/backup/index.js';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { backupTag } from '../../../modules/core/index.js';
import { anEnvironment, synth } from '../../support/synth.js';
import { touched } from '../../support/untouched.js';

const props = (overrides: Partial<BackupProps> = {}): BackupProps => ({ environment: anEnvironment(), ...overrides });

const made = (overrides: Partial<BackupProps> = {}) =>
  synth((scope) => {
    new Backup(scope, 'backup', props(overrides));
  });

const volume = 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1';
const production = made({ alarmTopic: anEnvironment().alarmTopic });

describe('the smallest backup', () => {
  const template = made({ environment: anEnvironment({ name: 'pr7', class: 'ephemeral' }) });

  it('saves every day for a day, and goes with all its recovery points', () => {
    expect(template.one('aws_backup_plan')['rule']).toEqual([
      {
        rule_name: 'daily',
        target_vault_name: expect.stringContaining('aws_backup_vault'),
        schedule: 'cron(0 5 * * ? *)',
        start_window: 60,
        completion_window: 360,
        lifecycle: { delete_after: 1 },
      },
    ]);
    expect(template.one('aws_backup_vault')).toMatchObject({ name: 'utah-outfitters-pr7', force_destroy: true });
    expect(template.count('aws_backup_vault_policy')).toBe(0);
    expect(template.count('aws_cloudwatch_metric_alarm')).toBe(0);
  });
});

describe('a backup of production', () => {
  it('is encrypted, not lost, and its recovery points go by age only', () => {
    expect(production.one('aws_backup_vault')).toEqual({
      name: 'utah-outfitters-prod',
      kms_key_arn: anEnvironment().kmsKey,
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(JSON.parse(String(production.one('aws_backup_vault_policy')['policy']))).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
        },
      ],
    });
  });

  it('keeps five weeks of days and a year of months', () => {
    expect(production.one('aws_backup_plan')['rule']).toMatchObject([
      { rule_name: 'daily', schedule: 'cron(0 5 * * ? *)', lifecycle: { delete_after: 35 } },
      { rule_name: 'monthly', schedule: 'cron(0 5 1 * ? *)', lifecycle: { delete_after: 365 } },
    ]);
  });

  it('takes disks and file systems of this environment that say so by their tags', () => {
    expect(production.one('aws_backup_selection')).toMatchObject({
      resources: ['arn:aws:ec2:*:*:volume/*', 'arn:aws:elasticfilesystem:*:*:file-system/*'],
      condition: [
        {
          string_equals: [
            { key: 'aws:ResourceTag/company', value: 'utah-outfitters' },
            { key: 'aws:ResourceTag/environment', value: 'prod' },
            { key: 'aws:ResourceTag/backup', value: 'daily' },
          ],
        },
      ],
    });
    expect(backupTag).toEqual({ backup: 'daily' });
  });

  it('is done by a role for AWS Backup of this account', () => {
    expect(JSON.parse(String(production.one('aws_iam_role')['assume_role_policy']))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'backup.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ],
    });
    expect(production.count('aws_iam_role_policy_attachment')).toBe(2);
  });

  it('rings when something was not saved', () => {
    expect(production.one('aws_cloudwatch_metric_alarm')).toMatchObject({
      alarm_name: 'utah-outfitters-prod-backup-failed',
      metric_name: 'NumberOfBackupJobsFailed',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      period: 3600,
      treat_missing_data: 'notBreaching',
    });
  });
});

describe('defaults', () => {
  it.each<[EnvironmentClass, number, number, 'refused' | 'allowed']>([
    ['production', 35, 365, 'refused'],
    ['staging', 14, 0, 'refused'],
    ['development', 7, 0, 'allowed'],
    ['ephemeral', 1, 0, 'allowed'],
  ])('of %s keep %i days, monthly ones %i; deletion is %s', (kind, daily, monthly, deletion) => {
    const resolved = resolveBackup(props({ environment: anEnvironment({ class: kind }) }));
    expect(resolved.rules.map(({ days }) => days)).toEqual(monthly === 0 ? [daily] : [daily, monthly]);
    expect(resolved).toMatchObject({ deletion, resources: [] });
  });

  it('give way', () => {
    const template = made({ hour: 2, dailyDays: 3, monthlyDays: 0, copyTo: 'arn:vault', alarms: {} });
    expect(template.one('aws_backup_plan')['rule']).toMatchObject([
      {
        schedule: 'cron(0 2 * * ? *)',
        lifecycle: { delete_after: 3 },
        copy_action: [{ destination_vault_arn: 'arn:vault', lifecycle: { delete_after: 3 } }],
      },
    ]);
    expect(made({ overrides: { name: 'mine' } }).one('aws_backup_plan')['name']).toBe('mine');
  });
});

describe('things named', () => {
  it('are saved too, and change nothing else', () => {
    const named = made({ alarmTopic: anEnvironment().alarmTopic, resources: [volume] });
    expect(touched(production, named)).toEqual([]);
    expect(named.find('aws_backup_selection', 'named')['resources']).toEqual([volume]);
  });
});

describe('a backup refuses', () => {
  it.each<[string, Partial<BackupProps>, string]>([
    ['an hour that is none', { hour: 24 }, 'hour: 24 is not a whole number from 0 to 23'],
    ['half a day', { dailyDays: 0.5 }, 'dailyDays: 0.5'],
    ['keeping nothing', { dailyDays: 0 }, 'dailyDays: 0 is not a whole number from 1'],
    ['a negative number of days', { monthlyDays: -1 }, 'monthlyDays: -1'],
    ['what is no ARN', { resources: ['vol-1'] }, 'resources: vol-1 is not an ARN'],
  ])('%s', (_, overrides, message) => {
    expect(() => made(overrides)).toThrow(`test/backup: ${message}`);
  });
});
