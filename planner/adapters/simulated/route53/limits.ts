import { done, type Edit, refuse, type Result } from './types.js';

/** Limits of one request, of the Route 53 developer guide ("Quotas"): values and characters of an UPSERT count twice. */
export const limits = { values: 1000, characters: 32_000, weightedMembers: 100 } as const;

export function withinLimits(edits: readonly Edit[]): Result<undefined> {
  let values = 0;
  let characters = 0;
  for (const { Action, ResourceRecordSet } of edits) {
    const times = Action === 'UPSERT' ? 2 : 1;
    for (const { Value } of ResourceRecordSet.ResourceRecords ?? []) {
      values += times;
      characters += times * Value.length;
    }
    // An alias has no ResourceRecord; it counts as one change all the same.
    if (ResourceRecordSet.ResourceRecords === undefined) values += times;
  }
  if (values > limits.values)
    return refuse('InvalidChangeBatch', `Number of records limit of ${limits.values} exceeded.`);
  if (characters > limits.characters)
    return refuse('InvalidChangeBatch', `Number of characters limit of ${limits.characters} exceeded.`);
  return done(undefined);
}
