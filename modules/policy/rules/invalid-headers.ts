import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const invalidHeaders: Rule = {
  id: 'invalid-headers',
  title: 'Application load balancers drop invalid headers',
  why: 'Headers that servers read in different ways smuggle requests past checks.',
  remedy: 'Set drop_invalid_header_fields.',
  severity: 'error',
  also: ['CKV_AWS_131', 'ALBHttpDropInvalidHeaderEnabled'],
  check: each(['aws_lb', 'aws_alb'], ({ config }) =>
    (config['load_balancer_type'] ?? 'application') !== 'application' || isOn(config['drop_invalid_header_fields'])
      ? undefined
      : 'passes invalid headers on',
  ),
};
