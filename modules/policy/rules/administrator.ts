import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { isGiven } from '../values.js';

export const administrator: Rule = {
  id: 'administrator',
  title: 'Nothing is an administrator',
  why: 'A role with all rights turns every mistake in it into an incident of the whole account.',
  remedy: 'Name the actions that are needed, or limit the role by a permissions boundary.',
  severity: 'error',
  also: ['CKV_AWS_274', 'IAMNoManagedPolicies'],
  check: each(
    [
      'aws_iam_role_policy_attachment',
      'aws_iam_group_policy_attachment',
      'aws_iam_user_policy_attachment',
      'aws_iam_policy_attachment',
    ],
    ({ config }, { of }) => {
      const [, name] =
        /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.exec(String(config['policy_arn'])) ?? [];
      const bounded = of('aws_iam_role').some(
        (role) => refersTo(config['role'], role) && isGiven(role.config['permissions_boundary']),
      );
      return name === undefined || bounded ? undefined : `has ${name} without a boundary`;
    },
  ),
};
