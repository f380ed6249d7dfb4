import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { isGiven } from '../values.js';

const nowhere = () => undefined;

export const defaultSecurityGroup: Rule = {
  id: 'default-security-group',
  title: 'The default security group lets nothing through',
  why: 'What names no group gets the default one, which lets all of its members talk to each other and out to anywhere.',
  remedy: 'Add aws_default_security_group for the VPC, without rules.',
  severity: 'error',
  also: ['CKV2_AWS_12', 'VPCDefaultSecurityGroupClosed'],
  check: (template) => [
    ...each(['aws_default_security_group'], ({ config }) =>
      ['ingress', 'egress'].filter((name) => isGiven(config[name])).map((name) => `has ${name} rules`),
    )(template, nowhere),
    ...each(['aws_vpc'], (vpc, { of }) =>
      of('aws_default_security_group').some(({ config }) => refersTo(config['vpc_id'], vpc))
        ? undefined
        : 'its default security group is as AWS made it: open',
    )(template, nowhere),
  ],
};
