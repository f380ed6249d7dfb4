import { Fault } from '../../model/fault.js';
import type { Line } from '../../view/look.js';
import { paintAll } from '../../view/look.js';
import { type GlobalFlags, lookOf, type World } from '../context.js';
import { formatOf, writeResult } from '../output.js';

/** What a command says of several products: for machines as one document or one line each, for people as text. */
export interface Listing<T extends object> {
  /** `status`, `preflight`, `plan`: what one line of `--events` is about. */
  readonly about: string;
  /** Of the one document: `cutover-status/v1`. */
  readonly schema: string;
  readonly products: readonly T[];
  readonly lines: readonly Line[];
}

/** @throws Fault `usage` for a format that these commands do not have */
export function checkListing(about: string, flags: GlobalFlags): void {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `cutover ${about} has no ${format} output`, 'Write --format text or json.');
}

export function writeListing<T extends object>(
  { about, schema, products, lines }: Listing<T>,
  flags: GlobalFlags,
  world: World,
): Promise<void> {
  if (flags.events === true)
    return writeResult(
      [
        { type: 'version', schema: 'events/v1', tool: 'plan-migration' },
        ...products.map((product) => ({ type: about, ...product })),
      ].map((event) => `${JSON.stringify(event)}\n`),
      flags,
      world,
    );
  if (formatOf(flags) === 'json')
    return writeResult([`${JSON.stringify({ schema, products }, null, 2)}\n`], flags, world);
  return writeResult([paintAll(lines, lookOf(flags, world).colour)], flags, world);
}
