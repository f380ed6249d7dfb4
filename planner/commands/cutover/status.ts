import { Fault } from '../../model/fault.js';
import { type Status, statusLines, statusOf, unknownStatus } from '../../view/cutover/status.js';
import type { Run } from '../context.js';
import type { CutoverFlags } from './estate.js';
import { checkListing, writeListing } from './listing.js';
import { type Desk, deskOf, journalOf } from './scene.js';
import { worstOf } from './worst.js';

/**
 * `cutover status [PRODUCT…]`: where every run is, from the journals alone. Asks nothing of AWS, takes no lease. A journal that cannot be read does
 * not hide the others: its product says why, and the exit code does.
 */
export const status: Run<CutoverFlags> = async (names, flags, surroundings) => {
  checkListing('status', flags);
  const desk = await deskOf(names, flags);
  const found = await Promise.all(desk.products.map((product) => statusFor(desk, product)));
  const products = found.map(({ told }) => told);
  const lines = products.flatMap((one) => statusLines(one));
  await writeListing({ about: 'status', schema: 'cutover-status/v1', products, lines }, flags, surroundings);
  return worstOf(found.flatMap(({ fault }) => fault ?? []));
};

async function statusFor(
  desk: Desk,
  product: Desk['products'][number],
): Promise<{ readonly told: Status; readonly fault?: Fault }> {
  const { env } = product.cutover;
  try {
    const { state, lines, name } = await journalOf(desk, product);
    const lease = await desk.store.lease(name);
    const holder = lease !== undefined && !lease.released ? lease.by : undefined;
    return { told: statusOf(product.name, env, state, lines, holder) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { told: unknownStatus(product.name, env, error), fault: error };
  }
}
