import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven, isOn } from '../values.js';

export const databaseEncrypted: Rule = {
  id: 'database-encrypted',
  title: 'Databases are encrypted',
  why: 'It cannot be switched on later: the database must be restored from an encrypted copy of a snapshot.',
  remedy: 'Set storage_encrypted, with the key of the environment.',
  severity: 'error',
  also: ['CKV_AWS_16', 'CKV_AWS_96', 'RDSStorageEncrypted'],
  check: each(['aws_db_instance', 'aws_rds_cluster'], ({ config }) =>
    isOn(config['storage_encrypted']) || isGiven(config['replicate_source_db']) ? undefined : 'is not encrypted',
  ),
};
