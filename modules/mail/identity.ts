import { Route53Record } from '#aws/route53-record';
import { Sesv2EmailIdentity } from '#aws/sesv2-email-identity';
import type { Sesv2EmailIdentityConfig } from '#aws/sesv2-email-identity';
import { Sesv2EmailIdentityMailFromAttributes } from '#aws/sesv2-email-identity-mail-from-attributes';
import { Fn } from '#cdktf';
import { Construct } from 'constructs';
import { resolvedAt } from '../core/index.js';
import type { EnvironmentRef } from '../core/index.js';
import { mailRecords } from './records.js';
import type { MailRecord } from './records.js';

export interface MailIdentityProps {
  readonly environment: Pick<EnvironmentRef, 'region'>;
  /** What mail is from: `utah-outfitters.example`. One identity for each account and region. */
  readonly domain: string;
  /** Subdomain of the envelope sender. @default bounce */
  readonly mailFrom?: string;
  /** @default none: watch the reports, then be stricter */
  readonly dmarc?: 'none' | 'quarantine' | 'reject';
  /** Where receivers send DMARC reports. @default nowhere */
  readonly reportsTo?: string;
  /** Id of the Route 53 zone of the domain. @default people enter `records` */
  readonly zone?: string;
  /** Arguments of `aws_sesv2_email_identity`, merged last. */
  readonly overrides?: Partial<Sesv2EmailIdentityConfig>;
}

/** @throws where the domain or subdomain is none */
export function resolveIdentity({
  domain,
  mailFrom = 'bounce',
  dmarc = 'none',
}: Pick<MailIdentityProps, 'domain' | 'mailFrom' | 'dmarc'>) {
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  if (!new RegExp(`^${label}(\\.${label})+$`).test(domain))
    throw new Error(`"${domain}" is not a domain to send from: write example.com, without a dot at the end`);
  if (!new RegExp(`^${label}$`).test(mailFrom))
    throw new Error(`mailFrom "${mailFrom}" is not one label: write bounce`);
  return { domain, mailFrom: `${mailFrom}.${domain}`, dmarc };
}

/** A domain that the account may send from: DKIM of 2048 bits, an own envelope sender, and the records for it. */
export class MailIdentity extends Construct {
  readonly identity: Sesv2EmailIdentity;
  /** What must stand in the domain's zone; made here where `zone` is given. */
  readonly records: readonly MailRecord[];

  constructor(scope: Construct, id: string, props: MailIdentityProps) {
    super(scope, id);
    const { domain, mailFrom, dmarc } = resolvedAt(this, () => resolveIdentity(props));
    this.identity = new Sesv2EmailIdentity(this, 'identity', {
      emailIdentity: domain,
      dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
      ...props.overrides,
    });
    new Sesv2EmailIdentityMailFromAttributes(this, 'mail-from', {
      emailIdentity: this.identity.emailIdentity,
      mailFromDomain: mailFrom,
      // Mail still goes out while the record is not entered yet.
      behaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    });
    const tokens = this.identity.dkimSigningAttributes.tokens;
    const records = mailRecords({
      domain,
      mailFrom,
      region: props.environment.region,
      dkimTokens: [0, 1, 2].map((i) => `\${${Fn.element(tokens, i)}}`),
      dmarc,
      ...(props.reportsTo !== undefined && { reportsTo: props.reportsTo }),
    });
    this.records = Object.values(records);
    const { zone } = props;
    if (zone !== undefined)
      for (const [name, { name: recordName, type, value }] of Object.entries(records))
        new Route53Record(this, name, { zoneId: zone, name: recordName, type, ttl: 3600, records: [value] });
  }
}
