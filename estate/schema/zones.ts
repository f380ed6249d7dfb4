import { checked, defaulted, mapped, optional } from '../shape.js';
import type { Infer } from '../shape.js';
import { variants } from '../unions.js';
import { dnsName, flag, pattern, word } from '../words.js';
import { environmentName } from './names.js';

/** A DNS zone: where it is answered from, and how we may write to it. */
export type Zone = LegacyZone | Route53Zone;

export interface LegacyZone {
  readonly name: string;
  readonly at: 'legacy';
  readonly write: ZoneWriter;
  /** The Route 53 zone that moved names point into. Always there when a product has a name in this zone. */
  readonly via?: string;
}

export type ZoneWriter =
  | { readonly kind: 'manual' }
  /** `secretVariable` names the environment variable that holds the TSIG secret. */
  | {
      readonly kind: 'rfc2136';
      readonly server: string;
      readonly port: number;
      readonly key: string;
      readonly secretVariable: string;
    };

export type Route53Zone = { readonly name: string; readonly at: 'route53'; readonly private: boolean } & (
  | { readonly origin: 'made'; readonly environment: string }
  | { readonly origin: 'existing'; readonly id: string }
);

const writer = word<ZoneWriter>({
  type: 'way to write',
  json: { pattern: '^(manual|rfc2136://.+)$' },
  remedy: 'write manual, or rfc2136://ns1.host.example?key=cutover (the secret goes into $TSIG_CUTOVER)',
  parse: (text) => {
    if (text === 'manual') return { kind: 'manual' };
    const [, server, port, key] =
      /^rfc2136:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?\/?\?key=([A-Za-z0-9._-]{1,63})$/.exec(text) ?? [];
    if (server === undefined || key === undefined || Number(port ?? 53) > 65_535) return undefined;
    const secretVariable = `TSIG_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
    return { kind: 'rfc2136', server, port: Number(port ?? 53), key, secretVariable };
  },
});

export const zone = checked(
  variants('zone', 'at', 'who answers for the zone: the old provider, or Route 53', {
    legacy: {
      write: defaulted(
        writer,
        { kind: 'manual' },
        'manual, or rfc2136://SERVER?key=NAME with the secret in $TSIG_NAME',
        'manual',
      ),
      via: optional(
        dnsName,
        'Route 53 zone that moved names point into: shop.<zone> becomes a CNAME to shop.<via>',
        'required once a product has a name in the zone',
      ),
    },
    route53: {
      in: optional(environmentName, 'environment whose foundation makes the zone; or `id`'),
      id: optional(
        pattern('hosted zone id', /^Z[A-Z0-9]{5,31}$/, 'write the id of the zone: Z0123456789ABC'),
        'id of a zone that exists; or `in`',
      ),
      private: defaulted(flag, false, 'a private zone, seen only inside the VPC'),
    },
  }),
  (value, problem) => {
    if (value.at === 'legacy') return;
    if (value.in === undefined && value.id === undefined)
      problem(
        ['in'],
        'missing',
        'write in: the environment that makes the zone, or id: Z… of a zone that exists',
        'missing',
      );
    if (value.in !== undefined && value.id !== undefined)
      problem(
        ['id'],
        'a zone is either made or exists',
        'keep `in` (made by that environment) or `id` (exists already)',
        'conflict',
      );
  },
);

export function resolveZone(name: string, written: Infer<typeof zone>): Zone {
  if (written.at === 'legacy') return { name, ...written };
  const { in: environment, id, private: hidden } = written;
  const base = { name, at: 'route53', private: hidden } as const;
  return environment === undefined
    ? { ...base, origin: 'existing', id: id ?? '' }
    : { ...base, origin: 'made', environment };
}

/** Where Terraform states and cutover journals are kept. */
export type StateStore =
  | { readonly kind: 'local' }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string };

export const stateStore = mapped(
  pattern(
    'place for states',
    /^(local|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[A-Za-z0-9!_.*'()-]+)*\/?)$/,
    'write local, or s3://BUCKET/PREFIX',
  ),
  (text): StateStore => {
    if (text === 'local') return { kind: 'local' };
    const [bucket = '', ...rest] = text.slice('s3://'.length).split('/');
    return { kind: 's3', bucket, prefix: rest.filter((part) => part !== '').join('/') };
  },
);
