import { SecurityGroup } from '#aws/security-group';
import { VpcEndpoint } from '#aws/vpc-endpoint';
import { VpcEndpointRouteTableAssociation } from '#aws/vpc-endpoint-route-table-association';
import { VpcEndpointSubnetAssociation } from '#aws/vpc-endpoint-subnet-association';
import { VpcSecurityGroupIngressRule } from '#aws/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { resourceName } from '../core/index.js';
import type { InterfaceEndpoint } from './resolve.js';

export interface EndpointsProps {
  readonly company: string;
  readonly environment: string;
  readonly region: string;
  readonly vpc: string;
  /** The VPC's network: what may call the interface endpoints. */
  readonly cidr: string;
  readonly gateway: readonly ('s3' | 'dynamodb')[];
  readonly interface: readonly InterfaceEndpoint[];
  /** Name to route table: which get the gateway endpoints. */
  readonly routeTables: Readonly<Record<string, string>>;
  /** Availability zone to the private subnet with the interface endpoints. */
  readonly subnets: Readonly<Record<string, string>>;
}

/**
 * AWS services without the way through the internet. Route tables and subnets are associated one by one, so that another availability zone
 * changes no endpoint.
 */
export class Endpoints extends Construct {
  readonly byService: Readonly<Record<string, VpcEndpoint>>;
  /** Around the interface endpoints; none without them. */
  readonly securityGroup?: SecurityGroup;

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { vpc, region } = props;
    const name = (part: string) => resourceName({ company: props.company, name: props.environment }, [part], 255);
    const endpoint = (service: string, kind: 'Gateway' | 'Interface', securityGroup?: SecurityGroup): VpcEndpoint => {
      const at = new Construct(this, service);
      const made = new VpcEndpoint(at, 'endpoint', {
        vpcId: vpc,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: kind,
        tags: { Name: name(service) },
        ...(securityGroup !== undefined && { privateDnsEnabled: true, securityGroupIds: [securityGroup.id] }),
      });
      if (kind === 'Gateway')
        for (const [table, routeTableId] of Object.entries(props.routeTables))
          new VpcEndpointRouteTableAssociation(at, table, { vpcEndpointId: made.id, routeTableId });
      else
        for (const [az, subnetId] of Object.entries(props.subnets))
          new VpcEndpointSubnetAssociation(at, az, { vpcEndpointId: made.id, subnetId });
      return made;
    };
    const gateways = props.gateway.map((service) => [service, endpoint(service, 'Gateway')] as const);
    const interfaces: (readonly [string, VpcEndpoint])[] = [];
    if (props.interface.length > 0) {
      const group = new SecurityGroup(this, 'security-group', {
        name: name('endpoints'),
        description: 'AWS services, called from inside the VPC',
        vpcId: vpc,
        tags: { Name: name('endpoints') },
      });
      new VpcSecurityGroupIngressRule(this, 'https', {
        securityGroupId: group.id,
        cidrIpv4: props.cidr,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        description: 'HTTPS from inside the VPC',
      });
      this.securityGroup = group;
      for (const service of props.interface) interfaces.push([service, endpoint(service, 'Interface', group)]);
    }
    this.byService = Object.fromEntries([...gateways, ...interfaces]);
  }
}
