import type { EnvironmentClass } from '../core/index.js';
import { checkName, classDefaults } from '../core/index.js';

/** What a group may do: everything but identities, change products, or look. */
export type AccessLevel = 'admin' | 'deploy' | 'read';

/** What access is made from. */
export interface AccessPlan {
  readonly company: string;
  readonly environment: string;
  readonly class: EnvironmentClass;
  /** Twelve digits. */
  readonly account: string;
  /** Decides the partition of ARNs. */
  readonly region: string;
  /** Group to the ARNs of who is in it: roles of the single sign-on, users, roles of other accounts. They must exist when the role is made. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Group to its level here; a group that is not named has none. */
  readonly access: Readonly<Record<string, AccessLevel>>;
  /** Shells in containers and on machines. @default refused in production, allowed elsewhere */
  readonly shell?: 'allowed' | 'refused';
  /** Longest session, 1 to 12 hours; AWS ends one of a role that assumes a role after 1. @default 4 */
  readonly sessionHours?: number;
}

/** A role to be. */
export interface GroupRole {
  readonly group: string;
  readonly level: AccessLevel;
  readonly principals: readonly string[];
}

/** Access with its defaults, checked. */
export interface ResolvedAccess {
  readonly roles: readonly GroupRole[];
  readonly shell: 'allowed' | 'refused';
  /** Whether the addresses that partners opened to may be released. */
  readonly release: 'allowed' | 'refused';
  readonly sessionSeconds: number;
}

const principal = /^arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(role|user|assumed-role)\/[\w+=,.@/-]+)$/;

/** @throws where a group is unknown or empty, or a member is no principal */
export function resolveAccess(plan: AccessPlan): ResolvedAccess {
  const { shellAccess, deletion } = classDefaults[plan.class];
  const hours = plan.sessionHours ?? 4;
  if (hours < 1 || hours > 12) throw new Error(`sessionHours: ${hours} is not between 1 and 12`);
  checkName(plan.company, 'company');
  checkName(plan.environment, 'environment');
  const roles = Object.entries(plan.access).map(([group, level]) => {
    checkName(group, 'access');
    const principals = plan.groups[group];
    if (principals === undefined || principals.length === 0)
      throw new Error(
        `access: nobody is in the group ${group}; there are ${Object.keys(plan.groups).join(', ') || 'no groups'}`,
      );
    const wrong = principals.find((arn) => !principal.test(arn));
    if (wrong !== undefined)
      throw new Error(
        `groups.${group}: ${wrong} is not the ARN of a role or user, like arn:aws:iam::111122223333:role/ops`,
      );
    return { group, level, principals };
  });
  return { roles, shell: plan.shell ?? shellAccess, release: deletion, sessionSeconds: hours * 3600 };
}
