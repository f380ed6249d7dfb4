import { isIPv4 } from 'node:net';

interface TargetOptions {
  readonly port: number;
  /**
   * What the load balancer speaks to it. Certificates of targets are not checked.
   * @default HTTP; HTTPS for a legacy target at port 443
   */
  readonly protocol?: 'HTTP' | 'HTTPS';
  /** How its health is found out. */
  readonly health?: Partial<HealthCheck>;
  /**
   * How long requests may finish on a target that goes away.
   * @default 30
   */
  readonly deregistrationSeconds?: number;
  /**
   * Keeps a client on one target, by a cookie of the load balancer that lives so long.
   * @default none
   */
  readonly stickySeconds?: number;
}

/** What requests go to: containers by address, machines of an auto scaling group, or addresses in the datacenter. */
export type TargetSpec = TargetOptions &
  (
    | { readonly kind: 'service' | 'fleet' }
    /** Reached by the environment's link to the datacenter, so that the address can move before the application does. */
    | { readonly kind: 'legacy'; readonly addresses: readonly string[] }
  );

export interface HealthCheck {
  /** @default / */
  readonly path: string;
  /** @default 200-299 */
  readonly codes: string;
  /** @default 15 */
  readonly intervalSeconds: number;
  /** @default 5 */
  readonly timeoutSeconds: number;
  /** Good answers until it gets requests. @default 2 */
  readonly healthyAfter: number;
  /** Bad answers until it gets none. @default 3 */
  readonly unhealthyAfter: number;
}

export interface Target {
  readonly name: string;
  readonly kind: TargetSpec['kind'];
  readonly type: 'ip' | 'instance';
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly health: HealthCheck;
  readonly deregistrationSeconds: number;
  readonly stickySeconds?: number;
  /** Of a legacy target; others register themselves. */
  readonly addresses: readonly string[];
}

export const healthDefaults: HealthCheck = {
  path: '/',
  codes: '200-299',
  intervalSeconds: 15,
  timeoutSeconds: 5,
  healthyAfter: 2,
  unhealthyAfter: 3,
};

/** @throws where an address or a port is none, or a health check cannot be */
export function resolveTarget(name: string, spec: TargetSpec): Target {
  const { kind, port } = spec;
  const addresses = kind === 'legacy' ? spec.addresses : [];
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`target ${name}: port ${port}; write 1 to 65535`);
  if (kind === 'legacy') checkAddresses(`target ${name}`, addresses);
  const health = { ...healthDefaults, ...spec.health };
  if (!/^\/[A-Za-z0-9_.~!$&'()*+,;=:@%?/-]*$/.test(health.path))
    throw new Error(`target ${name}: health path ${health.path}; write a path that begins with /: /healthz`);
  if (health.timeoutSeconds >= health.intervalSeconds)
    throw new Error(
      `target ${name}: a health check every ${health.intervalSeconds} s cannot wait ${health.timeoutSeconds} s; make the timeout shorter than the interval`,
    );
  return {
    name,
    kind,
    type: kind === 'fleet' ? 'instance' : 'ip',
    port,
    protocol: spec.protocol ?? (kind === 'legacy' && port === 443 ? 'HTTPS' : 'HTTP'),
    health,
    deregistrationSeconds: spec.deregistrationSeconds ?? 30,
    ...(spec.stickySeconds !== undefined && { stickySeconds: spec.stickySeconds }),
    addresses,
  };
}

/** @throws where there is none, or one is not an IPv4 address */
export function checkAddresses(what: string, addresses: readonly string[]): void {
  if (addresses.length === 0) throw new Error(`${what}: no address; name at least one address in the datacenter`);
  for (const address of addresses)
    if (!isIPv4(address)) throw new Error(`${what}: ${address} is not an IPv4 address; write 192.168.0.10`);
}
