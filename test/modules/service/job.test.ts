import { describe, expect, it } from '@jest/globals';
import { Job } from '../../../modules/service/index.js';
import type { JobProps, JobSpec } from '../../../modules/service/index.js';
import { anEnvironment, synth } from '../../support/synth.js';
import type { Template } from '../../support/synth.js';

const nightly = { image: { kind: 'name', name: 'alpine:3.22' }, schedule: '0 3 * * *' } as const;

function aJob(spec: JobSpec & Pick<JobProps, 'alarms' | 'overrides'>, environment = anEnvironment()): Template {
  return synth((scope) => {
    new Job(scope, 'etl', { environment, product: 'reports', name: 'etl', ...spec });
  });
}

const schedule = (template: Template) => template.one('aws_scheduler_schedule');

describe('a job', () => {
  const template = aJob(nightly);

  it('has the defaults of the table', () => {
    expect(schedule(template)).toMatchObject({
      schedule_expression: 'cron(0 3 * * ? *)',
      schedule_expression_timezone: 'UTC',
      state: 'ENABLED',
      flexible_time_window: { mode: 'OFF' },
      target: {
        arn: anEnvironment().cluster,
        ecs_parameters: {
          task_count: 1,
          launch_type: 'FARGATE',
          network_configuration: { assign_public_ip: false },
          propagate_tags: 'TASK_DEFINITION',
        },
        retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 3600 },
      },
    });
    expect(schedule(template)).not.toHaveProperty('lifecycle');
  });

  it('is started by a role that can start nothing else', () => {
    const { policy } = template.find('aws_iam_role_policy', 'start');
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'ecs:RunTask',
        Resource: expect.stringMatching(/arn_without_revision\}:\*$/),
        Condition: { ArnEquals: { 'ecs:cluster': anEnvironment().cluster } },
      },
      expect.objectContaining({
        Action: 'ecs:TagResource',
        Condition: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
      }),
      expect.objectContaining({
        Action: 'iam:PassRole',
        Resource: [expect.stringContaining('execution-role'), expect.stringContaining('task-role')],
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    ]);
  });

  it('tells the alarm topic when its task fails', () => {
    expect(JSON.parse(String(template.one('aws_cloudwatch_event_rule')['event_pattern']))).toMatchObject({
      'detail-type': ['ECS Task State Change'],
      detail: {
        group: ['family:utah-outfitters-prod-reports-etl'],
        $or: [
          { containers: { exitCode: [{ 'anything-but': [0] }] } },
          { stopCode: expect.arrayContaining(['TaskFailedToStart']) },
        ],
      },
    });
    expect(template.one('aws_cloudwatch_event_target')['arn']).toBe(anEnvironment().alarmTopic);
  });

  it('rings when it is not started', () => {
    const metrics = Object.values(template.all('aws_cloudwatch_metric_alarm')).map((alarm) => alarm['metric_name']);
    expect(metrics).toEqual(['InvocationDroppedCount', 'TargetErrorCount']);
    expect(aJob({ ...nightly, alarms: { dropped: false } }).count('aws_cloudwatch_metric_alarm')).toBe(1);
  });

  it('that stands by is switched off, until somebody switches it on', () => {
    expect(schedule(aJob({ ...nightly, start: 'standby' }))).toMatchObject({
      state: 'DISABLED',
      lifecycle: { ignore_changes: ['state'] },
    });
  });

  it('of a pipeline leaves its task to it', () => {
    const repository = {
      url: 'registry/reports/etl',
      arn: 'arn:aws:ecr:us-east-1:111122223333:repository/reports/etl',
    };
    expect(schedule(aJob({ ...nightly, image: { kind: 'pipeline', repository } }))).toMatchObject({
      state: 'DISABLED',
      lifecycle: { ignore_changes: ['state', 'target[0].ecs_parameters[0].task_definition_arn'] },
    });
  });

  it('takes overrides last', () => {
    expect(schedule(aJob({ ...nightly, overrides: { schedule: { state: 'DISABLED' } } }))['state']).toBe('DISABLED');
  });

  it.each<[string, JobSpec]>([
    ['test/etl: schedule "0 3 * *" has 4 fields', { ...nightly, schedule: '0 3 * *' }],
    ['Fargate does not sell 1 CPU units', { ...nightly, size: { cpu: 1, memoryMiB: 512 } }],
  ])('is refused: %s', (message, spec) => {
    expect(() => aJob(spec)).toThrow(message);
  });
});
