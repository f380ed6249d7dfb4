import { EcsService } from '#aws/ecs-service';
import type { EcsServiceConfig } from '#aws/ecs-service';
import type { EcsTaskDefinitionConfig } from '#aws/ecs-task-definition';
import { Construct } from 'constructs';
import { Connection, resolvedAt } from '../core/index.js';
import type { Placed } from '../core/index.js';
import type { TargetRef } from '../ingress/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { serviceAlarms } from './alarms.js';
import { lastPart } from './arn.js';
import { sayIdle } from './idle.js';
import { capacityOf, networkOf } from './placement.js';
import { resolveService } from './resolve.js';
import type { ServiceSettings, ServiceSpec } from './resolve.js';
import { ServiceScaling } from './scaling.js';
import { Task } from './task.js';

export type ServiceProps = Placed &
  ServiceSpec & {
    /** Where requests come from; needs `port`. @default none */
    readonly target?: TargetRef;
    /** ARN of the permission boundary of its roles. @default none */
    readonly boundary?: string;
    /** Names of alarms that stop a deployment and roll it back. @default none */
    readonly rollbackAlarms?: readonly string[];
    readonly alarms?: AlarmOverrides;
    /** Arguments merged last, shallow. */
    readonly overrides?: {
      readonly service?: Partial<EcsServiceConfig>;
      readonly definition?: Partial<EcsTaskDefinitionConfig>;
    };
  };

/** Containers that run all the time. */
export class Service extends Construct {
  readonly settings: ServiceSettings;
  readonly task: Task;
  readonly service: EcsService;
  readonly scaling?: ServiceScaling;
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { environment, product, name, port, target, overrides = {} } = props;
    const settings = (this.settings = resolvedAt(this, () => {
      if (target !== undefined && port === undefined)
        throw new Error('requests come from a load balancer, but it has no port; name the port that it listens on');
      return resolveService(name, props, environment);
    }));
    sayIdle(this, settings);
    this.task = new Task(this, 'task', {
      environment,
      product,
      name,
      settings: settings.task,
      ...(port !== undefined && { port }),
      ...(props.boundary !== undefined && { boundary: props.boundary }),
      ...(overrides.definition !== undefined && { overrides: overrides.definition }),
    });
    if (target !== undefined && port !== undefined)
      new Connection(this, 'from-balancer', {
        from: target.securityGroup,
        to: { securityGroup: this.task.securityGroup.id, port, why: `load balancer to ${name}` },
      });
    const { rollbackAlarms = [] } = props;
    this.service = new EcsService(this, 'service', {
      name: this.task.family,
      cluster: environment.cluster,
      taskDefinition: this.task.definition.arn,
      desiredCount: settings.desired,
      ...capacityOf(settings.task.capacity),
      networkConfiguration: networkOf(environment, this.task.securityGroup.id),
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: 'ENABLED',
      enableExecuteCommand: settings.task.shellAccess === 'allowed',
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
      ...(target !== undefined &&
        port !== undefined && {
          loadBalancer: [{ targetGroupArn: target.arn, containerName: name, containerPort: port }],
          healthCheckGracePeriodSeconds: settings.graceSeconds,
        }),
      ...(rollbackAlarms.length > 0 && {
        alarms: { alarmNames: [...rollbackAlarms], enable: true, rollback: true },
      }),
      dependsOn: [...this.task.ready, ...(target?.after ?? [])],
      ...(settings.left.length > 0 && { lifecycle: { ignoreChanges: [...settings.left] } }),
      ...overrides.service,
    });
    const cluster = lastPart(environment.cluster);
    if (settings.scaling !== undefined)
      this.scaling = new ServiceScaling(this, 'scaling', {
        cluster,
        service: this.service.name,
        settings,
        scaling: settings.scaling,
        ...(target !== undefined && { target }),
      });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name, 'service'],
      rules: serviceAlarms(cluster, this.task.family, environment.class),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
  }

  /** For the stack's output. */
  get ref(): { readonly cluster: string; readonly service: string } {
    return { cluster: this.service.cluster, service: this.service.name };
  }
}
