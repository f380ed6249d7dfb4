import { createHash } from 'node:crypto';
import { LbTargetGroup } from '#aws/lb-target-group';
import type { LbTargetGroupConfig } from '#aws/lb-target-group';
import { LbTargetGroupAttachment } from '#aws/lb-target-group-attachment';
import { VpcSecurityGroupEgressRule } from '#aws/vpc-security-group-egress-rule';
import type { ITerraformDependable } from '#cdktf';
import { Construct } from 'constructs';
import { resourceName } from '../core/index.js';
import type { EnvironmentRef } from '../core/index.js';
import type { Target } from './targets.js';

/** What a service or fleet needs to know of the target group that it registers in. */
export interface TargetRef {
  readonly arn: string;
  /** Where the load balancer's requests come from. */
  readonly securityGroup: string;
  /** CloudWatch's dimension, `targetgroup/…`. */
  readonly metric: string;
  /** CloudWatch's dimension of the load balancer, `app/…`. */
  readonly loadBalancer: string;
  /** ECS refuses a target group that no listener uses yet: what must be there before. */
  readonly after: readonly ITerraformDependable[];
}

export interface TargetGroupProps {
  readonly environment: EnvironmentRef;
  readonly product: string;
  readonly target: Target;
  readonly overrides?: Partial<LbTargetGroupConfig>;
}

/**
 * A target group's name: a change of what cannot be changed in place makes another group, which is there before the old one goes. So it is part of
 * the name.
 */
export function targetGroupName(
  environment: { readonly company: string; readonly name: string },
  parts: readonly string[],
  fixed: readonly (string | number)[],
): string {
  const digest = createHash('sha256').update(fixed.join(' ')).digest('hex').slice(0, 4);
  return resourceName(environment, [...parts, digest], 32);
}

/** One target group of the ALB. */
export class TargetGroup extends Construct {
  readonly group: LbTargetGroup;

  constructor(scope: Construct, id: string, props: TargetGroupProps) {
    super(scope, id);
    const { environment, product, target } = props;
    const { health } = target;
    this.group = new LbTargetGroup(this, 'group', {
      name: targetGroupName(environment, [product, target.name], [target.type, target.protocol, target.port]),
      vpcId: environment.vpc,
      targetType: target.type,
      port: target.port,
      protocol: target.protocol,
      deregistrationDelay: String(target.deregistrationSeconds),
      healthCheck: {
        protocol: target.protocol,
        path: health.path,
        matcher: health.codes,
        interval: health.intervalSeconds,
        timeout: health.timeoutSeconds,
        healthyThreshold: health.healthyAfter,
        unhealthyThreshold: health.unhealthyAfter,
      },
      ...(target.stickySeconds !== undefined && {
        stickiness: { type: 'lb_cookie', enabled: true, cookieDuration: target.stickySeconds },
      }),
      lifecycle: { createBeforeDestroy: true },
      ...props.overrides,
    });
    for (const address of target.addresses)
      new LbTargetGroupAttachment(this, address, {
        targetGroupArn: this.group.arn,
        targetId: address,
        port: target.port,
        // Addresses outside the VPC belong to no zone.
        availabilityZone: 'all',
      });
  }
}

/** Lets a security group reach addresses in the datacenter: one rule each, by address. */
export class LegacyRules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly from: string; readonly addresses: readonly string[]; readonly port: number },
  ) {
    super(scope, id);
    for (const address of props.addresses)
      new VpcSecurityGroupEgressRule(this, address, {
        securityGroupId: props.from,
        cidrIpv4: `${address}/32`,
        ipProtocol: 'tcp',
        fromPort: props.port,
        toPort: props.port,
        description: `to ${address} in the datacenter`,
      });
  }
}
