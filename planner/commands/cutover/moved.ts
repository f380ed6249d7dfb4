import type { Product } from '../../../estate/index.js';
import { Fault } from '../../model/fault.js';

/** Its stack owns every name that was to move: the cutover is over. */
const isMoved = ({ names }: Product): boolean => {
  const moving = Object.values(names).filter(({ legacy }) => legacy !== undefined);
  return moving.length > 0 && moving.every(({ owner }) => owner === 'stack');
};

/**
 * The products that can still be cut over. Those that are done are left out, unless somebody names them.
 * @throws Fault `usage` for a named product that is done, and where nothing is left
 */
export function stillToMove(products: readonly Product[], names: readonly string[]): readonly Product[] {
  const done = products.filter(isMoved);
  const [first] = done;
  if (first !== undefined && (names.includes(first.name) || done.length === products.length))
    throw new Fault(
      'usage',
      `${first.name} is cut over: its names belong to the stack`,
      `How it went: plan-migration cutover report ${first.name}`,
    );
  return products.filter((product) => !isMoved(product));
}
