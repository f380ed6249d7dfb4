import type { Estate } from '../../../../estate/index.js';
import type { StandbyUnit } from '../../../cutover/scope.js';
import type { Deployed } from '../../../cutover/scope-of.js';

/** What the stacks would say, where they are not deployed: addresses of a range kept for documentation (RFC 5737, TEST-NET-3). */
export interface StandIns {
  readonly zoneIds: Readonly<Record<string, string>>;
  readonly deployed: Readonly<Record<string, Deployed>>;
  /** What a load balancer's name answers. */
  readonly addressesOf: ReadonlyMap<string, readonly string[]>;
}

const address = (last: number): string => `203.0.113.${last}`;

/** Zone id of load balancers that nobody has. */
const balancerZone = 'ZSTANDIN000001';

export function standIns(estate: Estate): StandIns {
  const hosted = Object.values(estate.zones).filter((zone) => zone.at === 'route53');
  const zoneIds = Object.fromEntries(
    hosted.map((zone, i) => [
      zone.name,
      zone.origin === 'existing' ? zone.id : `ZSTANDIN${String(i + 1).padStart(6, '0')}Z`,
    ]),
  );
  const sources = [...Array(2).keys()].map((i) => address(101 + i));
  const addressesOf = new Map<string, readonly string[]>();
  const deployed: Record<string, Deployed> = {};
  let next = 11;
  for (const product of Object.values(estate.products)) {
    const { env } = product.cutover;
    const deployment = product.in[env];
    if (deployment === undefined) continue;
    const { ingress } = deployment;
    const reachable = ingress.kind === 'static' || ingress.kind === 'public';
    const count = ingress.kind === 'none' ? 0 : ingress.azs.length;
    const ips = reachable ? [...Array(count).keys()].map((i) => address(next + i)) : [];
    next += ips.length;
    const dnsName = `${product.name}-${env}.elb.${estate.region}.amazonaws.example`;
    if (reachable) addressesOf.set(`${dnsName}.`, ips);
    const egress = Object.values(estate.partners).some(({ products }) => products[product.name]?.egress !== undefined);
    deployed[product.name] = {
      zones: zoneIds,
      addresses: ingress.kind === 'static' ? ips : [],
      sources: egress ? sources : [],
      standby: standbyOf(deployment),
      standIn: true,
      ...(reachable && {
        target: { dnsName, zoneId: balancerZone },
        killSwitch: {
          healthCheck: `stand-in-${product.name}`,
          object: `s3://${estate.company}-${env}-switch/${product.name}`,
        },
      }),
    };
  }
  return { zoneIds, deployed, addressesOf };
}

function standbyOf({ services, fleets }: Estate['products'][string]['in'][string]): readonly StandbyUnit[] {
  return [
    ...Object.values(services)
      .filter(({ standby }) => standby)
      .map((service): StandbyUnit =>
        service.kind === 'job'
          ? { kind: 'job', name: service.name, id: service.name, schedule: service.schedule }
          : { kind: 'service', name: service.name, cluster: 'stand-in', id: service.name, count: service.count.min },
      ),
    ...Object.values(fleets)
      .filter(({ standby }) => standby)
      .map((fleet): StandbyUnit => ({
        kind: 'fleet',
        name: fleet.name,
        id: fleet.name,
        count: fleet.kind === 'pool' ? fleet.count.min : 1,
      })),
  ];
}
