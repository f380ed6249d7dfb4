import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isExpression, isGiven, numberOf } from '../values.js';

export const databaseBackup: Rule = {
  id: 'database-backup',
  title: 'Databases are backed up',
  why: 'Without automatic backups there is no way back from a bad statement.',
  remedy: 'Set backup_retention_period to at least 7 days in production, 1 elsewhere.',
  severity: 'error',
  also: ['CKV_AWS_133', 'RDSInstanceBackupEnabled'],
  check: each(['aws_db_instance', 'aws_rds_cluster'], ({ type, config }, { environment }) => {
    if (isGiven(config['replicate_source_db']) || isExpression(config['backup_retention_period'])) return [];
    // A cluster keeps one day where nothing is written, an instance none.
    const days = numberOf(config['backup_retention_period']) ?? (type === 'aws_rds_cluster' ? 1 : 0);
    if (days === 0) return 'has no backups';
    return environment.class === 'production' && days < 7 ? `keeps backups for ${days} days only` : [];
  }),
};
