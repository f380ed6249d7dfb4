import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const logRetention: Rule = {
  id: 'log-retention',
  title: 'Log groups forget',
  why: 'Without a retention they grow for ever, and so does the bill; with one, everybody knows how far back they can look.',
  remedy: 'Set retention_in_days.',
  severity: 'error',
  also: ['CKV_AWS_66', 'CloudWatchLogGroupRetentionPeriod'],
  check: each(['aws_cloudwatch_log_group'], ({ config }) =>
    isGiven(config['retention_in_days']) && config['retention_in_days'] !== 0 ? undefined : 'keeps everything for ever',
  ),
};
