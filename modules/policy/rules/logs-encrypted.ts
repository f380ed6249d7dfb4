import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const logsEncrypted: Rule = {
  id: 'logs-encrypted',
  title: 'Log groups are encrypted with a key of the environment',
  why: 'Logs hold more secrets than anyone planned; a key of its own decides who reads them.',
  remedy: 'Set kms_key_id to a key whose policy lets CloudWatch Logs use it.',
  severity: 'warning',
  also: ['CKV_AWS_158', 'CloudWatchLogGroupEncrypted'],
  check: each(['aws_cloudwatch_log_group'], ({ config }) => (isGiven(config['kms_key_id']) ? undefined : 'has no key')),
};
