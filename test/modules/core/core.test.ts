import { describe, expect, it } from '@jest/globals';
import { allow, anyResource, policyDocument, resourceName, shortened } from '../../../modules/core/index.js';
import { Alarms, resolveAlarms } from '../../../modules/monitoring/alarms.js';
import { anEnvironment, synth } from '../../support/synth.js';

describe('names', () => {
  it('stay as they are while they fit', () => {
    expect(resourceName({ company: 'acme', name: 'dev' }, ['shop', 'web'], 32)).toBe('acme-dev-shop-web');
  });

  it('are cut where they are too long, and two never become one', () => {
    const [a, b] = ['x'.repeat(40), `${'x'.repeat(39)}y`].map((name) => shortened(name, 32));
    expect(a).toHaveLength(32);
    expect(a).not.toBe(b);
  });
});

describe('IAM statements', () => {
  it.each([['s3:*'], ['*']])('refuse the wildcard action %s', (action) => {
    expect(() => allow([action], ['arn:aws:s3:::b'])).toThrow('name the actions');
  });

  it('refuse every resource without a reason', () => {
    expect(() => allow(['s3:GetObject'], ['*'])).toThrow('name the resources');
    expect(allow(['ecr:GetAuthorizationToken'], anyResource('it has no resource level')).resources).toEqual(['*']);
  });

  it('become a document', () => {
    expect(JSON.parse(policyDocument([allow(['s3:GetObject'], ['arn:aws:s3:::b/*'])]))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
    });
  });
});

describe('alarms', () => {
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
  } as const;

  it('go to the topic of the environment, with their overrides', () => {
    const template = synth((scope) => {
      new Alarms(scope, 'alarms', {
        environment: anEnvironment(),
        subject: ['shop', 'db'],
        rules,
        overrides: { cpu: { threshold: 90 } },
      });
    });
    expect(template.one('aws_cloudwatch_metric_alarm')).toMatchObject({
      alarm_name: 'utah-outfitters-prod-shop-db-cpu',
      threshold: 90,
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
      alarm_actions: [anEnvironment().alarmTopic],
    });
  });

  it('can be dropped, but not by a name that is not there', () => {
    expect(resolveAlarms(rules, { cpu: false })).toEqual({});
    expect(() => resolveAlarms(rules, { memory: false })).toThrow('no alarm memory');
  });
});
