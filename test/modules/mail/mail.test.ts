import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { Mail, MailIdentity, mailRecords, resolveIdentity, resolveSenders } from '../../../modules/mail/index.js';
import type { MailProps } from '../../../modules/mail/index.js';
import { anEnvironment, synth } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

const domain = 'utah-outfitters.example';

describe('a domain to send from', () => {
  const identity = (zone?: string) =>
    synth((scope) => {
      new MailIdentity(scope, 'mail', { environment: anEnvironment(), domain, ...(zone !== undefined && { zone }) });
    });

  it('has DKIM of 2048 bits and its own envelope sender', () => {
    const template = identity();
    expect(template.one('aws_sesv2_email_identity')).toMatchObject({
      email_identity: domain,
      dkim_signing_attributes: { next_signing_key_length: 'RSA_2048_BIT' },
    });
    expect(template.one('aws_sesv2_email_identity_mail_from_attributes')).toMatchObject({
      mail_from_domain: 'bounce.utah-outfitters.example',
      behavior_on_mx_failure: 'USE_DEFAULT_VALUE',
    });
    expect(template.count('aws_route53_record')).toBe(0);
  });

  it('names the records that people enter', () => {
    const records = mailRecords({
      ...resolveIdentity({ domain }),
      region: 'us-east-1',
      dkimTokens: ['a', 'b', 'c'],
    });
    expect(Object.entries(records).map(([key, { name, type, value }]) => [key, name, type, value])).toEqual([
      ['dkim-1', 'a._domainkey.utah-outfitters.example', 'CNAME', 'a.dkim.amazonses.com'],
      ['dkim-2', 'b._domainkey.utah-outfitters.example', 'CNAME', 'b.dkim.amazonses.com'],
      ['dkim-3', 'c._domainkey.utah-outfitters.example', 'CNAME', 'c.dkim.amazonses.com'],
      ['mx', 'bounce.utah-outfitters.example', 'MX', '10 feedback-smtp.us-east-1.amazonses.com'],
      ['spf', 'bounce.utah-outfitters.example', 'TXT', 'v=spf1 include:amazonses.com ~all'],
      ['dmarc', '_dmarc.utah-outfitters.example', 'TXT', 'v=DMARC1; p=none'],
    ]);
  });

  it('sends reports of DMARC where somebody reads them', () => {
    const { dmarc } = mailRecords({
      ...resolveIdentity({ domain, dmarc: 'reject' }),
      region: 'us-east-1',
      dkimTokens: [],
      reportsTo: `dmarc@${domain}`,
    });
    expect(dmarc?.value).toBe('v=DMARC1; p=reject; rua=mailto:dmarc@utah-outfitters.example');
  });

  it('makes them itself in a Route 53 zone', () => {
    const records = Object.values(identity('Z0123').all('aws_route53_record'));
    expect(records.map(({ type }) => String(type)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'CNAME',
      'CNAME',
      'CNAME',
      'MX',
      'TXT',
      'TXT',
    ]);
    expect(records).toEqual(records.map(() => expect.objectContaining({ ttl: 3600, zone_id: 'Z0123' })));
  });

  it.each([
    [{ domain: 'Shop.example.' }, 'without a dot at the end'],
    [{ domain: 'localhost' }, 'write example.com'],
    [{ domain, mailFrom: 'a.b' }, 'write bounce'],
  ])('%j is refused with what to write', (props, message) => {
    expect(() => resolveIdentity(props)).toThrow(message);
  });
});

const placed = (kind: EnvironmentClass = 'production') => ({
  environment: anEnvironment({ class: kind }),
  product: 'storefront',
  name: 'mail',
  domain,
});

function mail(more: Partial<MailProps> = {}, kind: EnvironmentClass = 'production') {
  return synthUses((scope) => ({ mail: new Mail(scope, 'mail', { ...placed(kind), ...more }).use('send', 'mail') }));
}

describe('how a product sends', () => {
  const { template, uses } = mail();

  it('has every default of the table', () => {
    expect(template.one('aws_sesv2_configuration_set')).toMatchObject({
      configuration_set_name: 'utah-outfitters-prod-storefront-mail',
      delivery_options: { tls_policy: 'REQUIRE' },
      reputation_options: { reputation_metrics_enabled: true },
      sending_options: { sending_enabled: true },
      suppression_options: { suppressed_reasons: ['BOUNCE', 'COMPLAINT'] },
    });
    expect(template.one('aws_sesv2_configuration_set_event_destination')).toMatchObject({
      event_destination: {
        enabled: true,
        matching_event_types: ['BOUNCE', 'COMPLAINT', 'REJECT'],
        sns_destination: { topic_arn: expect.stringMatching(reference('aws_sns_topic', 'arn')) },
      },
      depends_on: [expect.stringMatching(/^aws_sns_topic_policy\./)],
    });
    expect(template.one('aws_sns_topic')).toMatchObject({ kms_master_key_id: anEnvironment().kmsKey });
  });

  it('takes events from this configuration set of this account only, over TLS', () => {
    const { Statement } = JSON.parse(String(template.one('aws_sns_topic_policy')['policy']));
    expect(Statement).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'ses.amazonaws.com' },
        Condition: {
          StringEquals: {
            'AWS:SourceAccount': '111122223333',
            'AWS:SourceArn': expect.stringMatching(reference('aws_sesv2_configuration_set', 'arn')),
          },
        },
      }),
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  it('gives the variables of the contract and the right to send as the domain with this set, and makes no user', () => {
    expect(uses['mail']).toEqual({
      variables: {
        MAIL_DOMAIN: domain,
        MAIL_CONFIGURATION_SET: expect.stringMatching(
          reference('aws_sesv2_configuration_set', 'configuration_set_name'),
        ),
      },
      statements: [
        {
          effect: 'Allow',
          actions: ['ses:SendEmail', 'ses:SendRawEmail'],
          resources: [
            'arn:aws:ses:us-east-1:111122223333:identity/utah-outfitters.example',
            expect.stringMatching(reference('aws_sesv2_configuration_set', 'arn')),
          ],
          conditions: { StringLike: { 'ses:FromAddress': ['*@utah-outfitters.example'] } },
        },
      ],
      reach: [],
      mounts: [],
    });
    expect(template.count('aws_iam_user')).toBe(0);
  });

  it.each([
    ['production', 0.03, 0.0008],
    ['staging', 0.05, 0.001],
    ['development', 0.05, 0.001],
    ['ephemeral', 0.05, 0.001],
  ] as const)('in %s rings before SES stops the account', (kind, bounces, complaints) => {
    const { template: of } = mail({}, kind);
    expect(of.find('aws_cloudwatch_metric_alarm', 'Reputation.BounceRate')).toMatchObject({
      threshold: bounces,
      dimensions: { 'ses:configuration-set': expect.anything() },
    });
    expect(of.find('aws_cloudwatch_metric_alarm', 'Reputation.ComplaintRate')['threshold']).toBe(complaints);
  });

  it('tells people of bounces where asked', () => {
    expect(mail({ notify: [`ops@${domain}`] }).template.one('aws_sns_topic_subscription')).toMatchObject({
      protocol: 'email',
      endpoint: `ops@${domain}`,
    });
  });

  it('is merged last with what people change', () => {
    const { template: of } = mail({
      from: [`shop@${domain}`],
      overrides: { sendingOptions: { sendingEnabled: false } },
      alarms: { bounces: false },
    });
    expect(of.one('aws_sesv2_configuration_set')).toMatchObject({ sending_options: { sending_enabled: false } });
    expect(of.count('aws_cloudwatch_metric_alarm')).toBe(1);
  });

  it.each([[['shop@other.example']], [[]], [[`@${domain}`]], [[`\${file("x")}@${domain}`]]])(
    'refuses senders %j',
    (from) => {
      expect(() => resolveSenders({ domain, from })).toThrow(`write senders of ${domain}`);
      expect(() => mail({ from })).toThrow('test/mail: from');
    },
  );
});
