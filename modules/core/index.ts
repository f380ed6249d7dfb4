/** Naming, tags, environment classes, IAM documents: what every module stands on. */
export { resolvedAt } from './at.js';
export { classDefaults } from './environment.js';
export type { ClassDefaults, Deletion, EnvironmentClass, EnvironmentRef, Tier } from './environment.js';
export { allow, anyResource, deny, policyDocument, to, trustPolicy } from './iam.js';
export type { AnyResource, Condition, Principal, ResourceStatement, Statement } from './iam.js';
export { resourceName, shortened } from './names.js';
export { Connection } from './network-rules.js';
export { finalSnapshotName, keptBy, keyThrough } from './placed.js';
export type { Placed } from './placed.js';
export { PrivateBucket } from './private-bucket.js';
export type { PrivateBucketProps } from './private-bucket.js';
export { tagsOf } from './tags.js';
export type { Tagged } from './tags.js';
export { variableName } from './use.js';
export type { Mount, Reach, Use } from './use.js';
export { checkZones } from './zones.js';
