/** Secrets of a product: Parameter Store, values put by people. */
export { Secrets, secretPaths } from './secrets.js';
export type { SecretsProps } from './secrets.js';
