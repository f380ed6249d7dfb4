import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { utah } from '../support/utah.js';
import { deploy, drift } from '../support/deployment.js';
import { editEstate } from '../support/estate-edits.js';
import { unexpected } from './allowed-drift.js';
import type { Ground } from './ground.js';
import { destroy, done, outcome, resourcesOf, stacksOf } from './ground.js';

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

/** Every stack of an environment, those that read others first: refused where it keeps data or addresses, then done. */
export function everyStackIsDestroyed(ground: () => Ground, environment: string): void {
  const stacks = stacksOf(environment).toReversed();
  const guarded = utah().environments[environment]?.class === 'production';
  // Mail keeps nothing.
  const refused = guarded ? stacks.filter((stack) => !stack.startsWith('mail-')) : [];

  if (refused.length > 0) {
    it.each(refused)('destroying %s is refused, and all of it is still there', async (stack) => {
      const before = resourcesOf(ground(), stack);
      expect((await destroy(ground(), stack)).code).not.toBe(0);
      expect(resourcesOf(ground(), stack)).toEqual(before);
    });

    it.each(refused)('%s is deployed without its protection once allowDestroy names what it keeps', async (stack) => {
      const { folder, cloud } = ground();
      editEstate(folder, [
        [['allowDestroy'], refused.flatMap((one) => thingsOf(folder, one).map((thing) => `${one}/${thing}`))],
      ]);
      expect(outcome(await deploy(folder, stack, cloud))).toEqual(done);
    });
  }

  it.each(stacks)('%s is destroyed, and nothing of it is left', async (stack) => {
    expect(outcome(await destroy(ground(), stack))).toEqual(done);
    expect(resourcesOf(ground(), stack)).toEqual([]);
  });
}
