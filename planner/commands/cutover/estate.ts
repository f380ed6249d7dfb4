import type { Estate, Product } from '../../../estate/index.js';
import { nearest } from '../../../estate/index.js';
import { findEstate, type FoundEstate } from '../../adapters/estate.js';
import { Fault } from '../../model/fault.js';
import type { GlobalFlags } from '../context.js';

/** Flags that every cutover command takes. */
export interface CutoverFlags {
  readonly env?: string;
}

/**
 * The estate that a cutover is about: named, or of the working folder; never the example by default.
 * @throws Fault `missing` where there is none
 */
export async function cutoverEstate(flags: GlobalFlags): Promise<FoundEstate> {
  const found = await findEstate(flags.estate, undefined);
  if (found !== undefined) return found;
  throw new Fault(
    'missing',
    'no estate file here',
    'Run this in the folder of estate.yaml, or name one: --estate examples/utah/estate.yaml',
  );
}

/**
 * The products that a command names; all where it names none.
 * @throws Fault `usage` for a name that the estate does not have, or that is cut over in another environment
 */
export function productsOf(estate: Estate, names: readonly string[], env: string | undefined): readonly Product[] {
  const known = Object.keys(estate.products);
  if (env !== undefined && estate.environments[env] === undefined)
    throw new Fault(
      'usage',
      `no environment "${env}" in the estate`,
      `Write one of: ${Object.keys(estate.environments).join(', ')}.`,
    );
  const chosen = names.map((name) => {
    const product = estate.products[name];
    if (product !== undefined) return product;
    const close = nearest(name, known);
    throw new Fault(
      'usage',
      `no product "${name}" in the estate`,
      close === undefined ? `Write one of: ${known.join(', ')}.` : `Did you mean ${close}?`,
    );
  });
  const all = chosen.length > 0 ? chosen : Object.values(estate.products);
  const fitting = env === undefined ? all : all.filter(({ cutover }) => cutover.env === env);
  if (env !== undefined && fitting.length < all.length && chosen.length > 0)
    throw new Fault(
      'usage',
      `${all.find(({ cutover }) => cutover.env !== env)?.name ?? ''} is not cut over in ${env}`,
      'Write the environment of cutover.env, or leave --env out.',
    );
  if (fitting.length === 0)
    throw new Fault(
      'data',
      env === undefined ? 'the estate has no product to cut over' : `no product is cut over in ${env}`,
      env === undefined ? 'Add products to the estate file.' : 'Leave --env out, or see cutover.env of the products.',
    );
  return fitting;
}
