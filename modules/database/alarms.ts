import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule, MetricRef } from '../monitoring/alarms.js';

const busyAbovePercent: Readonly<Record<EnvironmentClass, number>> = {
  production: 80,
  staging: 90,
  development: 95,
  ephemeral: 95,
};

/** The default alarms of a database. */
export function databaseAlarms(
  instance: string,
  { kind, type, storageGiB }: { readonly kind: EnvironmentClass; readonly type: string; readonly storageGiB: number },
): Readonly<Record<string, AlarmRule>> {
  const metric = (name: string, statistic = 'Average'): MetricRef => ({
    namespace: 'AWS/RDS',
    name,
    dimensions: { DBInstanceIdentifier: instance },
    statistic,
  });
  return {
    cpu: {
      metric: metric('CPUUtilization'),
      comparison: '>',
      threshold: busyAbovePercent[kind],
      periodSeconds: 300,
      // Outside production people stop databases at night.
      missing: kind === 'production' ? 'breaching' : 'ignore',
      description:
        'The database is busy, or sends no metrics. Look for slow statements in Performance Insights and in the slow log.',
    },
    storage: {
      metric: metric('FreeStorageSpace', 'Minimum'),
      comparison: '<',
      threshold: Math.round(storageGiB * 0.1 * 2 ** 30),
      periodSeconds: 300,
      missing: 'ignore',
      description:
        'Less than a tenth of the storage is free. It grows by itself up to the maximum, once in six hours; see what fills it.',
    },
    memory: {
      metric: metric('FreeableMemory', 'Minimum'),
      comparison: '<',
      threshold: 128 * 2 ** 20,
      periodSeconds: 300,
      missing: 'ignore',
      description: 'Less than 128 MiB of memory is free. Reduce connections, or take a larger type.',
    },
    queue: {
      metric: metric('DiskQueueDepth'),
      comparison: '>',
      threshold: 64,
      periodSeconds: 300,
      missing: 'ignore',
      description: 'More than 64 requests wait for the disk. Look for scans, or raise the IOPS.',
    },
    ...(type.startsWith('db.t') && {
      credits: {
        metric: metric('CPUCreditBalance', 'Minimum'),
        comparison: '<' as const,
        threshold: 20,
        periodSeconds: 300,
        missing: 'ignore' as const,
        description:
          'The CPU credits are used up: what is above the baseline now costs extra. Take a larger type, or one of family m.',
      },
    }),
  };
}
