import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule } from '../monitoring/alarms.js';

const limitPercent: Readonly<Record<EnvironmentClass, number>> = {
  production: 80,
  staging: 90,
  development: 95,
  ephemeral: 95,
};

/** The default alarms of a file system. Its size is no alarm: it has no end. */
export function fileSystemAlarms(
  fileSystem: string,
  environmentClass: EnvironmentClass,
): Readonly<Record<string, AlarmRule>> {
  return {
    io: {
      metric: {
        namespace: 'AWS/EFS',
        name: 'PercentIOLimit',
        dimensions: { FileSystemId: fileSystem },
        statistic: 'Maximum',
      },
      comparison: '>',
      threshold: limitPercent[environmentClass],
      periodSeconds: 300,
      missing: 'ignore',
      description: 'The file system is near its limit of operations a second. Look for scans over many small files.',
    },
  };
}
