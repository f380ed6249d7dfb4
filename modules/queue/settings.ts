import { checkPlaced, resourceName } from '../core/index.js';
import type { Deletion, Placed } from '../core/index.js';

/** What people say about a queue; all of it has a default. */
export interface QueueSpec {
  /** Exactly once and in order, at most 300 batches a second: fifo. @default standard */
  readonly order?: 'standard' | 'fifo';
  /** The longest that a consumer works on one message; a message is hidden six times as long. @default 30 */
  readonly handlerSeconds?: number;
  /** A message that was received so often goes to the dead-letter queue. @default 5 */
  readonly maxReceives?: number;
  /** @default 4 */
  readonly retentionDays?: number;
  /** At least `retentionDays`: the age goes on counting. @default 14 */
  readonly deadRetentionDays?: number;
  /** A queue holds what is on its way only. @default allowed */
  readonly deletion?: Deletion;
}

export interface QueueSettings extends Required<
  Pick<QueueSpec, 'order' | 'maxReceives' | 'retentionDays' | 'deadRetentionDays' | 'deletion'>
> {
  readonly queueName: string;
  readonly deadName: string;
  readonly visibilitySeconds: number;
}

/** SQS: messages are hidden for 12 hours and kept for 14 days at most. */
const longestVisibilitySeconds = 43_200;
const longestRetentionDays = 14;

/** @throws where the specification cannot be built, saying what to write instead */
export function resolveQueue(placed: Placed, spec: QueueSpec): QueueSettings {
  const { environment, product, name } = placed;
  const { order = 'standard', handlerSeconds = 30, maxReceives = 5, retentionDays = 4, deadRetentionDays = 14 } = spec;
  const suffix = order === 'fifo' ? '.fifo' : '';
  const named = (last: string) => resourceName(environment, [product, last], 80 - suffix.length) + suffix;
  const visibilitySeconds = 6 * handlerSeconds;
  checkPlaced(placed);
  if (!(handlerSeconds > 0) || visibilitySeconds > longestVisibilitySeconds)
    throw new Error(
      `handlerSeconds ${handlerSeconds}: write 1 to ${longestVisibilitySeconds / 6}; SQS hides a message for 12 hours at most`,
    );
  if (!Number.isInteger(maxReceives) || maxReceives < 1 || maxReceives > 1000)
    throw new Error(`maxReceives ${maxReceives}: write 1 to 1000`);
  if (!(retentionDays > 0) || deadRetentionDays > longestRetentionDays || deadRetentionDays < retentionDays)
    throw new Error(
      `retentionDays ${retentionDays} and deadRetentionDays ${deadRetentionDays}: the second is at least the first and at most ${longestRetentionDays}`,
    );
  return {
    order,
    maxReceives,
    retentionDays,
    deadRetentionDays,
    deletion: spec.deletion ?? 'allowed',
    queueName: named(name),
    // No data store has an underscore in its name: this is never the queue of another one.
    deadName: named(`${name}_dead`),
    visibilitySeconds,
  };
}
