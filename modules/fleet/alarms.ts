import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule, MetricRef } from '../monitoring/alarms.js';

/** Thresholds by class, average of the group. */
export const fleetLimits: Readonly<
  Record<EnvironmentClass, { readonly cpuPercent: number; readonly memoryPercent: number }>
> = {
  production: { cpuPercent: 85, memoryPercent: 90 },
  staging: { cpuPercent: 90, memoryPercent: 90 },
  development: { cpuPercent: 95, memoryPercent: 95 },
  ephemeral: { cpuPercent: 95, memoryPercent: 95 },
};

const metricsOf =
  (namespace: string, group: string) =>
  (name: string, statistic: string): MetricRef => ({
    namespace,
    name,
    dimensions: { AutoScalingGroupName: group },
    statistic,
  });

/** Full disks, as the agent measures them on either system. */
function diskAlarm(group: string, os: 'linux' | 'windows'): AlarmRule {
  const agent = metricsOf('CWAgent', group);
  const description = 'A disk is nearly full. Raise its size, or see what fills it.';
  const rule = { periodSeconds: 300, missing: 'ignore', description } as const;
  return os === 'linux'
    ? { metric: agent('disk_used_percent', 'Maximum'), comparison: '>', threshold: 85, ...rule }
    : { metric: agent('LogicalDisk % Free Space', 'Minimum'), comparison: '<', threshold: 15, ...rule };
}

/** Memory, as the agent measures it on either system. */
function memoryAlarm(group: string, os: 'linux' | 'windows', kind: EnvironmentClass): AlarmRule {
  const name = os === 'linux' ? 'mem_used_percent' : 'Memory % Committed Bytes In Use';
  return {
    metric: metricsOf('CWAgent', group)(name, 'Average'),
    comparison: '>',
    threshold: fleetLimits[kind].memoryPercent,
    periodSeconds: 300,
    missing: 'ignore',
    description: 'The machines are short of memory. Take a larger type.',
  };
}

/** The default alarms of a fleet. */
export function fleetAlarms(
  group: string,
  os: 'linux' | 'windows',
  kind: EnvironmentClass,
): Readonly<Record<string, AlarmRule>> {
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
    memory: memoryAlarm(group, os, kind),
    disk: diskAlarm(group, os),
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
