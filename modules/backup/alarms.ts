import type { AlarmRule } from '../monitoring/alarms.js';

/** What rings for a vault. */
export function backupAlarms(vault: string): Readonly<Record<string, AlarmRule>> {
  return {
    failed: {
      metric: {
        namespace: 'AWS/Backup',
        name: 'NumberOfBackupJobsFailed',
        dimensions: { BackupVaultName: vault },
        statistic: 'Sum',
      },
      comparison: '>=',
      threshold: 1,
      periodSeconds: 3600,
      datapoints: { breaching: 1, of: 1 },
      missing: 'notBreaching',
      description: 'A disk or file system was not backed up. Look at the failed jobs of the vault in AWS Backup.',
    },
  };
}
