import type { Statement } from '../core/index.js';
import { ceiling, deny, denyBeyond } from '../core/index.js';
import type { ResolvedAccess } from './resolve.js';
import type { AccessScope } from './scope.js';
import { boundaryArn, ownArns } from './scope.js';

/** What nobody bound may do, at whatever level: the organization, the account itself, and identities of people. */
const beyond = [
  'account:*',
  'organizations:*',
  'iam:*AccessKey*',
  'iam:*Group*',
  'iam:*LoginProfile*',
  'iam:*MFADevice*',
  'iam:*SAMLProvider*',
  'iam:*User*',
];

/** Giving away an address that partners have opened their firewalls to: by release, and by transfer to another account. */
const giveAway = ['ec2:ReleaseAddress', 'ec2:EnableAddressTransfer'];

const shells = ['ec2-instance-connect:*', 'ecs:ExecuteCommand', 'ssm:SendCommand', 'ssm:StartSession'];

/**
 * What the class of the environment refuses to everybody. Where addresses may be released, still only its own: another environment of the same
 * account may have partners.
 */
export function refusals(
  { environment }: AccessScope,
  { release, shell }: Pick<ResolvedAccess, 'release' | 'shell'>,
): readonly Statement[] {
  return [
    release === 'refused'
      ? deny(giveAway, ['*'])
      : deny(giveAway, ['*'], { StringNotEquals: { 'aws:ResourceTag/environment': environment } }),
    ...(shell === 'refused' ? [deny(shells, ['*'])] : []),
  ];
}

const changesOfPermissions = [
  'iam:AttachRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePolicy',
];
const changesOfRoles = [
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:PutRolePermissionsBoundary',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
];
const changesOfPolicies = [
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:SetDefaultPolicyVersion',
];

/**
 * What keeps the boundary in place: it binds whatever a bound one makes, and a bound one can neither change it, nor touch the roles of people,
 * nor get what it may not by way of a role that is not bound.
 */
export function keepsItself(scope: AccessScope): readonly Statement[] {
  const { products, access, services } = ownArns(scope);
  return [
    deny(['iam:DeleteRolePermissionsBoundary'], ['*']),
    deny([...changesOfPermissions, 'iam:CreateRole', 'iam:PutRolePermissionsBoundary'], ['*'], {
      StringNotEquals: { 'iam:PermissionsBoundary': boundaryArn(scope) },
    }),
    denyBeyond(['iam:PassRole', 'iam:UpdateAssumeRolePolicy'], [...products, ...services]),
    deny([...changesOfPermissions, ...changesOfRoles, ...changesOfPolicies], access),
  ];
}

/** The permission boundary of an environment: the most that its people and its products' roles can ever do. */
export function boundaryStatements(
  scope: AccessScope,
  resolved: Pick<ResolvedAccess, 'release' | 'shell'>,
): readonly Statement[] {
  return [ceiling(beyond), ...refusals(scope, resolved), ...keepsItself(scope)];
}
