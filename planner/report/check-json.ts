import type { Inventory } from '../model/inventory.js';
import { inChunks, jsonList } from './chunks.js';
import { fileJson, findingJson } from './plan-json.js';

export { checkEvents } from './events.js';

function* pieces(inventory: Inventory): Generator<string> {
  yield `{\n  "schema": "check/v1",\n  "servers": ${inventory.servers.length},\n  "flows": ${inventory.flows.length},\n`;
  yield `  "inventory": {\n    "rows": ${JSON.stringify(inventory.rows)},\n`;
  yield* jsonList('files', inventory.files, fileJson, '    ');
  yield '\n  },\n';
  yield* jsonList('findings', inventory.findings, findingJson, '  ');
  yield '\n}\n';
}

/** `check --json` (schema `check/v1`): what was read, with the same fields as `plan.json`, in chunks. */
export const checkJson = (inventory: Inventory): Iterable<string> => inChunks(pieces(inventory));
