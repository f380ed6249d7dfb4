import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const finalSnapshot: Rule = {
  id: 'final-snapshot',
  title: 'A database leaves a last snapshot',
  why: 'Whoever deletes a database by mistake notices a minute later.',
  remedy: 'Set skip_final_snapshot to false and name final_snapshot_identifier.',
  severity: 'error',
  also: ['RDSInstanceDeletionProtectionEnabled'],
  check: each(['aws_db_instance', 'aws_rds_cluster'], ({ config }, { environment }) =>
    environment.class !== 'ephemeral' && isOn(config['skip_final_snapshot']) ? 'leaves nothing behind' : undefined,
  ),
};
