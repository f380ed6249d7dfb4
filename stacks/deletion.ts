import type { TerraformStack } from '#cdktf';
import type { Estate } from '../estate/index.js';
import type { Deletion } from '../modules/core/index.js';
import { accept } from '../modules/policy/index.js';

/** `allowed` for exactly the things of a stack that `allowDestroy` names; the others keep the default of their class. */
export function allowedDeletions(
  { allowDestroy }: Estate,
  stack: string,
  things: readonly string[],
): Readonly<Record<string, Deletion>> {
  const named = new Set(allowDestroy.filter((one) => one.stack === stack).map(({ thing }) => thing));
  return Object.fromEntries(things.filter((thing) => named.has(thing)).map((thing) => [thing, 'allowed']));
}

/** Rules that ask for the protection which `allowDestroy` lifts. */
const protections = ['production-protected', 'load-balancer-protected'];

/** The rule pack does not refuse what people have allowed in the estate file, for as long as it stands there. */
export function acceptDestroy(stack: TerraformStack, { allowDestroy }: Estate): void {
  const things = allowDestroy.filter((one) => one.stack === stack.node.id).map(({ thing }) => thing);
  if (things.length === 0) return;
  const because = `allowDestroy in estate.yaml names ${things.join(', ')}`;
  for (const rule of protections) accept(stack, { rule, because, until: '9999-12-31' });
}
