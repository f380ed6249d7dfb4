import { describe, expect, it } from '@jest/globals';
import { Ingress } from '../../../modules/ingress/index.js';
import type { IngressSpec } from '../../../modules/ingress/index.js';
import { anEnvironment, synth } from '../../support/synth.js';
import type { Template } from '../../support/synth.js';

const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';
const allocations = { 'us-east-1a': 'eipalloc-a', 'us-east-1b': 'eipalloc-b' };

const web = {
  certificate,
  targets: { web: { kind: 'service', port: 8080 } },
  routes: { '/': 'web' },
} as const;

function anIngress(spec: IngressSpec, environment = anEnvironment()): Template {
  return synth((scope) => {
    new Ingress(scope, 'ingress', { environment, product: 'storefront', ...spec });
  });
}

describe('a static ingress', () => {
  const template = anIngress({ ...web, kind: 'static', allocations });

  it('has the Elastic IPs on its NLB, and a security group from the beginning', () => {
    expect(template.find('aws_lb', 'network')).toMatchObject({
      subnet_mapping: [
        { allocation_id: 'eipalloc-a', subnet_id: 'subnet-public-a' },
        { allocation_id: 'eipalloc-b', subnet_id: 'subnet-public-b' },
      ],
      security_groups: [expect.stringContaining('ingress_network_group')],
      enable_cross_zone_load_balancing: true,
      enable_deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });
});
