import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const loadBalancerProtected: Rule = {
  id: 'load-balancer-protected',
  title: 'Load balancers in production cannot be deleted by a deploy',
  why: 'With the load balancer goes the name that others point to.',
  remedy: 'Set enable_deletion_protection.',
  severity: 'error',
  also: ['CKV_AWS_150', 'ELBDeletionProtectionEnabled'],
  check: each(['aws_lb', 'aws_alb'], ({ config }, { environment }) =>
    environment.class !== 'production' || isOn(config['enable_deletion_protection'])
      ? undefined
      : 'has no deletion protection',
  ),
};
