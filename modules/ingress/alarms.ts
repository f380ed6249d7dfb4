import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule, MetricRef } from '../monitoring/alarms.js';

interface Limits {
  /** How many of 100 answers of the application may be 5xx. */
  readonly errorPercent: number;
  /** Answers 5xx of the load balancer itself, and connections that targets refuse, in a minute. */
  readonly errors: number;
  readonly p95Seconds: number;
}

/** Thresholds by class. */
export const ingressLimits: Readonly<Record<EnvironmentClass, Limits>> = {
  production: { errorPercent: 1, errors: 10, p95Seconds: 1 },
  staging: { errorPercent: 5, errors: 50, p95Seconds: 2 },
  development: { errorPercent: 10, errors: 100, p95Seconds: 5 },
  ephemeral: { errorPercent: 10, errors: 100, p95Seconds: 5 },
};

const metricsOf =
  (namespace: string, dimensions: MetricRef['dimensions']) =>
  (name: string, statistic: string): MetricRef => ({ namespace, name, dimensions, statistic });

/** The default alarms of a load balancer. */
export function balancerAlarms(loadBalancer: string, kind: EnvironmentClass): Readonly<Record<string, AlarmRule>> {
  const { errorPercent, errors, p95Seconds } = ingressLimits[kind];
  const metric = metricsOf('AWS/ApplicationELB', { LoadBalancer: loadBalancer });
  return {
    'target-5xx': {
      metric: {
        // Below 20 requests a minute one error says nothing.
        expression: 'IF(requests >= 20, 100 * FILL(failed, 0) / requests, 0)',
        label: 'answers 5xx, in percent',
        of: { requests: metric('RequestCount', 'Sum'), failed: metric('HTTPCode_Target_5XX_Count', 'Sum') },
      },
      comparison: '>',
      threshold: errorPercent,
      missing: 'notBreaching',
      description: 'The application answers more than this percentage of requests with errors. See its log.',
    },
    'alb-5xx': {
      metric: metric('HTTPCode_ELB_5XX_Count', 'Sum'),
      comparison: '>',
      threshold: errors,
      missing: 'notBreaching',
      description:
        'The load balancer answers with errors itself: no healthy target, or targets that close or time out.',
    },
    'latency-p95': {
      metric: metric('TargetResponseTime', 'p95'),
      comparison: '>',
      threshold: p95Seconds,
      missing: 'notBreaching',
      description: 'One request in twenty takes longer than this, in seconds.',
    },
    rejected: {
      metric: metric('RejectedConnectionCount', 'Sum'),
      comparison: '>',
      threshold: 0,
      missing: 'notBreaching',
      description: 'The load balancer has as many connections as it can have, and refuses more.',
    },
    'target-connections': {
      metric: metric('TargetConnectionErrorCount', 'Sum'),
      comparison: '>',
      threshold: errors,
      missing: 'notBreaching',
      description: 'Targets do not accept connections: wrong port, a security group, or a process that is down.',
    },
  };
}

/** The default alarms of one target group. */
export function targetAlarms(loadBalancer: string, targetGroup: string): Readonly<Record<string, AlarmRule>> {
  const metric = metricsOf('AWS/ApplicationELB', { LoadBalancer: loadBalancer, TargetGroup: targetGroup });
  return {
    unhealthy: {
      metric: metric('UnHealthyHostCount', 'Maximum'),
      comparison: '>',
      threshold: 0,
      missing: 'notBreaching',
      datapoints: { breaching: 5, of: 10 },
      description: 'A target fails its health check.',
    },
    'none-healthy': {
      metric: metric('HealthyHostCount', 'Maximum'),
      comparison: '<',
      threshold: 1,
      missing: 'breaching',
      description: 'Nothing is healthy: clients get errors.',
    },
  };
}

/** The default alarms of the NLB. */
export function networkAlarms(loadBalancer: string, targetGroup: string): Readonly<Record<string, AlarmRule>> {
  const namespace = 'AWS/NetworkELB';
  const whole = metricsOf(namespace, { LoadBalancer: loadBalancer });
  const behind = metricsOf(namespace, { LoadBalancer: loadBalancer, TargetGroup: targetGroup });
  return {
    unreachable: {
      metric: behind('HealthyHostCount', 'Maximum'),
      comparison: '<',
      threshold: 1,
      missing: 'breaching',
      description: 'The addresses lead nowhere: the NLB has nothing healthy behind it.',
    },
    ports: {
      metric: whole('PortAllocationErrorCount', 'Sum'),
      comparison: '>',
      threshold: 0,
      missing: 'notBreaching',
      description: 'The NLB has no free ports towards its targets: add targets.',
    },
  };
}
