import { checked, defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import type { Infer } from '../shape.js';
import { shortOrLong } from '../unions.js';
import { dnsName, ipv4, oneOf, pattern, port } from '../words.js';
import type { Environment } from './environments.js';
import { availabilityZone } from './names.js';

/** How clients reach a product. */
export type Ingress = { readonly kind: 'none' } | OpenIngress;

export interface OpenIngress {
  /** static: an NLB with Elastic IPs before an ALB; public: an ALB; internal: an ALB inside the VPC. */
  readonly kind: 'static' | 'public' | 'internal';
  /** Path to what answers it, in the file's order. */
  readonly to: Readonly<Record<string, IngressTarget>>;
  /** Path that a healthy target answers with 2xx. */
  readonly health: string;
  /** Where it has addresses. */
  readonly azs: readonly string[];
  /** Its name where there are no public names; without one it speaks HTTP only. */
  readonly host?: string;
}

export type IngressTarget =
  | { readonly kind: 'service' | 'fleet'; readonly name: string }
  /** Addresses in the datacenter, so that the address moves before the application does. */
  | { readonly kind: 'legacy'; readonly addresses: readonly string[]; readonly port: number };

const urlPath = pattern('path', /^\/[!-~]{0,255}$/, 'write a path that begins with /: /healthz');

const target = shortOrLong(
  pattern(
    'service or fleet',
    /^[a-z][a-z0-9-]{0,23}$/,
    'write the name of a service or fleet of this product, or { legacy: [192.168.0.10] }',
  ),
  object('legacy target', {
    legacy: required(listOf(ipv4, { min: 1, unique: true }), 'addresses in the datacenter'),
    port: defaulted(port, 443, 'port there', '443'),
  }),
);

export const ingress = checked(
  object('ingress', {
    kind: required(
      oneOf('static', 'public', 'internal', 'none'),
      'static (NLB with Elastic IPs before an ALB), public (ALB), internal (ALB inside the VPC) or none',
    ),
    to: optional(
      mapOf(urlPath, target),
      'path to a service or fleet of this product, or { legacy: [addresses], port }; required unless kind is none, which ignores it',
    ),
    health: defaulted(urlPath, '/', 'path that a healthy target answers with 2xx'),
    azs: optional(
      listOf(availabilityZone, { min: 1, unique: true }),
      'availability zones with an address; with kind static, one more is an announced change of addresses',
      "the environment's",
    ),
    host: optional(
      dnsName,
      'a name in a Route 53 zone, in environments without public `names`',
      'HTTP only; never in production',
    ),
  }),
  ({ kind, to }, problem) => {
    if (kind !== 'none' && (to === undefined || Object.keys(to).length === 0))
      problem(['to'], 'missing', 'write what answers: to: { "/": web }', 'missing');
  },
);

export function resolveIngress(
  written: Infer<typeof ingress> | undefined,
  environment: Environment,
  fleets: ReadonlySet<string>,
): Ingress {
  if (written === undefined || written.kind === 'none') return { kind: 'none' };
  const to: Record<string, IngressTarget> = Object.create(null);
  for (const [path, item] of Object.entries(written.to ?? {})) {
    if (typeof item === 'string') to[path] = { kind: fleets.has(item) ? 'fleet' : 'service', name: item };
    else to[path] = { kind: 'legacy', addresses: item.legacy, port: item.port };
  }
  const { kind, health, host, azs = environment.azs } = written;
  return { kind, to, health, azs, ...(host !== undefined && { host }) };
}
