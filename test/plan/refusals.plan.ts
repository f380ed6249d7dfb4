import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { editEstate } from '../support/estate-edits.js';
import type { Emulator } from '../support/emulator.js';
import { awsEnvironment, miniStack } from '../support/emulator.js';
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

const contracts = fixtureContracts(utah());
/** Terraform wraps its messages and draws a margin beside them. */
const flat = (text: string) => text.replaceAll(/[│╷╵]/g, ' ').replaceAll(/\s+/g, ' ');

describe('a plan is refused', () => {
  let folder = '';
  beforeEach(() => {
    folder = workingFolder('examples/utah');
  });

  async function planned(stack: string) {
    expect(await synthesize(folder, { STACKS: stack })).toEqual({ code: 0, text: '' });
    takeOffline(folder, stack);
    const { code, text } = await plan(folder, stack, await terraformEnvironment());
    return { code, text: flat(text) };
  }

  it('where the stack that it reads is not deployed', async () => {
    const { code, text } = await planned('prod-foundation');
    expect(code).toBe(1);
    expect(text).toContain('deploy prod-addresses first: it is not deployed yet.');
  });

  it('where the stack that it reads was deployed before the estate was changed', async () => {
    const { 'prod-addresses': addresses, 'prod-foundation': foundation } = contracts;
    writeState(folder, 'prod-addresses', { ...addresses, ingress: {} });
    writeState(folder, 'prod-foundation', foundation ?? {});
    const { code, text } = await planned('storefront-prod');
    expect(code).toBe(1);
    expect(text).toContain('deploy prod-addresses first: it has no ingress.storefront.us-east-1a.allocation yet.');
  });

  it('where it would destroy what keeps data, and says how to allow it', async () => {
    for (const stack of ['prod-addresses', 'prod-foundation']) writeState(folder, stack, contracts[stack] ?? {});
    writeState(folder, 'storefront-prod', {
      schema: 'product/v1',
      stateful: ['db', 'cache', 'uploads', 'old'],
      names: [],
    });
    const { code, text } = await planned('storefront-prod');
    expect(code).toBe(1);
    expect(text).toContain('this would destroy: old.');
    expect(text).toContain('allowDestroy: [storefront-prod/old]');
    editEstate(folder, [[['allowDestroy'], ['storefront-prod/old']]]);
    expect(await planned('storefront-prod')).toMatchObject({ code: 0 });
  });

  it('where it would release an address of a product that went away', async () => {
    writeState(folder, 'prod-addresses', contracts['prod-addresses'] ?? {});
    editEstate(folder, [
      [['products', 'portal'], undefined],
      [['partners', 'ocs'], undefined],
      [['plan', 'leave', 'portal01'], 'retire'],
    ]);
    const { code, text } = await planned('prod-addresses');
    expect(code).toBe(1);
    expect(text).toContain('this would destroy: ingress.portal, ingress.portal.us-east-1a, ingress.portal.us-east-1b.');
  });

  it('where the account is not known yet', async () => {
    editEstate(folder, [[['environments', 'dev', 'account'], '000000000000']]);
    const { code, text } = await planned('dev-addresses');
    expect(code).toBe(1);
    expect(text).toContain('write the account of dev-addresses into estate.yaml first');
  });
});

describe('a plan with credentials', () => {
  let emulator: Emulator;
  let folder = '';
  beforeAll(async () => {
    emulator = await miniStack();
    folder = workingFolder('examples/utah');
    expect(await synthesize(folder, { STACKS: 'prod-addresses' })).toEqual({ code: 0, text: '' });
  });
  afterAll(async () => emulator.stop());

  it('of the account that the estate names is made', async () => {
    const env = await terraformEnvironment(awsEnvironment(emulator.url, '111122223333'));
    const { code, summary } = await plan(folder, 'prod-addresses', env);
    expect({ code, summary }).toEqual({ code: 0, summary: 'Plan: 6 to add, 0 to change, 0 to destroy.' });
  });

  it('of another account is refused', async () => {
    const env = await terraformEnvironment(awsEnvironment(emulator.url, '999988887777'));
    const { code, text } = await plan(folder, 'prod-addresses', env);
    expect(code).toBe(1);
    expect(flat(text)).toContain('AWS account ID not allowed: 999988887777');
  });
});
