import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

/** Type to the arguments that Terraform stores. */
const held: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['password'],
  aws_rds_cluster: ['master_password'],
  aws_elasticache_replication_group: ['auth_token'],
  aws_elasticache_user: ['passwords'],
  aws_secretsmanager_secret_version: ['secret_string', 'secret_binary'],
  aws_ssm_parameter: ['value'],
  aws_docdb_cluster: ['master_password'],
  aws_redshift_cluster: ['master_password'],
};

export const secretInState: Rule = {
  id: 'secret-in-state',
  title: 'No secret goes through the state',
  why: 'Everyone who may read the state may then read the secret, for as long as old versions of it exist.',
  remedy:
    'Let the service manage it (manage_master_user_password, IAM authentication) or use write-only arguments (…_wo).',
  severity: 'error',
  also: [],
  check: each(Object.keys(held), ({ type, config }) => {
    const fields = held[type] ?? [];
    if (type === 'aws_ssm_parameter' && config['type'] !== 'SecureString') return [];
    return fields.filter((field) => isGiven(config[field])).map((field) => `keeps ${field} in the state`);
  }),
};
