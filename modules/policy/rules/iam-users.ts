import { each } from '../rule.js';
import type { Rule } from '../rule.js';

export const iamUsers: Rule = {
  id: 'iam-users',
  title: 'There are no IAM users',
  why: 'Their keys never end, and lie in files, histories and images.',
  remedy: 'Use roles: of instances, tasks, single sign-on, or OIDC for pipelines.',
  severity: 'error',
  also: ['CKV_AWS_273', 'IAMUserNoPolicies'],
  check: each(['aws_iam_user', 'aws_iam_access_key'], ({ type }) =>
    type === 'aws_iam_user'
      ? 'is a user with keys of its own'
      : 'is a key that never ends, with its secret in the state',
  ),
};
