import { classDefaults } from '../core/index.js';
import type { Deletion, EnvironmentClass } from '../core/index.js';
import type { Route, Routes } from './routes.js';
import { resolveRoutes } from './routes.js';
import type { Target, TargetSpec } from './targets.js';
import { checkAddresses, resolveTarget } from './targets.js';

/** How clients reach a product. */
export type Exposure =
  | {
      /** An NLB with Elastic IPs, and an ALB behind it: addresses that partners can allowlist. */
      readonly kind: 'static';
      /** Availability zone to allocation id. Another allocation replaces the load balancer; one more zone does not. */
      readonly allocations: Readonly<Record<string, string>>;
      /** Hands connections on to the datacenter, TLS and all, before the application moves. */
      readonly passThrough?: PassThrough;
    }
  | {
      /** `public`: an ALB with changing addresses. `internal`: an ALB in the private subnets. */
      readonly kind: 'public' | 'internal';
      /** @default those of the environment's subnets */
      readonly azs?: readonly string[];
    };

/** The NLB's own way to the datacenter: connections, not requests, so that the legacy certificate stays in use. */
export interface PassThrough {
  readonly addresses: readonly string[];
  /** @default 443 */
  readonly port?: number;
  /**
   * How many of 100 new connections go to the datacenter; the others to the ALB, which needs a certificate for that.
   * @default 100
   */
  readonly weight?: number;
  /**
   * Whether legacy gets the client's address, in a PROXY protocol v2 header that it must then expect. Without it legacy sees the NLB's addresses.
   * @default off
   */
  readonly proxyProtocol?: 'v2' | 'off';
}

export type IngressSpec = Exposure & {
  /** By name. Services and fleets register themselves. */
  readonly targets: Readonly<Record<string, TargetSpec>>;
  /** Path to target. What no route answers gets 404. */
  readonly routes: Routes;
  /**
   * ARN of an ACM certificate that is issued. Without one it speaks HTTP only.
   * @default none; refused in production
   */
  readonly certificate?: string;
  /** ARNs of more certificates, by name. @default none */
  readonly moreCertificates?: Readonly<Record<string, string>>;
  /**
   * Who may connect: name to IPv4 network.
   * @default everyone; internal: the VPC's network
   */
  readonly from?: Readonly<Record<string, string>>;
  /** ARN of a WAFv2 web ACL for the ALB. @default none */
  readonly waf?: string;
  /** @default by class: refused in production and staging */
  readonly deletion?: Deletion;
  /** Seconds without data until a connection is closed. @default 60 */
  readonly idleSeconds?: number;
};

export interface IngressSettings {
  readonly routes: readonly Route[];
  readonly targets: readonly Target[];
  readonly from: readonly (readonly [name: string, cidr: string])[];
  readonly deletion: Deletion;
  readonly idleSeconds: number;
  readonly azs: readonly string[];
  readonly passThrough?: Required<PassThrough>;
}

/** @throws where it would be open without TLS in production, has no zone, or a route or target cannot be */
export function resolveIngress(
  spec: IngressSpec,
  environment: {
    readonly class: EnvironmentClass;
    readonly cidr: string;
    readonly subnets: Readonly<Record<'public' | 'private', Readonly<Record<string, string>>>>;
  },
): IngressSettings {
  const there = environment.subnets[spec.kind === 'internal' ? 'private' : 'public'];
  const azs = spec.kind === 'static' ? Object.keys(spec.allocations) : (spec.azs ?? Object.keys(there));
  for (const az of azs)
    if (!Object.hasOwn(there, az))
      throw new Error(`no subnet in ${az}; the environment has ${Object.keys(there).join(', ') || 'none'}`);
  if (azs.length === 0) throw new Error('no availability zone; it needs at least one');
  if (spec.kind !== 'static' && azs.length < 2)
    throw new Error(`only ${azs.join(', ')}; an ALB needs subnets in two availability zones`);
  const targets = Object.entries(spec.targets).map(([name, target]) => resolveTarget(name, target));
  const routes = resolveRoutes(
    spec.routes,
    targets.map(({ name }) => name),
  );
  const passThrough = spec.kind === 'static' ? resolvePassThrough(spec) : undefined;
  if (routes.length === 0 && passThrough === undefined)
    throw new Error("no route; write what answers: routes: { '/': 'web' }");
  if (environment.class === 'production' && spec.certificate === undefined && routes.length > 0)
    throw new Error('production speaks TLS only; give the ARN of an issued certificate');
  const everyone = spec.kind === 'internal' ? { vpc: environment.cidr } : { everyone: '0.0.0.0/0' };
  return {
    routes,
    targets,
    azs,
    from: Object.entries(spec.from ?? everyone),
    deletion: spec.deletion ?? classDefaults[environment.class].deletion,
    idleSeconds: spec.idleSeconds ?? 60,
    ...(passThrough !== undefined && { passThrough }),
  };
}

function resolvePassThrough({
  passThrough,
  certificate,
}: {
  readonly passThrough?: PassThrough;
  readonly certificate?: string;
}): Required<PassThrough> | undefined {
  if (passThrough === undefined) return undefined;
  const { addresses, port = 443, weight = 100, proxyProtocol = 'off' } = passThrough;
  checkAddresses('passThrough', addresses);
  if (!Number.isInteger(weight) || weight < 0 || weight > 100)
    throw new Error(`passThrough: weight ${weight}; write how many of 100 connections go to the datacenter`);
  if (weight < 100 && certificate === undefined)
    throw new Error('passThrough: a weight below 100 sends connections to the ALB, which needs a certificate for them');
  return { addresses, port, weight, proxyProtocol };
}
