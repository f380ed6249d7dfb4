import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const inlineSecurityGroupRules: Rule = {
  id: 'inline-security-group-rules',
  title: 'Security group rules are resources of their own',
  why: 'Rules inside the group are one list: changing one removes and adds others, and what is added elsewhere is taken away by the next deploy.',
  remedy: 'Write aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule, one for each rule.',
  severity: 'error',
  also: [],
  check: each(['aws_security_group'], ({ config }) =>
    ['ingress', 'egress'].filter((name) => isGiven(config[name])).map((name) => `has ${name} rules inside`),
  ),
};
