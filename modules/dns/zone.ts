import { Route53Record } from '#aws/route53-record';
import type { Route53ZoneConfig } from '#aws/route53-zone';
import { Route53Zone } from '#aws/route53-zone';
import { Construct } from 'constructs';
import type { Deletion, EnvironmentClass } from '../core/index.js';
import { classDefaults, resolvedAt } from '../core/index.js';
import { checkDnsName } from './names.js';

/** Who sees a zone: the world, or the VPCs named. */
export type ZoneVisibility = 'public' | { readonly vpcs: readonly string[] };

export interface ZonePlan {
  /** Without final dot. */
  readonly name: string;
  readonly class: EnvironmentClass;
  /** @default public */
  readonly visibility?: ZoneVisibility;
  /**
   * Certificate authorities that may issue for names in a public zone (CAA); an empty list lets every one.
   * @default amazon.com, which is ACM
   */
  readonly authorities?: readonly string[];
  /** `allowed` also lets a zone go with records that others made. @default refused in production and staging */
  readonly deletion?: Deletion;
}

export interface ZoneProps extends ZonePlan {
  readonly overrides?: Partial<Route53ZoneConfig>;
}

/** A zone with its defaults, checked. */
export interface ResolvedZone {
  readonly vpcs: readonly string[];
  readonly authorities: readonly string[];
  readonly deletion: Deletion;
}

/** A domain, then parameters: `ca.example; accounturi=https://ca.example/1` (RFC 8659, 4.2). */
const caaIssuer = /^[a-z0-9.-]+( *; *[a-z0-9]+=[\w:/.?=-]+)*$/;

/** @throws where the name is none, or a private zone has no VPC */
export function resolveZone({
  name,
  visibility = 'public',
  authorities,
  deletion,
  class: kind,
}: ZonePlan): ResolvedZone {
  checkDnsName(name, 'name');
  const vpcs = visibility === 'public' ? [] : visibility.vpcs;
  if (visibility !== 'public' && vpcs.length === 0)
    throw new Error('visibility: a private zone is seen from no VPC; name at least one');
  const wrong = authorities?.find((authority) => !caaIssuer.test(authority));
  if (wrong !== undefined)
    throw new Error(`authorities: ${wrong} is no issuer of a CAA record; write its domain, like amazon.com`);
  return {
    vpcs,
    authorities: visibility === 'public' ? (authorities ?? ['amazon.com']) : [],
    deletion: deletion ?? classDefaults[kind].deletion,
  };
}

/** A hosted zone of Route 53. Losing one loses its name servers, which the parent zone names: it is the last thing to be deleted. */
export class Zone extends Construct {
  readonly zone: Route53Zone;
  /** Who may issue certificates; none in a private zone. */
  readonly caa?: Route53Record;
  readonly name: string;

  constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id);
    const { vpcs, authorities, deletion } = resolvedAt(this, () => resolveZone(props));
    this.name = props.name;
    this.zone = new Route53Zone(this, 'zone', {
      name: props.name,
      comment: 'Made by dc-exit',
      forceDestroy: deletion === 'allowed',
      ...(vpcs.length > 0 && { vpc: vpcs.map((vpcId) => ({ vpcId })) }),
      ...(deletion === 'refused' && { lifecycle: { preventDestroy: true } }),
      ...props.overrides,
    });
    if (authorities.length > 0)
      this.caa = new Route53Record(this, 'caa', {
        zoneId: this.zone.zoneId,
        name: props.name,
        type: 'CAA',
        ttl: 3600,
        records: authorities.map((authority) => `0 issue "${authority}"`),
      });
  }

  get id(): string {
    return this.zone.zoneId;
  }

  get nameServers(): readonly string[] {
    return this.zone.nameServers;
  }
}
