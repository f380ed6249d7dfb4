import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { defaultTags } from '../template.js';
import { isGiven } from '../values.js';

export const tags: Rule = {
  id: 'tags',
  title: 'Everything carries company, environment and class',
  why: 'Tags say whose it is, what it costs and whether it may go; rules here judge by them.',
  remedy: 'Give the provider default_tags with company, environment and class.',
  severity: 'error',
  also: [],
  check: each(['provider.aws'], ({ config }) =>
    ['company', 'environment', 'class']
      .filter((name) => !isGiven(defaultTags(config)[name]))
      .map((name) => `has no default tag ${name}`),
  ),
};
