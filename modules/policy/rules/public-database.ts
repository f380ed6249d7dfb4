import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const publicDatabase: Rule = {
  id: 'public-database',
  title: 'Databases have no public address',
  why: 'With one, a single mistake in a security group opens it to the internet.',
  remedy: 'Set publicly_accessible to false; reach it through Session Manager.',
  severity: 'error',
  also: ['CKV_AWS_17', 'RDSInstancePublicAccess'],
  check: each(['aws_db_instance', 'aws_rds_cluster_instance'], ({ config }) =>
    isOn(config['publicly_accessible']) ? 'has a public address' : undefined,
  ),
};
