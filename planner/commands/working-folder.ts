import { findEstate, type FoundEstate } from '../adapters/estate.js';
import { Fault } from '../model/fault.js';
import type { GlobalFlags } from './context.js';

/**
 * The estate that a command works on: `--estate`, `$ESTATE` or `./estate.yaml`, nothing else. All paths are relative to its folder.
 * @throws Fault `missing` where there is none
 */
export async function workingFolder({ estate }: GlobalFlags): Promise<FoundEstate> {
  const found = await findEstate(estate, undefined);
  if (found !== undefined) return found;
  throw new Fault(
    'missing',
    'there is no estate.yaml here',
    'Go to the folder that has it, or name it with --estate; plan-migration init DIR makes a new one.',
  );
}
