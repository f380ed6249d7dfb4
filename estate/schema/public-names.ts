import { checked, defaulted, listOf, object, optional } from '../shape.js';
import type { Infer } from '../shape.js';
import type { Duration } from '../units.js';
import { duration } from '../units.js';
import { dnsName, durationWord, ipv4, ipv6, oneOf } from '../words.js';

/** Who writes a name's record: the old provider, the cutover engine, or the product's stack. */
export type NameOwner = 'legacy' | 'cutover' | 'stack';

/** A name that the world knows a product by. */
export interface PublicName {
  readonly name: string;
  /** The zone of the estate file that holds it. */
  readonly zone: string;
  /** What the world answers today; without it the name is new. */
  readonly legacy?: LegacyRecords;
  readonly owner: NameOwner;
}

/** Either a CNAME, or addresses of one or both families. */
export type LegacyRecords = { readonly ttl: Duration } & (
  | { readonly kind: 'cname'; readonly target: string }
  | { readonly kind: 'addresses'; readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }
);

const legacy = checked(
  object('records of today', {
    A: optional(listOf(ipv4, { min: 1, unique: true }), 'IPv4 addresses'),
    AAAA: optional(listOf(ipv6, { min: 1, unique: true }), 'IPv6 addresses'),
    CNAME: optional(dnsName, 'the name that it points to; instead of addresses'),
    ttl: defaulted(durationWord, duration('1h'), 'TTL of the records', '1h'),
  }),
  ({ A, AAAA, CNAME }, problem) => {
    if (CNAME !== undefined && (A !== undefined || AAAA !== undefined))
      problem(['CNAME'], 'a CNAME stands alone', 'keep the CNAME or the addresses', 'conflict');
    if (CNAME === undefined && A === undefined && AAAA === undefined)
      problem(['A'], 'missing', 'write what the world answers today: A: [192.0.2.10], AAAA or CNAME', 'missing');
  },
);

export const publicName = object('public name', {
  legacy: optional(legacy, 'what the world answers today; preflight compares', 'the name is new'),
  owner: optional(
    oneOf('legacy', 'cutover', 'stack'),
    'who writes the record; the only thing that tools write in this file',
    'legacy with `legacy`, else stack',
  ),
});

export function resolvePublicName(name: string, zone: string, written: Infer<typeof publicName>): PublicName {
  const { legacy: today, owner = today === undefined ? 'stack' : 'legacy' } = written;
  return { name, zone, owner, ...(today && { legacy: resolveLegacy(today) }) };
}

function resolveLegacy({ A = [], AAAA = [], CNAME, ttl }: Infer<typeof legacy>): LegacyRecords {
  return CNAME === undefined ? { kind: 'addresses', ipv4: A, ipv6: AAAA, ttl } : { kind: 'cname', target: CNAME, ttl };
}
