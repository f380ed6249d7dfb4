import { TerraformOutput } from '#cdktf';
import { describe, expect, it } from '@jest/globals';
import type { CertificateProps } from '../../../modules/dns/index.js';
import { Certificate, certificateAlarms, IssuedCertificate, resolveCertificate } from '../../../modules/dns/index.js';
import { synth } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const zones = { 'cut.utah-aws.example': 'Z1' };
const shop = { names: ['shop.utah-outfitters.example', 'shop-new.cut.utah-aws.example'], zones };

const aCertificate = (props: CertificateProps) =>
  synth((scope) => {
    const { validation, toEnter } = new Certificate(scope, 'certificate', props);
    new TerraformOutput(scope, 'validation', { value: validation, staticId: true });
    new TerraformOutput(scope, 'to-enter', { value: toEnter, staticId: true });
  });

const proofOf = (attribute: string, name: string) =>
  expect.stringMatching(
    new RegExp(
      String.raw`^\$\{one\(\[for o in aws_acm_certificate\.\w+\.domain_validation_options : o\.${attribute} if o\.domain_name == "${name.replaceAll('.', String.raw`\.`)}"\]\)\}$`,
    ),
  );

describe('a certificate', () => {
  it('is at the smallest for one name that this zone proves', () => {
    const template = aCertificate({ names: ['shop-new.cut.utah-aws.example'], zones });
    expect(template.one('aws_acm_certificate')).toEqual({
      domain_name: 'shop-new.cut.utah-aws.example',
      validation_method: 'DNS',
      key_algorithm: 'RSA_2048',
      lifecycle: { create_before_destroy: true },
    });
    expect(template.one('aws_route53_record')).toMatchObject({
      zone_id: 'Z1',
      type: 'CNAME',
      ttl: 300,
      allow_overwrite: true,
      name: proofOf('resource_record_name', 'shop-new.cut.utah-aws.example'),
      records: [proofOf('resource_record_value', 'shop-new.cut.utah-aws.example')],
    });
    expect(template.json['output']).toMatchObject({ 'to-enter': { value: [] } });
  });

  it('is for a name of the old provider not proved here: people enter that record', () => {
    const template = aCertificate(shop);
    expect(template.one('aws_acm_certificate')).toMatchObject({
      domain_name: 'shop.utah-outfitters.example',
      subject_alternative_names: ['shop-new.cut.utah-aws.example'],
    });
    expect(template.count('aws_route53_record')).toBe(1);
    const legacy = {
      name: proofOf('resource_record_name', 'shop.utah-outfitters.example'),
      type: 'CNAME',
      value: proofOf('resource_record_value', 'shop.utah-outfitters.example'),
    };
    expect(template.json['output']).toEqual({
      validation: { value: [legacy, expect.objectContaining({ type: 'CNAME' })] },
      'to-enter': {
        value: [{ ...legacy, why: 'proves to ACM that shop.utah-outfitters.example is ours; keep it for renewals' }],
      },
    });
  });

  it('proves a name and its wildcard once: ACM wants the same record for both', () => {
    const names = ['*.cut.utah-aws.example', 'cut.utah-aws.example'];
    expect(aCertificate({ names, zones }).count('aws_route53_record')).toBe(1);
    const [before, after] = [['cut.utah-aws.example'], names.toReversed()].map((some) =>
      aCertificate({ names: some, zones }).one('aws_route53_record'),
    );
    expect(after).toEqual(before);
  });

  it('proves one more name without touching the proofs of the others', () => {
    const more = { ...shop, names: [...shop.names, 'new.cut.utah-aws.example'] };
    expect(touched(aCertificate(shop), aCertificate(more))).toEqual([expect.stringMatching(/^aws_acm_certificate\./)]);
    expect(added(aCertificate(shop), aCertificate(more))).toEqual([expect.stringMatching(/^aws_route53_record\./)]);
  });

  it('takes as the common name the first that fits', () => {
    const long = `${'a'.repeat(50)}.cut.utah-aws.example`;
    expect(resolveCertificate({ names: [long, 'cut.utah-aws.example'], zones })).toMatchObject({
      commonName: 'cut.utah-aws.example',
      otherNames: [long],
    });
  });

  it('takes overrides last', () => {
    const template = aCertificate({ ...shop, overrides: { keyAlgorithm: 'EC_prime256v1' } });
    expect(template.one('aws_acm_certificate')['key_algorithm']).toBe('EC_prime256v1');
  });

  it.each<[string, readonly string[], string]>([
    ['no name', [], 'names: there is none'],
    ['a name twice', ['a.example', 'a.example'], 'a.example is there twice'],
    ['what is no name', ['a b'], 'a b is not a DNS name'],
    ['only long names', [`${'a'.repeat(60)}.example`], 'all are longer than 64 characters'],
  ])('refuses %s', (_, names, message) => {
    expect(() => aCertificate({ names, zones })).toThrow(message);
  });
});

describe('waiting for a certificate', () => {
  const template = synth((scope) => {
    const { arn } = new IssuedCertificate(scope, 'issued', {
      product: 'storefront',
      arn: 'arn:aws:acm:…:certificate/1',
    });
    new TerraformOutput(scope, 'arn', { value: arn, staticId: true });
  });

  it('ends after two minutes at an address that says what to do', () => {
    expect(template.all('aws_acm_certificate_validation')).toEqual({
      enter_the_validation_records_of_certificates_storefront_first: {
        certificate_arn: 'arn:aws:acm:…:certificate/1',
        timeouts: { create: '2m' },
      },
    });
  });

  it('gives the ARN only once it is issued', () => {
    expect(template.json['output']).toEqual({
      arn: {
        value:
          '${aws_acm_certificate_validation.enter_the_validation_records_of_certificates_storefront_first.certificate_arn}',
      },
    });
  });
});

describe('a wait', () => {
  it('is for a product with a name, since the name becomes an address', () => {
    expect(() =>
      synth((scope) => {
        new IssuedCertificate(scope, 'issued', { product: 'Shop Front', arn: 'arn' });
      }),
    ).toThrow('test/issued: product: "Shop Front" does not fit');
  });
});

describe('an old certificate', () => {
  it('rings when ACM should have renewed it', () => {
    expect(certificateAlarms('arn')).toMatchObject({
      expiry: {
        metric: { namespace: 'AWS/CertificateManager', name: 'DaysToExpiry', dimensions: { CertificateArn: 'arn' } },
        comparison: '<',
        threshold: 30,
        periodSeconds: 86_400,
        missing: 'notBreaching',
      },
    });
  });
});
