import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stackNames } from '../../estate/index.js';
import type { Cloud } from '../support/deployment.js';
import { cloudOf, deploy, drift } from '../support/deployment.js';
import { workingFolder } from '../support/terraform.js';
import { utah } from '../support/utah.js';
import { unexpected } from './allowed-drift.js';

/** Deploys every stack of one environment of examples/utah, in order, and plans each a second time. */
export function everyStack(environment: string): void {
  jest.setTimeout(900_000);
  const estate = utah();
  const account = estate.environments[environment]?.account ?? '';
  const stacks = stackNames(estate).filter(
    (name) => name.startsWith(`${environment}-`) || name.endsWith(`-${environment}`),
  );

  describe(`every stack of ${environment} of examples/utah`, () => {
    let cloud: Cloud;
    let folder = '';

    beforeAll(async () => {
      cloud = await cloudOf(account);
      folder = workingFolder('examples/utah');
    });
    afterAll(async () => cloud.stop());

    it.each(stacks)(
      '%s is deployed, and the plan after it is empty but for what the emulators do not return',
      async (stack) => {
        const { code, text } = await deploy(folder, stack, cloud);
        expect({ code, error: /Error: [^]*/.exec(text)?.[0]?.slice(0, 3000) }).toEqual({ code: 0 });
        expect(unexpected(await drift(folder, stack, cloud))).toEqual([]);
      },
    );
  });
}
