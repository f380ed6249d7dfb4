import { containersOf, nameOf } from '../containers.js';
import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const taskLogging: Rule = {
  id: 'task-logging',
  title: 'Every container writes its logs somewhere',
  why: 'What a container said is gone when it stops, which is when it is needed.',
  remedy: 'Give the container a logConfiguration.',
  severity: 'error',
  also: ['ECSTaskDefinitionContainerLogging'],
  check: each(['aws_ecs_task_definition'], ({ config }) =>
    containersOf(config)
      .filter((container) => !isGiven(container['logConfiguration']))
      .map((container) => `container ${nameOf(container)} has no logConfiguration`),
  ),
};
