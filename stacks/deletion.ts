import type { Estate } from '../estate/index.js';
import type { Deletion } from '../modules/core/index.js';

/** `allowed` for exactly the things of a stack that `allowDestroy` names; the others keep the default of their class. */
export function allowedDeletions(
  { allowDestroy }: Estate,
  stack: string,
  things: readonly string[],
): Readonly<Record<string, Deletion>> {
  const named = new Set(allowDestroy.filter((one) => one.stack === stack).map(({ thing }) => thing));
  return Object.fromEntries(things.filter((thing) => named.has(thing)).map((thing) => [thing, 'allowed']));
}
