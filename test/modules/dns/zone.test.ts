import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import type { ZoneProps } from '../../../modules/dns/index.js';
import { AliasRecord, isDnsName, resolveZone, Zone, zoneOf } from '../../../modules/dns/index.js';
import { synth } from '../../support/synth.js';

const props = (overrides: Partial<ZoneProps> = {}): ZoneProps => ({
  name: 'cut.utah-aws.example',
  class: 'production',
  ...overrides,
});

const aZone = (overrides: Partial<ZoneProps> = {}) =>
  synth((scope) => {
    new Zone(scope, 'zone', props(overrides));
  });

describe('a zone', () => {
  it('is at the smallest public, and lets ACM alone issue for its names', () => {
    const template = aZone({ class: 'ephemeral' });
    expect(template.one('aws_route53_zone')).toEqual({
      name: 'cut.utah-aws.example',
      comment: 'Made by dc-exit',
      force_destroy: true,
    });
    expect(template.one('aws_route53_record')).toMatchObject({
      name: 'cut.utah-aws.example',
      type: 'CAA',
      ttl: 3600,
      records: ['0 issue "amazon.com"'],
    });
  });

  it('is in production not lost, and not emptied of what others wrote', () => {
    expect(aZone().one('aws_route53_zone')).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is private where VPCs are named, and then nobody issues for it', () => {
    const template = aZone({ visibility: { vpcs: ['vpc-1', 'vpc-2'] } });
    expect(template.one('aws_route53_zone')).toMatchObject({ vpc: [{ vpc_id: 'vpc-1' }, { vpc_id: 'vpc-2' }] });
    expect(template.count('aws_route53_record')).toBe(0);
  });

  it('lets other authorities issue, or every one', () => {
    expect(
      aZone({ authorities: ['amazon.com', 'ca.example; policy=ev'] }).one('aws_route53_record')['records'],
    ).toEqual(['0 issue "amazon.com"', '0 issue "ca.example; policy=ev"']);
    expect(aZone({ authorities: [] }).count('aws_route53_record')).toBe(0);
  });

  it('takes overrides last', () => {
    expect(aZone({ overrides: { comment: 'ours' } }).one('aws_route53_zone')['comment']).toBe('ours');
  });

  it.each<[EnvironmentClass, 'refused' | 'allowed']>([
    ['production', 'refused'],
    ['staging', 'refused'],
    ['development', 'allowed'],
    ['ephemeral', 'allowed'],
  ])('may by default in %s be deleted: %s', (kind, deletion) => {
    expect(resolveZone(props({ class: kind }))).toEqual({ vpcs: [], authorities: ['amazon.com'], deletion });
  });

  it.each<[string, Partial<ZoneProps>, string]>([
    ['a final dot', { name: 'cut.utah-aws.example.' }, 'is not a DNS name'],
    ['an authority that breaks out of its quotes', { authorities: ['a.example" "b'] }, 'is no issuer of a CAA record'],
    ['capitals', { name: 'Cut.example' }, 'is not a DNS name'],
    ['a top-level domain', { name: 'example' }, 'is not a DNS name'],
    ['a private zone that nobody sees', { visibility: { vpcs: [] } }, 'name at least one'],
  ])('refuses %s', (_, overrides, message) => {
    expect(() => aZone(overrides)).toThrow(message);
  });
});

describe('a name of a load balancer', () => {
  const target = { dnsName: 'shop.elb.us-east-1.amazonaws.com', zoneId: 'Z35SXDOTRQ7X7K' };

  it('answers with its addresses, whatever its health', () => {
    const template = synth((scope) => {
      new AliasRecord(scope, 'preview', { zone: 'Z1', name: 'shop-new.cut.utah-aws.example', target });
    });
    expect(template.one('aws_route53_record')).toEqual({
      zone_id: 'Z1',
      name: 'shop-new.cut.utah-aws.example',
      type: 'A',
      alias: { name: target.dnsName, zone_id: target.zoneId, evaluate_target_health: false },
    });
  });

  it('is a DNS name', () => {
    expect(() =>
      synth((scope) => {
        new AliasRecord(scope, 'preview', { zone: 'Z1', name: 'shop new', target });
      }),
    ).toThrow('test/preview: name: shop new is not a DNS name');
  });
});

describe('names', () => {
  it.each([
    ['shop.example.com', true],
    ['*.example.com', true],
    ['_acme.example.com', true],
    ['*.com', false],
    ['a.*.example.com', false],
    ['-shop.example.com', false],
    [`${'a'.repeat(64)}.example.com`, false],
    ['', false],
  ])('%s is one: %s', (text, expected) => {
    expect(isDnsName(text)).toBe(expected);
  });

  it('lie in the longest zone that they end with, label by label', () => {
    const zones = ['example.com', 'cut.example.com'];
    expect(zoneOf('shop.cut.example.com', zones)).toBe('cut.example.com');
    expect(zoneOf('shortcut.example.com', zones)).toBe('example.com');
    expect(zoneOf('example.com', zones)).toBe('example.com');
    expect(zoneOf('badexample.com', zones)).toBeUndefined();
  });
});
