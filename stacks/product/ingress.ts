import type { Deployment, IngressContract, OpenIngress } from '../../estate/index.js';
import type { Deletion, EnvironmentRef } from '../../modules/core/index.js';
import type { AliasTarget } from '../../modules/dns/index.js';
import type { Exposure, Routes, TargetSpec } from '../../modules/ingress/index.js';
import { Ingress } from '../../modules/ingress/index.js';
import type { EstateStack } from '../stack.js';

interface Place {
  readonly environment: EnvironmentRef;
  readonly product: string;
  /** ARN of the issued certificate; without one it speaks HTTP only. */
  readonly certificate?: string;
  readonly deletion?: Deletion;
  /** Availability zone to the allocation of the service address; of a static ingress. */
  readonly allocations: Readonly<Record<string, string>>;
}

/** A path into the datacenter is a target of its own: `legacy-root` for `/`, `legacy-api` for `/api`. */
const legacyName = (path: string) => `legacy-${path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'root'}`;

/** The port of a service or fleet; the estate's loader has checked that what `to` names has one. */
function portOf({ services, fleets }: Deployment, kind: 'service' | 'fleet', name: string): number {
  return (kind === 'service' ? services[name]?.port : fleets[name]?.port) ?? 80;
}

function targetsOf(deployment: Deployment, { to, health }: OpenIngress): Readonly<Record<string, TargetSpec>> {
  return Object.fromEntries(
    Object.entries(to).map(([path, target]): [string, TargetSpec] => {
      if (target.kind === 'legacy') {
        const { addresses, port } = target;
        return [legacyName(path), { kind: 'legacy', addresses, port, health: { path: health } }];
      }
      const port = portOf(deployment, target.kind, target.name);
      return [target.name, { kind: target.kind, port, health: { path: health } }];
    }),
  );
}

function routesOf({ to }: OpenIngress): Routes {
  return Object.fromEntries(
    Object.entries(to).map(([path, target]) => [path, target.kind === 'legacy' ? legacyName(path) : target.name]),
  );
}

/**
 * A static ingress that only hands on to the datacenter, at the port of TLS, does so by connections: the legacy certificate stays in use, and the
 * address moves before the application does.
 */
export function passThrough({ kind, to }: OpenIngress): { readonly addresses: readonly string[] } | undefined {
  const [[path, target] = [], ...others] = Object.entries(to);
  if (kind !== 'static' || others.length > 0 || path !== '/' || target?.kind !== 'legacy') return undefined;
  return target.port === 443 ? { addresses: target.addresses } : undefined;
}

function exposureOf(ingress: OpenIngress, allocations: Place['allocations']): Exposure {
  const through = passThrough(ingress);
  if (ingress.kind !== 'static') return { kind: ingress.kind, azs: ingress.azs };
  return { kind: 'static', allocations, ...(through !== undefined && { passThrough: through }) };
}

/** How clients reach the product; none where nothing does. */
export function makeIngress(stack: EstateStack, deployment: Deployment, place: Place): Ingress | undefined {
  const { ingress } = deployment;
  if (ingress.kind === 'none') return undefined;
  const { environment, product, certificate, deletion, allocations } = place;
  const through = passThrough(ingress);
  return new Ingress(stack, 'ingress', {
    environment,
    product,
    ...exposureOf(ingress, allocations),
    targets: through === undefined ? targetsOf(deployment, ingress) : {},
    routes: through === undefined ? routesOf(ingress) : {},
    ...(certificate !== undefined && { certificate }),
    ...(deletion !== undefined && { deletion }),
  });
}

/** What an alias record points at. */
export function aliasOf({ network, application }: Ingress): AliasTarget {
  const { dnsName, zoneId } = network?.nlb ?? application.alb;
  return { dnsName, zoneId };
}

export function ingressContract(kind: IngressContract['kind'], ingress: Ingress | undefined): IngressContract {
  if (ingress === undefined) return { kind, targetGroups: {} };
  const { network, application } = ingress;
  const { alb, targetGroups } = application;
  const open = network === undefined ? { dnsName: alb.dnsName, zoneId: alb.zoneId } : {};
  return {
    kind,
    ...(network !== undefined && {
      nlb: { arn: network.nlb.arn, dnsName: network.nlb.dnsName, zoneId: network.nlb.zoneId },
    }),
    alb: { arn: alb.arn, metric: alb.arnSuffix, ...open },
    targetGroups: Object.fromEntries(Object.entries(targetGroups).map(([name, { group }]) => [name, group.arnSuffix])),
  };
}
