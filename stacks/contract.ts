import { TerraformOutput } from '#cdktf';
import type { TerraformStack } from '#cdktf';
import type { StackContract } from '../estate/index.js';

/** The first path that holds `null`: cdktf crashes on it without a word about where. */
function nullIn(value: unknown, path: string): string | undefined {
  if (value === null) return path;
  if (typeof value !== 'object') return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = nullIn(item, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The stack's single output: what other stacks and `plan-migration` read of it. Values may be tokens.
 * @throws where a value is null
 */
export function publish(stack: TerraformStack, contract: StackContract): void {
  const hole = nullIn(contract, 'contract');
  if (hole !== undefined) throw new Error(`${hole} is null: leave the key out`);
  new TerraformOutput(stack, 'contract', { value: contract, staticId: true });
}
