import { Lb } from '#aws/lb';
import type { LbConfig } from '#aws/lb';
import { LbListener } from '#aws/lb-listener';
import type { LbListenerDefaultAction } from '#aws/lb-listener';
import { LbTargetGroup } from '#aws/lb-target-group';
import { LbTargetGroupAttachment } from '#aws/lb-target-group-attachment';
import { SecurityGroup } from '#aws/security-group';
import { VpcSecurityGroupIngressRule } from '#aws/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { Connection, keptBy, resourceName } from '../core/index.js';
import type { EnvironmentRef } from '../core/index.js';
import { aliveRule } from './application.js';
import type { ApplicationBalancer } from './application.js';
import type { IngressSettings, PassThrough } from './resolve.js';
import { LegacyRules, targetGroupName } from './target-group.js';

export interface NetworkBalancerProps {
  readonly environment: EnvironmentRef;
  readonly product: string;
  /** Availability zone to allocation id. */
  readonly allocations: Readonly<Record<string, string>>;
  readonly application: ApplicationBalancer;
  readonly settings: IngressSettings;
  readonly overrides?: Partial<LbConfig>;
}

/** The NLB with the Elastic IPs: hands TCP connections on to the ALB, or to the datacenter. */
export class NetworkBalancer extends Construct {
  readonly group: SecurityGroup;
  readonly nlb: Lb;
  /** By port. */
  readonly listeners: Readonly<Record<string, LbListener>>;
  /** By port; each leads to the ALB's listener of that port. */
  readonly targetGroups: Readonly<Record<string, LbTargetGroup>>;
  readonly legacy?: LbTargetGroup;

  constructor(scope: Construct, id: string, props: NetworkBalancerProps) {
    super(scope, id);
    const { environment, product, application, settings } = props;
    const { passThrough } = settings;
    const tls = application.https !== undefined;
    this.group = new SecurityGroup(this, 'group', {
      name: resourceName(environment, [product, 'ingress', 'nlb'], 255),
      description: `NLB of ${product}`,
      vpcId: environment.vpc,
    });
    this.nlb = new Lb(this, 'nlb', {
      name: resourceName(environment, [product, 'nlb'], 32),
      loadBalancerType: 'network',
      internal: false,
      // Only possible when it is made: a load balancer without a security group never gets one.
      securityGroups: [this.group.id],
      subnetMapping: Object.entries(props.allocations).map(([az, allocationId]) => ({
        subnetId: environment.subnets.public[az] ?? '',
        allocationId,
      })),
      // Otherwise a zone whose targets fail drops its address from DNS, while partners still call it.
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: settings.deletion === 'refused',
      lifecycle: keptBy(settings.deletion),
      ...props.overrides,
    });
    if (passThrough !== undefined) this.legacy = this.#passThrough(props, passThrough);
    const ports = tls ? [443, 80] : [80];
    this.targetGroups = Object.fromEntries(ports.map((port) => [port, this.#toApplication(props, port)]));
    const open = passThrough === undefined || tls ? ports : [443, ...ports];
    this.listeners = Object.fromEntries(
      open.map((port) => {
        for (const [name, cidrIpv4] of settings.from)
          new VpcSecurityGroupIngressRule(this, `from-${name}-${port}`, {
            securityGroupId: this.group.id,
            cidrIpv4,
            ipProtocol: 'tcp',
            fromPort: port,
            toPort: port,
            description: `${name} to port ${port}`,
          });
        const listener = new LbListener(this, `listener-${port}`, {
          loadBalancerArn: this.nlb.arn,
          port,
          protocol: 'TCP',
          defaultAction: [this.#action(port, passThrough)],
        });
        return [port, listener];
      }),
    );
  }

  /** An ALB-type target group takes one ALB, at a port that the ALB listens on. */
  #toApplication({ environment, product, application }: NetworkBalancerProps, port: number): LbTargetGroup {
    const tls = port === 443;
    const group = new LbTargetGroup(this, `target-${port}`, {
      name: targetGroupName(environment, [product, `alb${port}`], ['alb', 'TCP', port]),
      vpcId: environment.vpc,
      targetType: 'alb',
      port,
      protocol: 'TCP',
      healthCheck: {
        protocol: tls ? 'HTTPS' : 'HTTP',
        path: aliveRule.path,
        // Port 80 beside TLS answers everything with a redirect.
        matcher: '200-399',
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
      lifecycle: { createBeforeDestroy: true },
    });
    new LbTargetGroupAttachment(this, `alb-${port}`, {
      targetGroupArn: group.arn,
      targetId: application.alb.arn,
      port,
      // AWS refuses an ALB that does not listen there yet.
      dependsOn: [tls && application.https !== undefined ? application.https : application.http],
    });
    new Connection(this, `to-alb-${port}`, {
      from: this.group.id,
      to: { securityGroup: application.group.id, port, why: `NLB of ${product} to its ALB` },
    });
    return group;
  }

  #passThrough(
    { environment, product }: NetworkBalancerProps,
    { addresses, port, proxyProtocol }: Required<PassThrough>,
  ): LbTargetGroup {
    const group = new LbTargetGroup(this, 'legacy', {
      name: targetGroupName(environment, [product, 'legacy'], ['ip', 'TCP', port]),
      vpcId: environment.vpc,
      targetType: 'ip',
      port,
      protocol: 'TCP',
      preserveClientIp: 'false',
      proxyProtocolV2: proxyProtocol === 'v2',
      deregistrationDelay: '30',
      healthCheck: { protocol: 'TCP', interval: 10, timeout: 10, healthyThreshold: 3, unhealthyThreshold: 3 },
      lifecycle: { createBeforeDestroy: true },
    });
    for (const address of addresses)
      new LbTargetGroupAttachment(this, `legacy-${address}`, {
        targetGroupArn: group.arn,
        targetId: address,
        port,
        availabilityZone: 'all',
      });
    new LegacyRules(this, 'legacy-rules', { from: this.group.id, addresses, port });
    return group;
  }

  #action(port: number, passThrough: Required<PassThrough> | undefined): LbListenerDefaultAction {
    const application = this.targetGroups[port];
    if (port !== 443 || this.legacy === undefined || passThrough === undefined)
      return { type: 'forward', targetGroupArn: application?.arn ?? '' };
    if (application === undefined) return { type: 'forward', targetGroupArn: this.legacy.arn };
    return {
      type: 'forward',
      forward: {
        targetGroup: [
          { arn: this.legacy.arn, weight: passThrough.weight },
          { arn: application.arn, weight: 100 - passThrough.weight },
        ],
      },
    };
  }
}
