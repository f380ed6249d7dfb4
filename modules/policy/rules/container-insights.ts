import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks } from '../values.js';

export const containerInsights: Rule = {
  id: 'container-insights',
  title: 'A cluster measures its tasks',
  why: 'Without Container Insights there is no number for memory of a task or tasks that should run and do not.',
  remedy: 'Set the containerInsights setting to enabled or enhanced.',
  severity: 'warning',
  also: ['CKV_AWS_65', 'ECSClusterCloudWatchContainerInsights'],
  check: each(['aws_ecs_cluster'], ({ config }) =>
    blocks(config['setting']).some(({ name, value }) => name === 'containerInsights' && value !== 'disabled')
      ? undefined
      : 'has no Container Insights',
  ),
};
