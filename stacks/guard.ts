import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TerraformStack } from '#cdktf';
import type { Destroyable } from '../estate/index.js';
import type { States } from './states.js';
import { readState, stateFile } from './states.js';

/** What the estate keeps of a stack's lasting things, and what it allows to go. */
export interface Kept {
  /** Lasting things that are in the estate, as `stateful` and `names` of the contract call them. */
  readonly things: readonly string[];
  readonly allowDestroy: readonly Destroyable[];
}

/** All lasting things of the last deployment: data, zones, owned names, and each address by itself. */
const lasting = `flatten([
  try(self.outputs.contract.stateful, []),
  try(self.outputs.contract.names, []),
  try([for zone in keys(self.outputs.contract.egress) : "egress.\${zone}"], []),
  try([for product, zones in self.outputs.contract.ingress : [for zone in keys(zones) : "ingress.\${product}.\${zone}"]], [])
])`.replace(/\s+/g, ' ');

/** True when `allowDestroy` names the thing, or what it is a part of: `ingress.storefront` names each address of it. */
export function mayGo(stack: string, thing: string, allowed: readonly Destroyable[]): boolean {
  return allowed.some((one) => one.stack === stack && (one.thing === thing || thing.startsWith(`${one.thing}.`)));
}

/** HCL: the lasting things of the last deployment that neither the estate nor `allowDestroy` names. */
function lost(stack: string, { things, allowDestroy }: Kept): string {
  const allowed = allowDestroy.filter((one) => one.stack === stack).map((one) => one.thing);
  const prefixes = allowed.map((thing) => `startswith(thing, ${JSON.stringify(`${thing}.`)})`);
  const spared = [`contains(${JSON.stringify([...things, ...allowed])}, thing)`, ...prefixes].join(' || ');
  return `sort(distinct([for thing in ${lasting} : thing if !(${spared})]))`;
}

const has = (value: unknown, key: string): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

/** A state file that a deployment has written: the lock alone makes an empty one. */
function isDeployed(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return has(state, 'outputs') && has(state['outputs'], 'contract');
  } catch {
    return false;
  }
}

/**
 * Refuses a plan that would destroy something lasting. Terraform destroys what has no block any more, `prevent_destroy` or not; so the stack reads
 * its own last state and compares. A destroy of the whole stack is not held here, but by `prevent_destroy`.
 */
export function guard(stack: TerraformStack, key: string, kept: Kept, states: States): void {
  const { store, place } = states;
  const id = stack.node.id;
  if (store.kind === 'local' && !isDeployed(resolve(place.folder, stateFile(key)))) return;
  const { remote, exists } = readState(stack, 'last-deployment', key, states);
  // A local file is looked at above: its lock would make it exist here. In a bucket the lock is another object.
  if (store.kind === 's3') remote.addOverride('count', `\${${exists} ? 1 : 0}`);
  const gone = lost(id, kept);
  remote.addOverride('lifecycle.postcondition', [
    {
      condition: `\${length(${gone}) == 0}`,
      error_message: `this would destroy: \${join(", ", ${gone})}. Put it back into the estate file, name its old name with was:, or allow it: allowDestroy: [${id}/\${join(", ${id}/", ${gone})}].`,
    },
  ]);
}
