import { identityStatements } from '../iam.js';
import type { Rule } from '../rule.js';

export const wildcardActions: Rule = {
  id: 'wildcard-actions',
  title: 'No policy allows a whole service',
  why: '"s3:*" also deletes buckets and makes them public; nobody means that.',
  remedy: 'Name the actions that are needed.',
  severity: 'error',
  also: ['CKV_AWS_62', 'CKV_AWS_63', 'CKV_AWS_286', 'IAMPolicyNoStatementsWithAdminAccess'],
  check: (template) =>
    identityStatements(template).flatMap(({ resource, statement: { effect, actions } }) =>
      actions
        .filter((action) => effect === 'Allow' && /^\*|:\*$/.test(action))
        .map((action) => ({ address: resource.address, message: `allows ${action}` })),
    ),
};
