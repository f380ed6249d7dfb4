import { describe, expect, it } from '@jest/globals';
import { Fleet } from '../../../modules/fleet/index.js';
import { anEnvironment, synth } from '../../support/synth.js';

describe('a pool', () => {
  it('launches before it terminates', () => {
    const template = synth((scope) => {
      new Fleet(scope, 'worker', {
        environment: anEnvironment(),
        product: 'storefront',
        name: 'worker',
        kind: 'pool',
        ami: { kind: 'id', id: 'ami-0123456789abcdef0' },
        type: 'm7i.large',
      });
    });
    expect(template.one('aws_autoscaling_group')).toMatchObject({
      min_size: 2,
      max_size: 2,
      max_instance_lifetime: 1_209_600,
      instance_maintenance_policy: { min_healthy_percentage: 100, max_healthy_percentage: 110 },
    });
  });
});
