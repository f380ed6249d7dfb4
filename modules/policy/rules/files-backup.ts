import { selectedForBackup } from '../backup.js';
import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { blocks } from '../values.js';

export const filesBackup: Rule = {
  id: 'files-backup',
  title: 'File systems are backed up',
  why: 'EFS keeps copies against broken disks, not against people.',
  remedy: 'Add aws_efs_backup_policy with status ENABLED, or select it in a backup plan.',
  severity: 'error',
  also: ['EFSInBackupPlan'],
  check: each(['aws_efs_file_system'], (fileSystem, { of, environment }) =>
    environment.class === 'ephemeral' ||
    of('aws_efs_backup_policy').some(
      ({ config }) =>
        refersTo(config['file_system_id'], fileSystem) &&
        blocks(config['backup_policy']).some(({ status }) => status === 'ENABLED'),
    ) ||
    selectedForBackup(fileSystem, of('aws_backup_selection'))
      ? undefined
      : 'has no backups',
  ),
};
