import { AutoscalingGroup } from '#aws/autoscaling-group';
import type {
  AutoscalingGroupConfig,
  AutoscalingGroupInitialLifecycleHook,
  AutoscalingGroupInstanceRefresh,
  AutoscalingGroupMixedInstancesPolicy,
} from '#aws/autoscaling-group';
import { AutoscalingLifecycleHook } from '#aws/autoscaling-lifecycle-hook';
import { AutoscalingPolicy } from '#aws/autoscaling-policy';
import type { ITerraformDependable } from '#cdktf';
import { Construct } from 'constructs';
import type { EnvironmentRef } from '../core/index.js';
import type { TargetRef } from '../ingress/index.js';
import type { FleetSettings } from './resolve.js';
import type { FleetSpec, PoolSpec } from './spec.js';

export interface MachineGroupProps {
  readonly environment: EnvironmentRef;
  /** Name of the group. */
  readonly name: string;
  /** Name of the launch hook. */
  readonly hook: string;
  readonly spec: FleetSpec;
  readonly settings: FleetSettings;
  readonly template: { readonly id: string; readonly version: string };
  /** Names of alarms that stop a replacement. */
  readonly stopAlarms: readonly string[];
  readonly target?: TargetRef;
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
  readonly overrides?: Partial<AutoscalingGroupConfig>;
}

const groupMetrics = [
  'GroupMinSize',
  'GroupMaxSize',
  'GroupDesiredCapacity',
  'GroupInServiceInstances',
  'GroupPendingInstances',
  'GroupStandbyInstances',
  'GroupTerminatingInstances',
  'GroupTotalInstances',
  'GroupInServiceCapacity',
  'GroupPendingCapacity',
  'GroupStandbyCapacity',
  'GroupTerminatingCapacity',
  'GroupTotalCapacity',
];

/** New before old, one extra at a time in groups up to ten. */
const replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 110 } as const;

/** One disk cannot be at two machines: a rehosted server goes before its successor comes. */
const succession = { minHealthyPercentage: 0, maxHealthyPercentage: 100 } as const;

/** The auto scaling group of a fleet. */
export class MachineGroup extends Construct {
  readonly group: AutoscalingGroup;
  readonly hook: AutoscalingLifecycleHook;
  readonly scaling?: AutoscalingPolicy;

  constructor(scope: Construct, id: string, props: MachineGroupProps) {
    super(scope, id);
    const { environment, spec, settings, target } = props;
    const hook: AutoscalingGroupInitialLifecycleHook = {
      name: props.hook,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      heartbeatTimeout: settings.bootSeconds,
      // An instance that says nothing has not booted.
      defaultResult: 'ABANDON',
    };
    this.group = new AutoscalingGroup(this, 'group', {
      name: props.name,
      minSize: settings.min,
      maxSize: settings.max,
      vpcZoneIdentifier: settings.azs.flatMap((az) => environment.subnets.private[az] ?? []),
      ...machines(props),
      ...(spec.kind === 'pool' && replaced(spec, props.stopAlarms, settings)),
      instanceMaintenancePolicy: spec.kind === 'pool' ? replacement : succession,
      healthCheckType: target === undefined ? 'EC2' : 'ELB',
      healthCheckGracePeriod: settings.graceSeconds,
      ...(target !== undefined && { targetGroupArns: [target.arn] }),
      terminationPolicies: ['OldestLaunchTemplate', 'Default'],
      enabledMetrics: groupMetrics,
      // The machines say themselves when they are ready; a deploy does not wait for them.
      waitForCapacityTimeout: '0',
      initialLifecycleHook: [hook],
      tag: Object.entries(props.tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      dependsOn: [...props.dependsOn],
      lifecycle: {
        // Another hook here would replace the group: later changes come with the resource below.
        ignoreChanges: [
          'initial_lifecycle_hook',
          ...(settings.idle === undefined ? [] : ['min_size', 'desired_capacity']),
        ],
      },
      ...props.overrides,
    });
    this.hook = new AutoscalingLifecycleHook(this, 'hook', { autoscalingGroupName: this.group.name, ...hook });
    if (settings.ranges && spec.kind === 'pool')
      this.scaling = new AutoscalingPolicy(this, 'cpu', {
        name: `${props.name}-cpu`,
        autoscalingGroupName: this.group.name,
        policyType: 'TargetTrackingScaling',
        targetTrackingConfiguration: {
          targetValue: spec.cpuPercent ?? 60,
          predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' },
        },
      });
  }
}

/** One launch template, or several types of it with a share of spot instances. */
function machines({ spec, template }: MachineGroupProps): Partial<AutoscalingGroupConfig> {
  const { id, version } = template;
  if (spec.kind === 'rehosted' || (spec.spot === undefined && spec.moreTypes === undefined))
    return { launchTemplate: { id, version } };
  const { percent = 0, base = 0 } = spec.spot ?? {};
  const policy: AutoscalingGroupMixedInstancesPolicy = {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: id, version },
      override: [spec.type, ...(spec.moreTypes ?? [])].map((instanceType) => ({ instanceType })),
    },
    instancesDistribution: {
      onDemandAllocationStrategy: 'prioritized',
      onDemandBaseCapacity: base,
      onDemandPercentageAboveBaseCapacity: 100 - percent,
      spotAllocationStrategy: 'price-capacity-optimized',
    },
  };
  return { mixedInstancesPolicy: policy, capacityRebalance: percent > 0 };
}

/** Replacement by a new launch template, and by age. */
function replaced(spec: PoolSpec, alarms: readonly string[], settings: FleetSettings): Partial<AutoscalingGroupConfig> {
  const warmup = spec.warmupSeconds ?? 120;
  const instanceRefresh: AutoscalingGroupInstanceRefresh = {
    strategy: 'Rolling',
    preferences: {
      ...replacement,
      instanceWarmup: String(warmup),
      skipMatching: true,
      // AWS cannot roll back to an image that a parameter names; the alarms still stop the replacement.
      autoRollback: !settings.image.startsWith('resolve:'),
      scaleInProtectedInstances: 'Wait',
      standbyInstances: 'Wait',
      ...(alarms.length > 0 && { alarmSpecification: { alarms: [...alarms] } }),
    },
  };
  return {
    instanceRefresh,
    defaultInstanceWarmup: warmup,
    maxInstanceLifetime: (spec.maxLifetimeDays ?? 14) * 86_400,
  };
}
