import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const alarmTarget: Rule = {
  id: 'alarm-target',
  title: 'Alarms tell somebody',
  why: 'An alarm without an action rings where nobody is.',
  remedy: 'Set alarm_actions to a topic that people read.',
  severity: 'error',
  also: ['CKV_AWS_319', 'CloudWatchAlarmAction'],
  check: each(['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'], ({ config }) =>
    isGiven(config['alarm_actions']) && config['actions_enabled'] !== false ? undefined : 'tells nobody',
  ),
};
