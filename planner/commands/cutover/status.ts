import { Fault } from '../../model/fault.js';
import { statusLines, statusOf } from '../../view/cutover/status.js';
import { paintAll } from '../../view/look.js';
import { lookOf, type Run } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import type { CutoverFlags } from './estate.js';
import { deskOf, journalOf } from './scene.js';

/** `cutover status [PRODUCT…]`: where every run is, from the journals alone. Asks nothing of AWS, takes no lease. */
export const status: Run<CutoverFlags> = async (names, flags, surroundings) => {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `a status has no ${format} output`, 'Write --format text or json.');
  const desk = await deskOf(names, flags);
  const found = [];
  for (const product of desk.products) {
    const { state, lines, name } = await journalOf(desk, product);
    const lease = await desk.store.lease(name);
    const holder = lease !== undefined && !lease.released ? lease.by : undefined;
    found.push(statusOf(product.name, product.cutover.env, state, lines, holder));
  }
  const look = lookOf(flags, surroundings);
  const text =
    format === 'json'
      ? `${JSON.stringify({ schema: 'cutover-status/v1', products: found }, null, 2)}\n`
      : paintAll(
          found.flatMap((one) => statusLines(one)),
          look.colour,
        );
  await writeResult([text], flags, surroundings);
  return exit.done;
};
