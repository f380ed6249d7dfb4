import { AppautoscalingPolicy } from '#aws/appautoscaling-policy';
import { AppautoscalingTarget } from '#aws/appautoscaling-target';
import { Construct } from 'constructs';
import type { TargetRef } from '../ingress/index.js';
import type { ServiceSettings } from './resolve.js';

export interface ServiceScalingProps {
  readonly cluster: string;
  readonly service: string;
  readonly settings: ServiceSettings;
  readonly scaling: NonNullable<ServiceSettings['scaling']>;
  readonly target?: TargetRef;
}

/** Target tracking: as many tasks as keep CPU, memory and requests near their aim. */
export class ServiceScaling extends Construct {
  readonly range: AppautoscalingTarget;
  readonly policies: Readonly<Record<string, AppautoscalingPolicy>>;

  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { settings, scaling, target } = props;
    const serviceNamespace = 'ecs';
    const scalableDimension = 'ecs:service:DesiredCount';
    this.range = new AppautoscalingTarget(this, 'range', {
      serviceNamespace,
      scalableDimension,
      resourceId: `service/${props.cluster}/${props.service}`,
      // Registering a minimum starts so many tasks at once, so an idle service registers 0.
      minCapacity: settings.desired,
      maxCapacity: settings.count.max,
      ...(settings.idle !== undefined && { lifecycle: { ignoreChanges: ['min_capacity'] } }),
    });
    const aims = [
      { name: 'cpu', metric: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' }, aim: scaling.cpuPercent },
      {
        name: 'memory',
        metric: { predefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
        aim: scaling.memoryPercent,
      },
      ...(scaling.requestsPerTask === undefined || target === undefined
        ? []
        : [
            {
              name: 'requests',
              metric: {
                predefinedMetricType: 'ALBRequestCountPerTarget',
                resourceLabel: `${target.loadBalancer}/${target.metric}`,
              },
              aim: scaling.requestsPerTask,
            },
          ]),
    ];
    this.policies = Object.fromEntries(
      aims.map(({ name, metric, aim }) => [
        name,
        new AppautoscalingPolicy(this, name, {
          name: `${props.service}-${name}`,
          policyType: 'TargetTrackingScaling',
          serviceNamespace,
          scalableDimension,
          resourceId: this.range.resourceId,
          targetTrackingScalingPolicyConfiguration: {
            targetValue: aim,
            predefinedMetricSpecification: metric,
            scaleInCooldown: 300,
            scaleOutCooldown: 60,
          },
        }),
      ]),
    );
  }
}
