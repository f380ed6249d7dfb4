import { statusLines, statusOf } from '../../view/cutover/status.js';
import type { Run } from '../context.js';
import { exit } from '../exit.js';
import type { CutoverFlags } from './estate.js';
import { checkListing, writeListing } from './listing.js';
import { deskOf, journalOf } from './scene.js';

/** `cutover status [PRODUCT…]`: where every run is, from the journals alone. Asks nothing of AWS, takes no lease. */
export const status: Run<CutoverFlags> = async (names, flags, surroundings) => {
  checkListing('status', flags);
  const desk = await deskOf(names, flags);
  const products = [];
  for (const product of desk.products) {
    const { state, lines, name } = await journalOf(desk, product);
    const lease = await desk.store.lease(name);
    const holder = lease !== undefined && !lease.released ? lease.by : undefined;
    products.push(statusOf(product.name, product.cutover.env, state, lines, holder));
  }
  const lines = products.flatMap((one) => statusLines(one));
  await writeListing({ about: 'status', schema: 'cutover-status/v1', products, lines }, flags, surroundings);
  return exit.done;
};
