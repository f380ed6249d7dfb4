import { edgesOut } from './crossings.js';
import { plannedWith, type PlannedWaves } from './plan-waves.js';
import { latestWave } from './pins.js';

/** Thrown by {@link moveProduct} for a product or wave that does not exist. */
export class MoveError extends Error {
  override readonly name = 'MoveError';
}

/**
 * What if a product moved in another wave? Everything else stays where it is; days, conditions and crossings are computed anew.
 * What the move breaks shows as `broken`. The old plan is untouched, so undo is keeping it.
 *
 * @param wave number of the wave, from 1; one that does not exist yet is made
 * @throws MoveError
 */
export function moveProduct(planned: PlannedWaves, product: string, wave: number): PlannedWaves {
  const { products } = planned.built.model;
  const index = products.findIndex(({ name }) => name === product);
  const before = products[index];
  if (before === undefined)
    throw new MoveError(`there is no product ${JSON.stringify(product)}; write one of the plan's products`);
  if (!Number.isInteger(wave) || wave < 1 || wave > latestWave)
    throw new MoveError(`${wave} is no wave; write a number from 1 to ${latestWave}`);
  const assignment = planned.assignment.slice();
  assignment[index] = wave;
  const model = {
    ...planned.built.model,
    products: products.with(index, { ...before, pin: { wave, by: 'screen' as const } }),
  };
  const touched = new Set([planned.assignment[index] ?? 0, wave]);
  // Neighbours in the new wave are no way out of it, and that wave is touched anyway.
  for (const { from, to } of edgesOut(model, assignment, [index])) {
    for (const place of [from, to]) touched.add(assignment[place] ?? wave);
  }
  return plannedWith({ ...planned.built, model }, assignment, { crossings: planned.crossings, touched });
}
