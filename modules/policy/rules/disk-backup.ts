import { selectedForBackup } from '../backup.js';
import { each } from '../rule.js';
import type { Rule } from '../rule.js';

export const diskBackup: Rule = {
  id: 'disk-backup',
  title: 'Disks in production are backed up',
  why: 'A volume that outlives its server outlives no mistake of a person.',
  remedy: 'Give it the tag that a backup plan selects (backup: daily), or select it in one.',
  severity: 'error',
  also: ['CKV2_AWS_9', 'EC2EBSInBackupPlan'],
  check: each(['aws_ebs_volume'], (volume, { of, environment }) =>
    environment.class !== 'production' || selectedForBackup(volume, of('aws_backup_selection'))
      ? undefined
      : 'has no backups',
  ),
};
