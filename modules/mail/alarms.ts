import type { EnvironmentClass } from '../core/index.js';
import type { AlarmRule } from '../monitoring/alarms.js';

/** SES reviews an account from 5 % bounces and 0.1 % complaints on, and stops it at 10 % and 0.5 % (SES Developer Guide, "Reputation metrics"). */
const limits: Readonly<Record<EnvironmentClass, { readonly bounces: number; readonly complaints: number }>> = {
  production: { bounces: 0.03, complaints: 0.0008 },
  staging: { bounces: 0.05, complaints: 0.001 },
  development: { bounces: 0.05, complaints: 0.001 },
  ephemeral: { bounces: 0.05, complaints: 0.001 },
};

/** The default alarms of a configuration set. */
export function mailAlarms(
  configurationSet: string,
  environmentClass: EnvironmentClass,
): Readonly<Record<string, AlarmRule>> {
  const rate = (name: string, threshold: number, description: string): AlarmRule => ({
    metric: {
      namespace: 'AWS/SES',
      name: `Reputation.${name}`,
      dimensions: { 'ses:configuration-set': configurationSet },
      statistic: 'Average',
    },
    comparison: '>',
    threshold,
    periodSeconds: 3600,
    datapoints: { breaching: 1, of: 1 },
    missing: 'ignore',
    description,
  });
  const { bounces, complaints } = limits[environmentClass];
  return {
    bounces: rate(
      'BounceRate',
      bounces,
      'Too much mail bounces. SES stops the account at 10 %: see the topic of events and clean the list.',
    ),
    complaints: rate(
      'ComplaintRate',
      complaints,
      'Too many people mark mail as spam. SES stops the account at 0.5 %: see who is written to, and why.',
    ),
  };
}
