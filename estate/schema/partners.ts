import { checked, defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import type { Infer } from '../shape.js';
import type { Duration } from '../units.js';
import { isDnsName } from '../network.js';
import { addressFamily } from '../network.js';
import { durationWord, email, line, network, port, word } from '../words.js';
import { partnerName, productName } from './names.js';
import type { ChangeWindow } from './windows.js';
import { changeWindow } from './windows.js';

/** Someone who allows traffic by its addresses, and must be told before they change. */
export interface Partner {
  readonly name: string;
  /** The name in prose. */
  readonly title: string;
  readonly was?: string;
  readonly contacts: readonly string[];
  /** From notice to the open firewall. */
  readonly leadTime: Duration;
  /** When they change their firewall; empty = any time. */
  readonly windows: readonly ChangeWindow[];
  readonly products: Readonly<Record<string, PartnerProduct>>;
}

/** At least one of the two directions. */
export interface PartnerProduct {
  /** They open to our service addresses; `from` is where evidence comes from. */
  readonly ingress?: { readonly ports: readonly number[]; readonly from: readonly string[] };
  /** They open to our NAT addresses. */
  readonly egress?: { readonly to: readonly Endpoint[] };
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const endpoint = word<Endpoint>({
  type: 'host and port',
  json: { pattern: '^.+:\\d{1,5}$' },
  remedy: 'write sftp.partner.example:22',
  parse: (text) => {
    const [, host, number] = /^([a-z0-9._-]+):(\d{1,5})$/.exec(text) ?? [];
    if (host === undefined || Number(number) < 1 || Number(number) > 65_535) return undefined;
    return isDnsName(host) || addressFamily(host) === 4 ? { host, port: Number(number) } : undefined;
  },
});

const partnerProduct = checked(
  object('directions', {
    ingress: optional(
      object('ingress', {
        ports: defaulted(listOf(port, { min: 1, unique: true }), [443], 'ports that they open', '[443]'),
        from: defaulted(
          listOf(network, { unique: true }),
          [],
          'their networks: where evidence comes from; required with cutover.partners: evidenced',
        ),
      }),
      'they open to our service addresses; needs ingress kind static',
    ),
    egress: optional(
      object('egress', { to: required(listOf(endpoint, { min: 1 }), 'what we reach: host:port') }),
      'they open to our NAT addresses',
    ),
  }),
  ({ ingress, egress }, problem) => {
    if (ingress === undefined && egress === undefined)
      problem(
        [],
        'names no direction',
        'write ingress: { from: [198.51.100.0/24] } or egress: { to: ["host:22"] }',
        'missing',
      );
  },
);

export const partner = object('partner', {
  name: optional(line, 'its name in prose', 'the key'),
  was: optional(partnerName, 'its key before: keeps its notices and confirmations'),
  contacts: required(listOf(email, { min: 1, unique: true }), 'addresses that notices go to'),
  leadTime: required(durationWord, 'from notice to the open firewall: 45d'),
  windows: defaulted(listOf(changeWindow), [], 'when they change their firewall', 'any time'),
  products: required(mapOf(productName, partnerProduct, { min: 1 }), 'products that they allow, by direction'),
});

export function resolvePartner(name: string, { name: title = name, ...rest }: Infer<typeof partner>): Partner {
  return { name, title, ...rest };
}
