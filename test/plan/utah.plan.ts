import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stackNames } from '../../estate/index.js';
import { fixtureContracts } from '../support/fixture-contracts.js';
import {
  plan,
  synthesize,
  takeOffline,
  terraformEnvironment,
  workingFolder,
  writeState,
} from '../support/terraform.js';
import { utah } from '../support/utah.js';

jest.setTimeout(180_000);

const estate = utah();

/** What a deployment leaves behind that plans into the same stack would guard: here every stack is new. */
describe('every stack of examples/utah', () => {
  let folder = '';

  beforeAll(async () => {
    folder = workingFolder('examples/utah');
    expect(await synthesize(folder)).toEqual({ code: 0, text: '' });
    for (const [stack, contract] of Object.entries(fixtureContracts(estate))) writeState(folder, stack, contract);
  });

  it.each(stackNames(estate))('%s passes terraform validate and plan without an account', async (stack) => {
    takeOffline(folder, stack);
    const { code, text, summary } = await plan(folder, stack, await terraformEnvironment());
    expect({ code, errors: text.match(/Error: [^]*/)?.[0]?.slice(0, 2000) }).toEqual({ code: 0 });
    expect(summary).toMatch(/^Plan: [1-9]\d* to add, 0 to change, 0 to destroy\.$/);
  });
});
