import type { Statement } from '../core/index.js';
import { allow, anyResource } from '../core/index.js';
import type { AccessLevel, ResolvedAccess } from './resolve.js';
import { refusals } from './boundary.js';
import type { AccessScope } from './scope.js';
import { boundaryArn, ownArns } from './scope.js';

/** AWS's own policies of each level. */
export const managedPolicies: Readonly<Record<AccessLevel, readonly string[]>> = {
  admin: ['AdministratorAccess'],
  // Everything but IAM: what the products' roles need comes from `identities`.
  deploy: ['PowerUserAccess'],
  // Names, states, metrics and bills; no contents of buckets, queues or databases.
  read: ['job-function/ViewOnlyAccess', 'CloudWatchReadOnlyAccess', 'AWSBillingReadOnlyAccess'],
};

/** Services that the products' roles are for. */
const passedTo = [
  'backup.amazonaws.com',
  'ec2.amazonaws.com',
  'ecs.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'events.amazonaws.com',
  'lambda.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  'scheduler.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/** Making the roles of products: only with the environment's name in front, only bound, only for services. */
function identities(scope: AccessScope): readonly Statement[] {
  const { products, services } = ownArns(scope);
  const bound = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn(scope) } };
  return [
    allow(['iam:CreateRole', 'iam:PutRolePermissionsBoundary'], products, bound),
    allow(
      [
        'iam:AddRoleToInstanceProfile',
        'iam:AttachRolePolicy',
        'iam:CreateInstanceProfile',
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:DeleteInstanceProfile',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePolicy',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:TagInstanceProfile',
        'iam:TagPolicy',
        'iam:TagRole',
        'iam:UntagInstanceProfile',
        'iam:UntagPolicy',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      products,
    ),
    allow(['iam:Get*', 'iam:List*'], anyResource('most reads of IAM have no resource level, and none tells a secret')),
    allow(['iam:PassRole'], products, { StringEquals: { 'iam:PassedToService': passedTo } }),
    allow(['iam:CreateServiceLinkedRole'], services),
  ];
}

/** What the role of a level has beside AWS's own policies. */
export function ownStatements(
  scope: AccessScope,
  level: AccessLevel,
  resolved: Pick<ResolvedAccess, 'release' | 'shell'>,
): readonly Statement[] {
  return [...(level === 'deploy' ? identities(scope) : []), ...(level === 'read' ? [] : refusals(scope, resolved))];
}
