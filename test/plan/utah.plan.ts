import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadEstate, stackNames } from '../../estate/index.js';
import type { Estate } from '../../estate/index.js';
import { fixtureContracts } from '../support/fixture-contracts.js';
import {
  plan,
  synthesize,
  takeOffline,
  terraformEnvironment,
  workingFolder,
  writeState,
} from '../support/terraform.js';

function utah(): Estate {
  const loaded = loadEstate(readFileSync('examples/utah/estate.yaml', 'utf8'));
  if (!loaded.ok) throw new Error('the example does not load');
  return loaded.estate;
}

const estate = utah();

describe('every stack of examples/utah', () => {
  let folder = '';

  beforeAll(async () => {
    folder = workingFolder('examples/utah');
    for (const [stack, contract] of Object.entries(fixtureContracts(estate))) writeState(folder, stack, contract);
    expect(await synthesize(folder)).toEqual({ code: 0, text: '' });
  });

  it.each(stackNames(estate))('%s passes terraform validate and plan without an account', async (stack) => {
    takeOffline(folder, stack);
    const { code, text, summary } = await plan(folder, stack, await terraformEnvironment());
    expect({ code, errors: text.match(/Error: [^]*/)?.[0] }).toEqual({ code: 0 });
    expect(summary).toMatch(/^Plan: [1-9]\d* to add, 0 to change, 0 to destroy\.$/);
  });
});
