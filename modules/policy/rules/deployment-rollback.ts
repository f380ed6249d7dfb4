import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const deploymentRollback: Rule = {
  id: 'deployment-rollback',
  title: 'A failed deployment of a service goes back by itself',
  why: 'Else ECS starts and stops broken tasks for hours, and the old ones are gone.',
  remedy: 'Set deployment_circuit_breaker { enable = true, rollback = true }.',
  severity: 'error',
  also: [],
  check: each(['aws_ecs_service'], ({ config }) => {
    const controller = blocks(config['deployment_controller'])[0]?.['type'];
    const breaks = blocks(config['deployment_circuit_breaker']).some(
      (one) => isOn(one['enable']) && isOn(one['rollback']),
    );
    return breaks || controller === 'CODE_DEPLOY' || controller === 'EXTERNAL' ? undefined : 'does not roll back';
  }),
};
