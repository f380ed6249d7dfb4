import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const securityGroupDescription: Rule = {
  id: 'security-group-description',
  title: 'A security group says what it is for',
  why: 'Nobody dares to remove what nobody can explain; a description cannot be changed later without replacing the group.',
  remedy: 'Write a description.',
  severity: 'warning',
  also: ['CKV_AWS_23', 'EC2SecurityGroupDescription'],
  check: each(['aws_security_group'], ({ config }) =>
    isGiven(config['description']) ? undefined : 'has no description',
  ),
};
