import { resourceStatements } from '../iam.js';
import type { Rule } from '../rule.js';

export const openResourcePolicy: Rule = {
  id: 'open-resource-policy',
  title: 'No resource is open to everybody',
  why: '"*" as principal means every AWS customer, and often everyone without an account too.',
  remedy: 'Name the principals, or limit the statement by a condition.',
  severity: 'error',
  also: ['CKV_AWS_70', 'CKV_AWS_33', 'CKV_AWS_168', 'CKV_AWS_169'],
  check: (template) =>
    resourceStatements(template).flatMap(({ resource, statement: { effect, principals, conditional } }) =>
      effect === 'Allow' && principals.includes('*') && !conditional
        ? [{ address: resource.address, message: 'lets everybody in' }]
        : [],
    ),
};
