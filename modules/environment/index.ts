/** What the products of an environment share, besides its network. */
export { AlarmTopic } from './alarm-topic.js';
export type { AlarmTopicProps } from './alarm-topic.js';
export { Environment } from './environment.js';
export type { EnvironmentProps } from './environment.js';
export { resolveEnvironment } from './resolve.js';
export type { EnvironmentPlan, EnvironmentThing, ResolvedEnvironment } from './resolve.js';
export { shellLogGroup, shellStatements } from './shell.js';
