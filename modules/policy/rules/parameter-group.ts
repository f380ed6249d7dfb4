import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const parameterGroup: Rule = {
  id: 'parameter-group',
  title: 'Parameter groups can be replaced while they are in use',
  why: 'A new major version needs a group of another family; without create_before_destroy the apply stops half-way, the old one still in use.',
  remedy: 'Set lifecycle.create_before_destroy, and name_prefix where there is one.',
  severity: 'error',
  also: [],
  check: each(
    [
      'aws_db_parameter_group',
      'aws_db_option_group',
      'aws_rds_cluster_parameter_group',
      'aws_elasticache_parameter_group',
    ],
    ({ config }) =>
      blocks(config['lifecycle']).some(({ create_before_destroy: before }) => isOn(before))
        ? undefined
        : 'has no create_before_destroy',
  ),
};
