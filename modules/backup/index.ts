/** Backups of disks and file systems. */
export { backupAlarms } from './alarms.js';
export { Backup } from './backup.js';
export type { BackupProps } from './backup.js';
export { resolveBackup } from './resolve.js';
export type { BackupPlanning, BackupRule, ResolvedBackup } from './resolve.js';
