import { expect, it } from '@jest/globals';
import { rehearse } from '../../../../planner/adapters/simulated/world/rehearse.js';
import { smallEstate, unattended } from '../../../support/cutover.js';

/** How often each product's clients were looked at, on the average. */
async function looks(count: number): Promise<number> {
  const products = Array.from({ length: count }, (_, i) => `p${i}`);
  const estate = smallEstate({ policy: unattended, products });
  const played = await rehearse(estate, Object.values(estate.products), { seed: 1, start: 0 });
  return played.products.reduce((sum, { samples }) => sum + samples.length, 0) / count;
}

it('a product that waits for its turn is not looked at each time another one does something', async () => {
  // Products shift one after the other, so that the last ones wait long: but so long only twice as many looks, not four times.
  expect((await looks(24)) / (await looks(1))).toBeLessThan(2.4);
});
