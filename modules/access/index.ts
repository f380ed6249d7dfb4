/** Who may do what in an environment, and the boundary that nobody bound can lift. */
export { Access } from './access.js';
export type { AccessProps, GroupAccess } from './access.js';
export { bindRoles } from './bound-roles.js';
export { managedPolicies } from './levels.js';
export { resolveAccess } from './resolve.js';
export type { AccessLevel, AccessPlan, GroupRole, ResolvedAccess } from './resolve.js';
export { boundaryArn, groupRoleName } from './scope.js';
export type { AccessScope } from './scope.js';
