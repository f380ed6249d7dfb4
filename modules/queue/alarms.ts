import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule, MetricRef } from '../monitoring/alarms.js';
import type { QueueSettings } from './settings.js';

/** How long a message may wait before someone should look. */
const waitingSeconds: Readonly<Record<EnvironmentClass, number>> = {
  production: 300,
  staging: 900,
  development: 3600,
  ephemeral: 3600,
};

const metric = (name: string, queue: string): MetricRef => ({
  namespace: 'AWS/SQS',
  name,
  dimensions: { QueueName: queue },
  statistic: 'Maximum',
});

/** The default alarms of a queue. */
export function queueAlarms(
  { queueName, deadName }: Pick<QueueSettings, 'queueName' | 'deadName'>,
  environmentClass: EnvironmentClass,
): Readonly<Record<string, AlarmRule>> {
  return {
    age: {
      metric: metric('ApproximateAgeOfOldestMessage', queueName),
      comparison: '>',
      threshold: waitingSeconds[environmentClass],
      missing: 'notBreaching',
      description: 'Messages wait too long. See whether the consumers run and keep up.',
    },
    dead: {
      metric: metric('ApproximateNumberOfMessagesVisible', deadName),
      comparison: '>',
      threshold: 0,
      datapoints: { breaching: 1, of: 1 },
      missing: 'notBreaching',
      description:
        'Messages failed too often and lie in the dead-letter queue. Read one, mend its consumer, then start a redrive.',
    },
  };
}
