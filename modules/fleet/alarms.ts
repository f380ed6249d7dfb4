import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule, MetricRef } from '../monitoring/alarms.js';

/** Thresholds by class, average of the group. */
export const fleetLimits: Readonly<Record<EnvironmentClass, { readonly cpuPercent: number }>> = {
  production: { cpuPercent: 85 },
  staging: { cpuPercent: 90 },
  development: { cpuPercent: 95 },
  ephemeral: { cpuPercent: 95 },
};

const metricsOf =
  (namespace: string, group: string) =>
  (name: string, statistic: string): MetricRef => ({
    namespace,
    name,
    dimensions: { AutoScalingGroupName: group },
    statistic,
  });

/** The default alarms of a fleet. */
export function fleetAlarms(group: string, kind: EnvironmentClass): Readonly<Record<string, AlarmRule>> {
  const machine = metricsOf('AWS/EC2', group);
  const whole = metricsOf('AWS/AutoScaling', group);
  return {
    cpu: {
      metric: machine('CPUUtilization', 'Average'),
      comparison: '>',
      threshold: fleetLimits[kind].cpuPercent,
      periodSeconds: 300,
      missing: 'ignore',
      description: 'The machines are busy. Raise the count, or take a larger type.',
    },
    status: {
      metric: machine('StatusCheckFailed', 'Maximum'),
      comparison: '>',
      threshold: 0,
      missing: 'ignore',
      description: 'A machine does not answer, or the host under it fails. The group replaces it; see its system log.',
    },
    instances: {
      metric: {
        expression: 'desired - inservice',
        label: 'machines that are missing',
        of: {
          desired: whole('GroupDesiredCapacity', 'Average'),
          inservice: whole('GroupInServiceInstances', 'Average'),
        },
      },
      comparison: '>',
      threshold: 0,
      datapoints: { breaching: 20, of: 20 },
      missing: 'ignore',
      description:
        'Fewer machines are in service than should be: capacity, or a boot that fails. See the activity of the group and /var/log/cloud-init-output.log.',
    },
  };
}
