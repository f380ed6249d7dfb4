import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven, isOn } from '../values.js';

export const databaseStandby: Rule = {
  id: 'database-standby',
  title: 'A database in production has a standby',
  why: 'Without one, the loss of a disk or a zone means a restore: an hour, and the last five minutes of data.',
  remedy: 'Set multi_az.',
  severity: 'warning',
  also: ['CKV_AWS_157', 'RDSMultiAZSupport'],
  check: each(['aws_db_instance'], ({ config }, { environment }) => {
    // Express and Web have none.
    const possible = !/^sqlserver-(ex|web)$/.test(String(config['engine']));
    return environment.class !== 'production' ||
      !possible ||
      isOn(config['multi_az']) ||
      isGiven(config['replicate_source_db'])
      ? undefined
      : 'has no standby';
  }),
};
