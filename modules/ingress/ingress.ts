import type { LbConfig } from '#aws/lb';
import { VpcSecurityGroupIngressRule } from '#aws/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { resolvedAt } from '../core/index.js';
import type { EnvironmentRef } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides, AlarmsProps } from '../monitoring/alarms.js';
import { balancerAlarms, networkAlarms, targetAlarms } from './alarms.js';
import { ApplicationBalancer } from './application.js';
import type { ApplicationOverrides } from './application.js';
import { NetworkBalancer } from './network.js';
import { resolveIngress } from './resolve.js';
import type { IngressSettings, IngressSpec } from './resolve.js';
import type { TargetRef } from './target-group.js';

export type IngressProps = IngressSpec & {
  readonly environment: EnvironmentRef;
  readonly product: string;
  /** Thresholds, or false to drop an alarm: of the load balancers, and of each target group. */
  readonly alarms?: {
    readonly alb?: AlarmOverrides;
    readonly nlb?: AlarmOverrides;
    readonly targets?: Readonly<Record<string, AlarmOverrides>>;
  };
  /** Arguments merged last, shallow. */
  readonly overrides?: ApplicationOverrides & { readonly nlb?: Partial<LbConfig> };
};

/** How clients reach a product: an NLB with Elastic IPs before an ALB, an ALB, or an ALB inside the VPC. */
export class Ingress extends Construct {
  readonly settings: IngressSettings;
  readonly application: ApplicationBalancer;
  readonly network?: NetworkBalancer;
  readonly alarms: readonly Alarms[];

  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    const { environment, product, overrides = {} } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveIngress(props, environment)));
    this.application = new ApplicationBalancer(this, 'application', {
      environment,
      product,
      spec: props,
      settings,
      overrides,
    });
    if (props.kind === 'static')
      this.network = new NetworkBalancer(this, 'network', {
        environment,
        product,
        allocations: props.allocations,
        application: this.application,
        settings,
        ...(overrides.nlb !== undefined && { overrides: overrides.nlb }),
      });
    else this.#open(settings);
    this.alarms = this.#alarms(props);
  }

  /** What a service or fleet registers in. @throws where there is no such target */
  target(name: string): TargetRef {
    return this.application.target(name);
  }

  get alarmArns(): readonly string[] {
    return this.alarms.flatMap(({ arns }) => arns);
  }

  #open(settings: IngressSettings): void {
    const { group, https } = this.application;
    for (const [name, cidrIpv4] of settings.from)
      for (const port of https === undefined ? [80] : [443, 80])
        new VpcSecurityGroupIngressRule(this, `from-${name}-${port}`, {
          securityGroupId: group.id,
          cidrIpv4,
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          description: `${name} to port ${port}`,
        });
  }

  #alarms({ environment, product, alarms = {} }: IngressProps): readonly Alarms[] {
    const { alb, targetGroups } = this.application;
    const make = (id: string, subject: string, rules: AlarmsProps['rules'], overrides: AlarmOverrides | undefined) =>
      new Alarms(this, id, {
        environment,
        subject: [product, 'ingress', subject],
        rules,
        ...(overrides !== undefined && { overrides }),
      });
    const network = this.network;
    // Legacy, where it has the connections; else the ALB.
    const toLegacy = (this.settings.passThrough?.weight ?? 0) > 0 ? network?.legacy : undefined;
    const main = toLegacy ?? network?.targetGroups[443] ?? network?.targetGroups[80];
    return [
      make('alarms-alb', 'alb', balancerAlarms(alb.arnSuffix, environment.class), alarms.alb),
      ...Object.entries(targetGroups).map(([name, { group }]) =>
        make(`alarms-${name}`, `target-${name}`, targetAlarms(alb.arnSuffix, group.arnSuffix), alarms.targets?.[name]),
      ),
      ...(network === undefined || main === undefined
        ? []
        : [make('alarms-nlb', 'nlb', networkAlarms(network.nlb.arnSuffix, main.arnSuffix), alarms.nlb)]),
    ];
  }
}
