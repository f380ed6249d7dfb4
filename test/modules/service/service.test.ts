import { describe, expect, it } from '@jest/globals';
import { Service } from '../../../modules/service/index.js';
import { anEnvironment, synth } from '../../support/synth.js';

describe('a service', () => {
  it('has the defaults of its class', () => {
    const template = synth((scope) => {
      new Service(scope, 'web', {
        environment: anEnvironment(),
        product: 'storefront',
        name: 'web',
        image: { kind: 'name', name: 'public.ecr.aws/nginx/nginx:1.29' },
      });
    });
    expect(template.one('aws_ecs_service')).toMatchObject({
      desired_count: 2,
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: 'ENABLED',
      enable_execute_command: false,
      propagate_tags: 'SERVICE',
    });
  });
});
