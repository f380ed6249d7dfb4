import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Annotations } from '#cdktf';
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

/** The contract in a state file; none before a deployment has ended: the lock alone makes an empty one. */
function deployedContract(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!has(state, 'outputs') || !has(state['outputs'], 'contract')) return undefined;
    const { contract } = state['outputs'];
    return has(contract, 'value') ? contract['value'] : undefined;
  } catch {
    return undefined;
  }
}

const texts = (list: unknown) => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
const keys = (map: unknown) => (typeof map === 'object' && map !== null ? Object.keys(map) : []);

/** The same as `lost`, of a contract that is known. */
function lostOf(contract: unknown, stack: string, { things, allowDestroy }: Kept): readonly string[] {
  const of = (key: string) => (has(contract, key) ? contract[key] : undefined);
  const ingress = of('ingress');
  const addresses = [
    ...keys(of('egress')).map((zone) => `egress.${zone}`),
    ...(of('schema') === 'addresses/v1' && typeof ingress === 'object' && ingress !== null
      ? Object.entries(ingress).flatMap(([product, zones]) => keys(zones).map((zone) => `ingress.${product}.${zone}`))
      : []),
  ];
  const all = [...texts(of('stateful')), ...texts(of('names')), ...addresses];
  return [...new Set(all)].filter((thing) => !things.includes(thing) && !mayGo(stack, thing, allowDestroy)).toSorted();
}

/** What a refusal says; both may be expressions of Terraform. */
const refusal = (listed: string, written: string) =>
  `this would destroy: ${listed}. Put it back into the estate file, name its old name with was:, or allow it: allowDestroy: [${written}].`;

/**
 * Refuses a plan that would destroy something lasting. Terraform destroys what has no block any more, `prevent_destroy` or not; so the stack reads
 * its own last state and compares. A destroy of the whole stack is not held here, but by `prevent_destroy`.
 */
export function guard(stack: TerraformStack, key: string, kept: Kept, states: States): void {
  const { store, place } = states;
  const id = stack.node.id;
  if (store.kind === 'local') {
    const contract = deployedContract(resolve(place.folder, stateFile(key)));
    if (contract === undefined) return;
    const going = lostOf(contract, id, kept);
    // Said before the plan too: cdktf may lose the end of what Terraform says, and the reason of a refusal is at its end.
    if (going.length > 0)
      Annotations.of(stack).addWarning(refusal(going.join(', '), going.map((thing) => `${id}/${thing}`).join(', ')));
  }
  const { remote, exists } = readState(stack, 'last-deployment', key, states);
  // A local file is looked at above: its lock would make it exist here. In a bucket the lock is another object.
  if (store.kind === 's3') remote.addOverride('count', `\${${exists} ? 1 : 0}`);
  const gone = lost(id, kept);
  remote.addOverride('lifecycle.postcondition', [
    {
      condition: `\${length(${gone}) == 0}`,
      error_message: refusal(`\${join(", ", ${gone})}`, `${id}/\${join(", ${id}/", ${gone})}`),
    },
  ]);
}
