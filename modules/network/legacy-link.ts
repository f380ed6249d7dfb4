import { CustomerGateway } from '#aws/customer-gateway';
import { Ec2TransitGatewayVpcAttachment } from '#aws/ec2-transit-gateway-vpc-attachment';
import { Route } from '#aws/route';
import type { VpnConnectionConfig } from '#aws/vpn-connection';
import { VpnConnection } from '#aws/vpn-connection';
import { VpnConnectionRoute } from '#aws/vpn-connection-route';
import { VpnGateway } from '#aws/vpn-gateway';
import { Construct } from 'constructs';
import { resourceName } from '../core/index.js';
import type { LegacyNetwork } from './resolve.js';

export interface LegacyLinkProps {
  readonly company: string;
  readonly environment: string;
  readonly vpc: string;
  readonly network: LegacyNetwork;
  /** Name to route table: all that should reach the datacenter. */
  readonly routeTables: Readonly<Record<string, string>>;
  /** Subnets in which a transit gateway gets its interfaces, one in each availability zone. */
  readonly subnets: readonly string[];
  readonly overrides?: Partial<VpnConnectionConfig>;
}

/**
 * What a tunnel may agree on: IKEv2 and what is not broken. Left alone, AWS also takes IKEv1, SHA-1 and Diffie-Hellman group 2. A gateway in the
 * datacenter that is too old for it needs `overrides`.
 */
function tunnel(n: 1 | 2): Partial<VpnConnectionConfig> {
  const encryption = ['AES256', 'AES128-GCM-16', 'AES256-GCM-16'];
  const integrity = ['SHA2-256', 'SHA2-384', 'SHA2-512'];
  const groups = [14, 15, 16, 17, 18, 19, 20, 21];
  return {
    [`tunnel${n}IkeVersions`]: ['ikev2'],
    [`tunnel${n}Phase1EncryptionAlgorithms`]: encryption,
    [`tunnel${n}Phase2EncryptionAlgorithms`]: encryption,
    [`tunnel${n}Phase1IntegrityAlgorithms`]: integrity,
    [`tunnel${n}Phase2IntegrityAlgorithms`]: integrity,
    [`tunnel${n}Phase1DhGroupNumbers`]: groups,
    [`tunnel${n}Phase2DhGroupNumbers`]: groups,
  };
}

/** A network as part of an address: `192-168-0-0-16`. */
const key = (cidr: string) => cidr.replaceAll(/[./]/g, '-');

/**
 * The way to the datacenter: static routes in every route table, and no open security group: who may talk to whom is decided where the service,
 * the fleet or the database is.
 */
export class LegacyLink extends Construct {
  /** With `via: 'vpn'`. Its pre-shared keys are in Secrets Manager, not in the state: `presharedKeyArn`. */
  readonly vpn?: VpnConnection;
  /** With `via: 'vpn'`. */
  readonly gateway?: VpnGateway;
  /** With `via: 'transitGateway'`. */
  readonly attachment?: Ec2TransitGatewayVpcAttachment;

  constructor(scope: Construct, id: string, props: LegacyLinkProps) {
    super(scope, id);
    const { network, vpc } = props;
    const Name = resourceName({ company: props.company, name: props.environment }, ['datacenter'], 255);
    if (network.via === 'transitGateway') {
      const attachment = new Ec2TransitGatewayVpcAttachment(this, 'attachment', {
        transitGatewayId: network.id,
        vpcId: vpc,
        subnetIds: [...props.subnets],
        tags: { Name },
      });
      this.attachment = attachment;
      this.routes(props, { transitGatewayId: network.id, dependsOn: [attachment] });
      return;
    }
    const customer = new CustomerGateway(this, 'customer-gateway', {
      type: 'ipsec.1',
      ipAddress: network.gateway,
      // Unused with static routes, but AWS wants one: the first private number.
      bgpAsn: '65000',
      tags: { Name },
    });
    const gateway = new VpnGateway(this, 'gateway', { vpcId: vpc, tags: { Name } });
    const vpn = new VpnConnection(this, 'vpn', {
      type: 'ipsec.1',
      customerGatewayId: customer.id,
      vpnGatewayId: gateway.id,
      staticRoutesOnly: true,
      presharedKeyStorage: 'SecretsManager',
      ...tunnel(1),
      ...tunnel(2),
      tags: { Name },
      ...props.overrides,
    });
    for (const cidr of network.cidrs)
      new VpnConnectionRoute(this, `announced-${key(cidr)}`, {
        vpnConnectionId: vpn.id,
        destinationCidrBlock: cidr,
      });
    this.gateway = gateway;
    this.vpn = vpn;
    this.routes(props, { gatewayId: gateway.id });
  }

  private routes(
    { network, routeTables }: LegacyLinkProps,
    by:
      | { readonly gatewayId: string }
      | { readonly transitGatewayId: string; readonly dependsOn: Ec2TransitGatewayVpcAttachment[] },
  ): void {
    for (const [table, routeTableId] of Object.entries(routeTables))
      for (const cidr of network.cidrs)
        new Route(this, `${table}-${key(cidr)}`, { routeTableId, destinationCidrBlock: cidr, ...by });
  }
}
