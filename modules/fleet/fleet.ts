import type { AutoscalingGroupConfig } from '#aws/autoscaling-group';
import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import type { EbsVolumeConfig } from '#aws/ebs-volume';
import type { LaunchTemplateConfig } from '#aws/launch-template';
import { SecurityGroup } from '#aws/security-group';
import { VpcSecurityGroupEgressRule } from '#aws/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '#aws/vpc-security-group-ingress-rule';
import { Annotations, Token } from '#cdktf';
import { Construct } from 'constructs';
import { Connection, resolvedAt, resourceName, tagsOf } from '../core/index.js';
import type { Deletion, Placed } from '../core/index.js';
import type { TargetRef } from '../ingress/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { fleetAlarms } from './alarms.js';
import { userData } from './boot.js';
import { Disks } from './disks.js';
import { MachineGroup } from './group.js';
import { MachineTemplate } from './launch-template.js';
import { resolveFleet } from './resolve.js';
import type { FleetSettings } from './resolve.js';
import { FleetRole } from './role.js';
import type { FleetSpec } from './spec.js';

export type FleetProps = Placed &
  FleetSpec & {
    /** Where requests come from; needs `port`. @default none */
    readonly target?: TargetRef;
    /** Of instances, volumes and network interfaces, besides the name. @default those of `tagsOf` */
    readonly tags?: Readonly<Record<string, string>>;
    /** Of the disks of a rehosted server, by name. @default by class: refused in production and staging */
    readonly deletion?: Readonly<Record<string, Deletion>>;
    /** ARN of the permission boundary of its role. @default none */
    readonly boundary?: string;
    readonly alarms?: AlarmOverrides;
    /** Arguments merged last, shallow. */
    readonly overrides?: {
      readonly group?: Partial<AutoscalingGroupConfig>;
      readonly template?: Partial<LaunchTemplateConfig>;
      readonly disks?: Readonly<Record<string, Partial<EbsVolumeConfig>>>;
    };
  };

/** The launch hook that the end of the boot answers. */
const hook = 'boot';

/** Virtual machines: a pool that is replaced at will, or one rehosted server that keeps its disks. */
export class Fleet extends Construct {
  readonly settings: FleetSettings;
  readonly logGroup: CloudwatchLogGroup;
  readonly securityGroup: SecurityGroup;
  /** Of a rehosted server. */
  readonly disks?: Disks;
  readonly role: FleetRole;
  readonly template: MachineTemplate;
  readonly group: MachineGroup;
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { environment, product, name, overrides = {} } = props;
    const placed: Placed = { environment, product, name };
    const settings = (this.settings = resolvedAt(this, () => {
      if (props.target !== undefined && props.port === undefined)
        throw new Error('requests come from a load balancer, but it has no port; name the port that it listens on');
      return resolveFleet(name, props, environment);
    }));
    if (settings.idle !== undefined) Annotations.of(this).addInfo(settings.idle);
    const groupName = resourceName(environment, [product, name], 255);
    const tags = {
      ...tagsOf({ company: environment.company, environment: environment.name, class: environment.class, product }),
      ...props.tags,
      Name: groupName,
    };
    this.logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/${environment.name}/${product}/${name}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: environment.kmsKey,
    });
    this.securityGroup = this.#network(props);
    if (props.kind === 'rehosted')
      this.disks = new Disks(this, 'disks', {
        ...placed,
        disks: settings.disks,
        az: props.az,
        tags,
        ...(props.deletion !== undefined && { deletion: props.deletion }),
        ...(overrides.disks !== undefined && { overrides: overrides.disks }),
      });
    const lasting = this.disks?.byName ?? {};
    this.role = new FleetRole(this, 'role', {
      ...placed,
      settings,
      group: groupName,
      securityGroup: this.securityGroup.id,
      logGroup: this.logGroup.arn,
      volumes: Object.values(lasting).map(({ arn }) => arn),
      ...(props.boundary !== undefined && { boundary: props.boundary }),
    });
    this.template = new MachineTemplate(this, 'machine', {
      ...placed,
      settings,
      type: props.type,
      disks: props.kind === 'pool' ? 'own' : 'attached',
      securityGroup: this.securityGroup.id,
      profile: this.role.profile.arn,
      userData: resolvedAt(this, () =>
        userData({
          ...settings,
          region: environment.region,
          group: groupName,
          hook,
          logGroup: this.logGroup.name,
          disks: settings.disks.map(({ name: disk, device, mount }) => {
            const volume = lasting[disk]?.id;
            return { device, mount, ...(volume !== undefined && { volume }) };
          }),
        }),
      ),
      tags,
      ...(overrides.template !== undefined && { overrides: overrides.template }),
    });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name, 'fleet'],
      rules: fleetAlarms(groupName, settings.os, environment.class),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
    const { template } = this.template;
    this.group = new MachineGroup(this, 'group', {
      environment,
      name: groupName,
      hook,
      spec: props,
      settings,
      // The attribute, so that a new version starts a replacement; `$Latest` never does.
      template: { id: template.id, version: Token.asString(template.latestVersion) },
      stopAlarms: this.#stopAlarms(props),
      tags,
      dependsOn: this.role.ready,
      ...(props.target !== undefined && { target: props.target }),
      ...(overrides.group !== undefined && { overrides: overrides.group }),
    });
  }

  /** For the stack's output. */
  get ref(): { readonly group: string; readonly launchTemplate: string } {
    return { group: this.group.group.name, launchTemplate: this.template.template.id };
  }

  #stopAlarms(props: FleetProps): readonly string[] {
    if (props.kind === 'rehosted') return [];
    if (props.stopAlarms !== undefined) return props.stopAlarms;
    const status = this.alarms.byName['status'];
    return status === undefined ? [] : [status.alarmName];
  }

  #network({ environment, product, name, port, target }: FleetProps): SecurityGroup {
    const group = new SecurityGroup(this, 'security-group', {
      // Data stores may have the same name, and their groups are in the same VPC.
      name: resourceName(environment, [product, name, 'machine'], 255),
      description: `${name} of ${product}`,
      vpcId: environment.vpc,
    });
    const open = { http: { port: 80, cidr: '0.0.0.0/0' }, https: { port: 443, cidr: '0.0.0.0/0' } };
    for (const [to, { port: toPort, cidr }] of Object.entries({ ...open, ...this.settings.egress }))
      new VpcSecurityGroupEgressRule(this, `to-${to}`, {
        securityGroupId: group.id,
        cidrIpv4: cidr,
        ipProtocol: 'tcp',
        fromPort: toPort,
        toPort,
        description: `${name} to ${to}`,
      });
    if (port === undefined) return group;
    for (const [from, cidrIpv4] of this.settings.from)
      new VpcSecurityGroupIngressRule(this, `from-${from}`, {
        securityGroupId: group.id,
        cidrIpv4,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        description: `${from} to ${name}`,
      });
    if (target !== undefined)
      new Connection(this, 'from-balancer', {
        from: target.securityGroup,
        to: { securityGroup: group.id, port, why: `load balancer to ${name}` },
      });
    return group;
  }
}
