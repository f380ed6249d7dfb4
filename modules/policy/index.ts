/** Rules over the synthesized JSON of stacks: in tests, when an app is synthesized, and as a command. */
export { accept } from './accept.js';
export type { Acceptance } from './acceptance.js';
export { addPolicy } from './add-policy.js';
export type { AddPolicyOptions } from './add-policy.js';
export { checkStacks } from './check.js';
export type { Accepted, Finding, PolicyOptions, PolicyReport } from './check.js';
export { findingText, reportText } from './report.js';
export { each } from './rule.js';
export type { Fault, OtherStacks, Rule, Severity } from './rule.js';
export { rules } from './rules/index.js';
export { readTemplate, refersTo } from './template.js';
export type { Resource, Template } from './template.js';
