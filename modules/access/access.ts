import { IamPolicy } from '#aws/iam-policy';
import type { IamRoleConfig } from '#aws/iam-role';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import { IamRolePolicyAttachment } from '#aws/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { partitionOf, policyDocument, resolvedAt, trustPolicy } from '../core/index.js';
import { boundaryStatements } from './boundary.js';
import { managedPolicies, ownStatements } from './levels.js';
import type { AccessLevel, AccessPlan, GroupRole, ResolvedAccess } from './resolve.js';
import { resolveAccess } from './resolve.js';
import { accessPath, boundaryName, groupRoleName } from './scope.js';

export interface AccessProps extends AccessPlan {
  /** Merged last into every role. */
  readonly overrides?: Partial<IamRoleConfig>;
}

/** The role of a group. */
export interface GroupAccess {
  readonly name: string;
  readonly arn: string;
  readonly level: AccessLevel;
}

/** Who may do what in an environment: one role for each group, and a boundary that binds them and all that they make. */
export class Access extends Construct {
  /** By group. */
  readonly roles: Readonly<Record<string, GroupAccess>>;
  readonly boundary: IamPolicy;

  constructor(scope: Construct, id: string, props: AccessProps) {
    super(scope, id);
    const resolved = resolvedAt(this, () => resolveAccess(props));
    this.boundary = new IamPolicy(this, 'boundary', {
      name: boundaryName(props),
      path: accessPath,
      description: 'The most that people and products can do here; grants nothing',
      policy: policyDocument(boundaryStatements(props, resolved)),
    });
    this.roles = Object.fromEntries(resolved.roles.map((role) => [role.group, this.role(role, resolved, props)]));
  }

  private role({ group, level, principals }: GroupRole, resolved: ResolvedAccess, props: AccessProps): GroupAccess {
    const at = new Construct(this, group);
    const role = new IamRole(at, 'role', {
      name: groupRoleName(props, group),
      path: accessPath,
      description: `${group} in ${props.environment}: ${level}`,
      // The source identity tells people apart who share a role; tags of the session come from the single sign-on.
      assumeRolePolicy: trustPolicy({ arns: principals }, undefined, [
        'sts:AssumeRole',
        'sts:SetSourceIdentity',
        'sts:TagSession',
      ]),
      maxSessionDuration: resolved.sessionSeconds,
      permissionsBoundary: this.boundary.arn,
      ...props.overrides,
    });
    for (const policy of managedPolicies[level])
      new IamRolePolicyAttachment(at, policy.replace('job-function/', ''), {
        role: role.name,
        policyArn: `arn:${partitionOf(props.region)}:iam::aws:policy/${policy}`,
      });
    const statements = ownStatements(props, level, resolved);
    if (statements.length > 0)
      new IamRolePolicy(at, 'own', { name: 'own', role: role.name, policy: policyDocument(statements) });
    return { name: role.name, arn: role.arn, level };
  }
}
