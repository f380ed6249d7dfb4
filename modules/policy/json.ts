/** The part of the policy that reads JSON and needs no CDKTF: for commands. */
export { checkStacks } from './check.js';
export { reportText } from './report.js';
export { readTemplate } from './template.js';
