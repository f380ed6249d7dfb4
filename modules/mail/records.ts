/** A DNS record of a mail domain: made in Route 53, or for people to enter at another provider. */
export interface MailRecord {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly value: string;
  readonly why: string;
}

export interface MailDns {
  readonly domain: string;
  /** Envelope sender's subdomain. */
  readonly mailFrom: string;
  readonly region: string;
  /** The three that SES makes; tokens until then. */
  readonly dkimTokens: readonly string[];
  /** What receivers do with mail that fails both SPF and DKIM. */
  readonly dmarc: 'none' | 'quarantine' | 'reject';
  /** Where receivers send their daily reports. */
  readonly reportsTo?: string;
}

/** The records of a mail domain, by a name that never changes. Values of TXT are without quotes. Source: the SES Developer Guide. */
export function mailRecords({
  domain,
  mailFrom,
  region,
  dkimTokens,
  dmarc,
  reportsTo,
}: MailDns): Readonly<Record<string, MailRecord>> {
  return {
    ...Object.fromEntries(
      dkimTokens.map((token, i): [string, MailRecord] => [
        `dkim-${i + 1}`,
        {
          name: `${token}._domainkey.${domain}`,
          type: 'CNAME',
          value: `${token}.dkim.amazonses.com`,
          why: 'DKIM: proves that mail of the domain is signed by SES',
        },
      ]),
    ),
    mx: {
      name: mailFrom,
      type: 'MX',
      value: `10 feedback-smtp.${region}.amazonses.com`,
      why: 'bounces come back to SES',
    },
    spf: {
      name: mailFrom,
      type: 'TXT',
      value: 'v=spf1 include:amazonses.com ~all',
      why: 'SPF: SES may send for the envelope sender',
    },
    dmarc: {
      name: `_dmarc.${domain}`,
      type: 'TXT',
      value: `v=DMARC1; p=${dmarc}${reportsTo === undefined ? '' : `; rua=mailto:${reportsTo}`}`,
      why: 'DMARC: leave it as it is where the domain has one already',
    },
  };
}
