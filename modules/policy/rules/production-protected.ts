import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

const protectedByService = new Set(['aws_db_instance', 'aws_rds_cluster']);
const stateful = [
  ...protectedByService,
  'aws_dynamodb_table',
  'aws_ebs_volume',
  'aws_efs_file_system',
  'aws_eip',
  'aws_elasticache_replication_group',
  'aws_kms_key',
  'aws_route53_zone',
  'aws_s3_bucket',
];

export const productionProtected: Rule = {
  id: 'production-protected',
  title: 'What holds data in production cannot be deleted by a deploy',
  why: 'A renamed construct is enough to make a plan delete a database; nobody reads the hundredth line of it.',
  remedy: 'Set lifecycle.prevent_destroy, and deletion_protection where the service has it.',
  severity: 'error',
  also: ['CKV_AWS_293', 'RDSInstanceDeletionProtectionEnabled'],
  check: each(stateful, ({ type, config }, { environment }) => {
    if (environment.class !== 'production') return [];
    return [
      ...(blocks(config['lifecycle']).some(({ prevent_destroy: kept }) => isOn(kept))
        ? []
        : ['has no prevent_destroy']),
      ...(protectedByService.has(type) && !isOn(config['deletion_protection']) ? ['has no deletion protection'] : []),
    ];
  }),
};
