import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { readInventory } from '../../planner/inventory/read-inventory.js';
import type { Inventory } from '../../planner/model/inventory.js';
import type { Server } from '../../planner/model/server.js';

const folder = new URL('../planner/inventory/fixtures/', import.meta.url);

export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file of test/planner/inventory/fixtures. */
export const fixture = (name: string): Input => ({ name, bytes: readFileSync(new URL(name, folder)) });

/** A file made up in a test. */
export const file = (name: string, content: string): Input => ({ name, bytes: new TextEncoder().encode(content) });

/** An inventory with all its servers at hand. */
export interface WholeInventory extends Inventory {
  readonly servers: readonly Server[];
}

/** Takes all servers out of an inventory that may make each when it is asked for. */
export const whole = (inventory: Inventory): WholeInventory => ({
  ...inventory,
  servers: Array.from(inventory.servers),
});

/** Reads fixtures (by name) and made-up files together, as one run of the program would. */
export const inventoryOf = (...inputs: readonly (string | Input)[]): WholeInventory =>
  whole(
    readInventory(
      inputs.map((input) => (typeof input === 'string' ? fixture(input) : input)),
      { columns: {} },
    ),
  );

/** The server of that name. @throws when there is none, naming those there are */
export function server(inventory: WholeInventory, name: string): Server {
  const found = inventory.servers.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name} among ${inventory.servers.map((one) => one.name).join(', ')}`);
  return found;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** The same CSV with its columns in the order that `reorder` gives. */
export function withColumns(input: Input, reorder: (columns: readonly string[]) => readonly string[]): Input {
  const rows = parse(Buffer.from(input.bytes), { bom: true, relax_column_count: true });
  return file(input.name, rows.map((row) => reorder(row).map(quoted).join(',')).join('\n'));
}
