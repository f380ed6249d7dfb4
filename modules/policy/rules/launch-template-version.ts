import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks } from '../values.js';

export const launchTemplateVersion: Rule = {
  id: 'launch-template-version',
  title: 'An auto scaling group names the version of its launch template',
  why: '"$Latest" never changes in a plan: no refresh starts, and which servers run what depends on when they were started.',
  remedy: 'Reference the latest_version attribute of the template.',
  severity: 'error',
  also: [],
  check: each(['aws_autoscaling_group'], ({ config }) => {
    const mixed = blocks(config['mixed_instances_policy']).flatMap((policy) =>
      blocks(policy['launch_template']).flatMap((one) =>
        [one, ...blocks(one['override'])].flatMap((named) => blocks(named['launch_template_specification'])),
      ),
    );
    return [...blocks(config['launch_template']), ...mixed]
      .map(({ version }) => version)
      .filter((version) => version === '$Latest' || version === '$Default' || version === undefined)
      .map((version) => `uses version ${typeof version === 'string' ? version : 'that is the default'}`);
  }),
};
