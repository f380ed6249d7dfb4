import { containersOf, nameOf } from '../containers.js';
import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const privilegedContainer: Rule = {
  id: 'privileged-container',
  title: 'No container is privileged',
  why: 'A privileged container is root on the machine, and so in every other container there.',
  remedy: 'Leave privileged out; ask for the single capability that is needed.',
  severity: 'error',
  also: ['CKV_AWS_334', 'ECSTaskDefinitionUserForHostMode'],
  check: each(['aws_ecs_task_definition'], ({ config }) =>
    containersOf(config)
      .filter((container) => isOn(container['privileged']))
      .map((container) => `container ${nameOf(container)} is privileged`),
  ),
};
