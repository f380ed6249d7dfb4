import { describe, expect, it } from '@jest/globals';
import type { AlarmOverrides, AlarmRule } from '../../../modules/monitoring/index.js';
import { Alarms, resolveAlarms } from '../../../modules/monitoring/alarms.js';
import { anEnvironment, synth } from '../../support/synth.js';

const rules = {
  cpu: {
    metric: {
      namespace: 'AWS/RDS',
      name: 'CPUUtilization',
      dimensions: { DBInstanceIdentifier: 'db' },
      statistic: 'Average',
    },
    comparison: '>',
    threshold: 80,
    missing: 'breaching',
    description: 'the database is busy',
  },
} as const satisfies Readonly<Record<string, AlarmRule>>;

const synthesized = (overrides: AlarmOverrides) =>
  synth((scope) => {
    new Alarms(scope, 'alarms', { environment: anEnvironment(), subject: ['shop', 'db'], rules, overrides });
  });

describe('alarms', () => {
  it('are at the smallest a number, a threshold and what to do, with the defaults of the table', () => {
    expect(synthesized({}).one('aws_cloudwatch_metric_alarm')).toEqual({
      alarm_name: 'utah-outfitters-prod-shop-db-cpu',
      alarm_description: 'the database is busy',
      namespace: 'AWS/RDS',
      metric_name: 'CPUUtilization',
      dimensions: { DBInstanceIdentifier: 'db' },
      statistic: 'Average',
      period: 60,
      comparison_operator: 'GreaterThanThreshold',
      threshold: 80,
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
      treat_missing_data: 'breaching',
      alarm_actions: [anEnvironment().alarmTopic],
      ok_actions: [anEnvironment().alarmTopic],
    });
  });

  it('ring in production when and as the overrides say', () => {
    const cpu = {
      threshold: 90,
      periodSeconds: 300,
      datapoints: { breaching: 2, of: 2 },
      description: 'see the runbook',
    };
    expect(synthesized({ cpu }).one('aws_cloudwatch_metric_alarm')).toMatchObject({
      alarm_description: 'see the runbook',
      threshold: 90,
      period: 300,
      evaluation_periods: 2,
      datapoints_to_alarm: 2,
      alarm_actions: [anEnvironment().alarmTopic],
    });
  });

  it('can be dropped, but not by a name that is not there', () => {
    expect(resolveAlarms(rules, { cpu: false })).toEqual({});
    expect(() => resolveAlarms(rules, { memory: false })).toThrow('there is no alarm memory here; there are cpu');
  });

  it.each<[override: Exclude<AlarmOverrides[string], false>, fault: string]>([
    [{ threshold: Number.NaN }, 'the threshold NaN is no number'],
    [{ periodSeconds: 90 }, 'a period of 90 s: write 10, 20, 30, or a multiple of 60'],
    [{ periodSeconds: 0 }, 'a period of 0 s'],
    [{ datapoints: { breaching: 6, of: 5 } }, '6 of 5 periods'],
    [{ datapoints: { breaching: 0, of: 5 } }, '0 of 5 periods'],
    [
      { periodSeconds: 300, datapoints: { breaching: 1, of: 289 } },
      '289 periods of 300 s are more than 86400 s: write fewer',
    ],
    [
      { periodSeconds: 86_400, datapoints: { breaching: 1, of: 8 } },
      '8 periods of 86400 s are more than 604800 s: write fewer',
    ],
  ])('refuse what CloudWatch would refuse: %j', (override, fault) => {
    expect(() => resolveAlarms(rules, { cpu: override })).toThrow(`alarm cpu: ${fault}`);
  });
});
