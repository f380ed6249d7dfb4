import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Cloud } from '../support/deployment.js';
import { cloudOf, deploy, drift } from '../support/deployment.js';
import { workingFolder } from '../support/terraform.js';

jest.setTimeout(900_000);

describe('prod of examples/utah', () => {
  let cloud: Cloud;
  let folder = '';

  beforeAll(async () => {
    cloud = await cloudOf('111122223333');
    folder = workingFolder('examples/utah');
  });
  afterAll(async () => cloud.stop());

  it.each(['prod-addresses', 'prod-foundation'])('%s is deployed, and the plan after it is empty', async (stack) => {
    const { code, text } = await deploy(folder, stack, cloud);
    expect({ code, error: text.match(/Error: [^]*/)?.[0]?.slice(0, 3000) }).toEqual({ code: 0 });
    expect(await drift(folder, stack, cloud)).toEqual([]);
  });
});
