import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { utah } from '../support/utah.js';
import { deploy, drift } from '../support/deployment.js';
import { editEstate } from '../support/estate-edits.js';
import { unexpected } from './allowed-drift.js';
import type { Ground } from './ground.js';
import { deployAgain, destroy, done, outcome, resourcesOf, stacksOf } from './ground.js';

/** Every stack of an environment, in order. */
export function everyStackIsDeployed(ground: () => Ground, environment: string): void {
  it.each(stacksOf(environment))(
    '%s is deployed, and the plan after it is empty but for what the emulators do not return',
    async (stack) => {
      const { folder, cloud } = ground();
      expect(outcome(await deploy(folder, stack, cloud))).toEqual(done);
      expect(unexpected(await drift(folder, stack, cloud))).toEqual([]);
    },
  );
}

/** What `allowDestroy` takes of a stack: the lasting things of its contract, and what else a product protects. */
function thingsOf(folder: string, stack: string): readonly string[] {
  const file: Readonly<
    Record<string, { readonly contract: { readonly schema: string; readonly stateful: string[] } }>
  > = JSON.parse(readFileSync(join(folder, 'outputs', `${stack}.json`), 'utf8'));
  const contract = file[stack]?.contract;
  if (contract === undefined) throw new Error(`${stack} has no outputs`);
  return [
    ...contract.stateful,
    ...(contract.schema === 'product/v1' ? ['ingress', 'kill-switch', 'repositories'] : []),
  ];
}

/**
 * Every stack of an environment: refused where it keeps data or addresses, then done. The products, which do not know of each other, in one command:
 * what takes the time are waits inside the provider.
 */
export function everyStackIsDestroyed(ground: () => Ground, environment: string): void {
  const stacks = stacksOf(environment).toReversed();
  const shared = stacks.filter((stack) => stack.startsWith(`${environment}-`));
  const products = stacks.filter((stack) => !shared.includes(stack));
  const guarded = utah().environments[environment]?.class === 'production';
  // Mail keeps nothing.
  const refused = guarded ? stacks.filter((stack) => !stack.startsWith('mail-')) : [];
  const all = (of: readonly string[]) => Object.fromEntries(of.map((stack) => [stack, resourcesOf(ground(), stack)]));

  if (refused.length > 0) {
    it(`destroying ${refused.join(', ')} is refused, and all of them are still there`, async () => {
      const before = all(refused);
      expect((await destroy(ground(), refused)).code).not.toBe(0);
      expect(all(refused)).toEqual(before);
    });

    it('they are deployed without their protection once allowDestroy names what they keep', async () => {
      const { folder } = ground();
      const things = refused.flatMap((stack) => thingsOf(folder, stack).map((thing) => `${stack}/${thing}`));
      editEstate(folder, [[['allowDestroy'], things]]);
      expect(outcome(await deployAgain(ground(), refused))).toEqual(done);
    });
  }

  it.each([products, ...shared.map((stack) => [stack])].map((of) => ({ named: of.join(', '), of })))(
    '$named destroyed: nothing is left',
    async ({ of }) => {
      expect(outcome(await destroy(ground(), of))).toEqual(done);
      expect(Object.values(all(of)).flat()).toEqual([]);
    },
  );
}
