import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule } from '../monitoring/alarms.js';

/** Thresholds by class, in percent of what the tasks have. */
export const serviceLimits: Readonly<
  Record<EnvironmentClass, { readonly cpuPercent: number; readonly memoryPercent: number }>
> = {
  production: { cpuPercent: 85, memoryPercent: 85 },
  staging: { cpuPercent: 90, memoryPercent: 90 },
  development: { cpuPercent: 95, memoryPercent: 95 },
  ephemeral: { cpuPercent: 95, memoryPercent: 95 },
};

/** The default alarms of a service. */
export function serviceAlarms(
  cluster: string,
  service: string,
  kind: EnvironmentClass,
): Readonly<Record<string, AlarmRule>> {
  const dimensions = { ClusterName: cluster, ServiceName: service };
  const { cpuPercent, memoryPercent } = serviceLimits[kind];
  return {
    cpu: {
      metric: { namespace: 'AWS/ECS', name: 'CPUUtilization', dimensions, statistic: 'Average' },
      comparison: '>',
      threshold: cpuPercent,
      missing: 'ignore',
      description: 'The tasks are busy. Raise the count, or the size.',
    },
    memory: {
      metric: { namespace: 'AWS/ECS', name: 'MemoryUtilization', dimensions, statistic: 'Average' },
      comparison: '>',
      threshold: memoryPercent,
      missing: 'ignore',
      description: 'The tasks are short of memory; at 100 % they are killed. Raise the size.',
    },
    tasks: {
      metric: {
        expression: 'desired - running',
        label: 'tasks that are missing',
        of: {
          desired: { namespace: 'ECS/ContainerInsights', name: 'DesiredTaskCount', dimensions, statistic: 'Average' },
          running: { namespace: 'ECS/ContainerInsights', name: 'RunningTaskCount', dimensions, statistic: 'Average' },
        },
      },
      comparison: '>',
      threshold: 0,
      datapoints: { breaching: 10, of: 10 },
      missing: 'ignore',
      description: 'Fewer tasks run than should. See the events of the service, and why the last tasks stopped.',
    },
  };
}

/** The default alarms of a job; what its task ends with is told by an event instead. */
export function jobAlarms(scheduleGroup: string): Readonly<Record<string, AlarmRule>> {
  const rule = (name: string, description: string): AlarmRule => ({
    metric: { namespace: 'AWS/Scheduler', name, dimensions: { ScheduleGroup: scheduleGroup }, statistic: 'Sum' },
    comparison: '>',
    threshold: 0,
    periodSeconds: 300,
    datapoints: { breaching: 1, of: 1 },
    missing: 'notBreaching',
    description,
  });
  return {
    'not-started': rule(
      'TargetErrorCount',
      'The schedule could not start the task. See its role, the subnets and quotas.',
    ),
    dropped: rule(
      'InvocationDroppedCount',
      'The task was not started, and the schedule has given up until the next time.',
    ),
  };
}
