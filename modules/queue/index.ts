/** Queues: SQS with a dead-letter queue. */
export { Queue } from './queue.js';
export type { QueueLevel, QueueProps } from './queue.js';
export { resolveQueue } from './settings.js';
export type { QueueSettings, QueueSpec } from './settings.js';
