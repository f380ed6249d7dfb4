import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const groupTags: Rule = {
  id: 'group-tags',
  title: 'Servers of an auto scaling group carry the tags of their environment',
  why: 'The default tags of the provider reach neither instances nor their volumes: bills and clean-ups miss them.',
  remedy: 'Give the group tag blocks with propagate_at_launch, and the launch template tag_specifications.',
  severity: 'error',
  also: [],
  check: each(['aws_autoscaling_group'], ({ config }) => {
    const propagated = blocks(config['tag']).filter(({ propagate_at_launch: propagate }) => isOn(propagate));
    const missing = ['environment'].filter((key) => !propagated.some((tag) => tag['key'] === key));
    return missing.map((key) => `does not propagate the tag ${key}`);
  }),
};
