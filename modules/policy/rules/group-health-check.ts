import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { isExpression, isGiven } from '../values.js';

export const groupHealthCheck: Rule = {
  id: 'group-health-check',
  title: 'An auto scaling group behind a load balancer uses its health check',
  why: 'Else a server that runs but does not answer is never replaced.',
  remedy: 'Set health_check_type to ELB, with a grace period.',
  severity: 'error',
  also: ['CKV_AWS_153', 'AutoScalingGroupELBHealthCheckRequired'],
  check: each(['aws_autoscaling_group'], (group, { of }) => {
    const { config } = group;
    const attached =
      isGiven(config['target_group_arns']) ||
      isGiven(config['load_balancers']) ||
      isGiven(config['traffic_source']) ||
      of('aws_autoscaling_attachment', 'aws_autoscaling_traffic_source_attachment').some((attachment) =>
        refersTo(attachment.config['autoscaling_group_name'], group),
      );
    return attached && config['health_check_type'] !== 'ELB' && !isExpression(config['health_check_type'])
      ? 'does not use the health check of its load balancer'
      : undefined;
  }),
};
