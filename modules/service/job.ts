import { CloudwatchEventRule } from '#aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '#aws/cloudwatch-event-target';
import type { EcsTaskDefinitionConfig } from '#aws/ecs-task-definition';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import { SchedulerSchedule } from '#aws/scheduler-schedule';
import type { SchedulerScheduleConfig } from '#aws/scheduler-schedule';
import { SchedulerScheduleGroup } from '#aws/scheduler-schedule-group';
import { Construct } from 'constructs';
import { allow, partitionOf, policyDocument, resolvedAt, resourceName, trustPolicy } from '../core/index.js';
import type { Placed } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { jobAlarms } from './alarms.js';
import { schedulerCron } from './cron.js';
import { sayIdle, whyIdle } from './idle.js';
import { capacityOf, networkOf } from './placement.js';
import { resolveTask } from './resolve.js';
import type { TaskSettings, TaskSpec } from './resolve.js';
import { Task } from './task.js';

export type JobSpec = TaskSpec & {
  /** Five cron fields. */
  readonly schedule: string;
  /** IANA time zone of the schedule. @default UTC */
  readonly timeZone?: string;
  /** How often a start that AWS could not make is tried again; a task that failed is not. @default 3 */
  readonly startAttempts?: number;
  /** A job that stands by is switched on by somebody else; afterwards that is left alone. @default active */
  readonly start?: 'active' | 'standby';
};

export type JobProps = Placed &
  JobSpec & {
    /** ARN of the permission boundary of its roles. @default none */
    readonly boundary?: string;
    readonly alarms?: AlarmOverrides;
    /** Arguments merged last, shallow. */
    readonly overrides?: {
      readonly schedule?: Partial<SchedulerScheduleConfig>;
      readonly definition?: Partial<EcsTaskDefinitionConfig>;
    };
  };

export interface JobSettings {
  readonly task: TaskSettings;
  /** `cron(0 3 * * ? *)` */
  readonly expression: string;
  readonly timeZone: string;
  readonly startAttempts: number;
  readonly state: 'ENABLED' | 'DISABLED';
  /** Arguments that others change. */
  readonly left: readonly string[];
  readonly idle?: string;
}

/** @throws as `resolveTask`, and where the schedule is none */
export function resolveJob(name: string, spec: JobSpec, environment: Placed['environment']): JobSettings {
  const task = resolveTask(spec, environment);
  const idle = whyIdle(name, spec.start, task.image);
  const byPipeline = task.image.owner === 'pipeline';
  return {
    task,
    expression: schedulerCron(spec.schedule),
    timeZone: spec.timeZone ?? 'UTC',
    startAttempts: spec.startAttempts ?? 3,
    state: idle === undefined ? 'ENABLED' : 'DISABLED',
    left: [
      ...(spec.start === 'standby' || byPipeline ? ['state'] : []),
      ...(byPipeline ? ['target[0].ecs_parameters[0].task_definition_arn'] : []),
    ],
    ...(idle !== undefined && { idle }),
  };
}

/** A container that runs on a schedule, and says so when it fails. */
export class Job extends Construct {
  readonly settings: JobSettings;
  readonly task: Task;
  readonly role: IamRole;
  readonly group: SchedulerScheduleGroup;
  readonly schedule: SchedulerSchedule;
  readonly failures: CloudwatchEventRule;
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    const { environment, product, name, overrides = {} } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveJob(name, props, environment)));
    sayIdle(this, settings);
    this.task = new Task(this, 'task', {
      environment,
      product,
      name,
      settings: settings.task,
      ...(props.boundary !== undefined && { boundary: props.boundary }),
      ...(overrides.definition !== undefined && { overrides: overrides.definition }),
    });
    this.role = this.#schedulerRole(props);
    const scheduleName = resourceName(environment, [product, name], 64);
    // A group of its own, because CloudWatch counts by group.
    this.group = new SchedulerScheduleGroup(this, 'schedule-group', { name: scheduleName });
    this.schedule = new SchedulerSchedule(this, 'schedule', {
      name: scheduleName,
      groupName: this.group.name,
      description: `${name} of ${product}`,
      scheduleExpression: settings.expression,
      scheduleExpressionTimezone: settings.timeZone,
      state: settings.state,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: environment.cluster,
        roleArn: this.role.arn,
        ecsParameters: {
          taskDefinitionArn: this.task.definition.arn,
          taskCount: 1,
          ...capacityOf(settings.task.capacity),
          networkConfiguration: networkOf(environment, this.task.securityGroup.id),
          enableEcsManagedTags: true,
          propagateTags: 'TASK_DEFINITION',
          enableExecuteCommand: settings.task.shellAccess === 'allowed',
        },
        // A start that is an hour late is not made.
        retryPolicy: { maximumRetryAttempts: settings.startAttempts, maximumEventAgeInSeconds: 3600 },
      },
      dependsOn: [...this.task.ready],
      ...(settings.left.length > 0 && { lifecycle: { ignoreChanges: [...settings.left] } }),
      ...overrides.schedule,
    });
    this.failures = this.#tellFailures(props);
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name, 'job'],
      rules: jobAlarms(scheduleName),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
  }

  /** What is needed to switch it on and off: `GROUP/NAME` of EventBridge Scheduler. */
  get ref(): { readonly schedule: string } {
    return { schedule: `${this.group.name}/${this.schedule.name}` };
  }

  /** May start this task in this cluster, with these two roles, and nothing else. */
  #schedulerRole({ environment, product, name, boundary }: JobProps): IamRole {
    const role = new IamRole(this, 'role', {
      name: resourceName(environment, [product, name, 'schedule'], 64),
      description: `Starts ${name} of ${product} on its schedule`,
      assumeRolePolicy: trustPolicy(
        { services: ['scheduler.amazonaws.com'] },
        { StringEquals: { 'aws:SourceAccount': environment.account } },
      ),
      ...(boundary !== undefined && { permissionsBoundary: boundary }),
    });
    const { definition, executionRole, role: taskRole } = this.task;
    new IamRolePolicy(this, 'policy', {
      name: 'start',
      role: role.name,
      policy: policyDocument([
        allow(['ecs:RunTask'], [`${definition.arnWithoutRevision}:*`], {
          ArnEquals: { 'ecs:cluster': environment.cluster },
        }),
        allow(
          ['ecs:TagResource'],
          [`arn:${partitionOf(environment.region)}:ecs:${environment.region}:${environment.account}:task/*`],
          {
            StringEquals: { 'ecs:CreateAction': 'RunTask' },
          },
        ),
        allow(['iam:PassRole'], [executionRole.arn, taskRole.arn], {
          StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
        }),
      ]),
    });
    return role;
  }

  /** A task that ends with another code than 0, or never started, is told to the alarm topic. */
  #tellFailures({ environment, product, name }: JobProps): CloudwatchEventRule {
    const rule = new CloudwatchEventRule(this, 'failures', {
      name: resourceName(environment, [product, name, 'failed'], 64),
      description: `${name} of ${product} failed`,
      eventPattern: JSON.stringify({
        source: ['aws.ecs'],
        'detail-type': ['ECS Task State Change'],
        detail: {
          group: [`family:${this.task.family}`],
          lastStatus: ['STOPPED'],
          clusterArn: [environment.cluster],
          $or: [
            { containers: { exitCode: [{ 'anything-but': [0] }] } },
            { stopCode: ['TaskFailedToStart', 'SpotInterruption'] },
          ],
        },
      }),
    });
    new CloudwatchEventTarget(this, 'failures-to-topic', { rule: rule.name, arn: environment.alarmTopic });
    return rule;
  }
}
