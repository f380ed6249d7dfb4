import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const accessLogs: Rule = {
  id: 'access-logs',
  title: 'Load balancers keep access logs',
  why: 'They alone say who asked for what, and when it began to fail.',
  remedy: 'Set access_logs to a bucket that load balancers may write to.',
  severity: 'error',
  also: ['CKV_AWS_91', 'ELBLoggingEnabled'],
  check: each(['aws_lb', 'aws_alb'], ({ config }) =>
    // A network load balancer logs TLS listeners only.
    config['load_balancer_type'] === 'network' ||
    config['load_balancer_type'] === 'gateway' ||
    blocks(config['access_logs']).some((one) => isOn(one['enabled']))
      ? undefined
      : 'has no access logs',
  ),
};
