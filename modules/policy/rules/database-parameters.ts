import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const databaseParameters: Rule = {
  id: 'database-parameters',
  title: 'A database has a parameter group of its own',
  why: 'The default group cannot be changed: the first setting that is needed (TLS, slow log) means a restart.',
  remedy: 'Give it parameter_group_name.',
  severity: 'warning',
  also: [],
  check: each(['aws_db_instance'], ({ config }) =>
    isGiven(config['replicate_source_db']) ||
    (isGiven(config['parameter_group_name']) && !String(config['parameter_group_name']).startsWith('default.'))
      ? undefined
      : 'uses the default parameter group',
  ),
};
