import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readOutputs } from '../../estate/index.js';
import type { Cloud } from '../support/deployment.js';
import { cdktf, deploy, drift, stateOf } from '../support/deployment.js';
import { editEstate } from '../support/estate-edits.js';
import { workingFolder } from '../support/terraform.js';
import { shop, startSurroundings, type Surroundings } from '../support/way.js';
import { unexpected } from './allowed-drift.js';
import { theWay } from './way.js';

jest.setTimeout(900_000);

const chain = ['prod-addresses', 'prod-foundation', 'storefront-prod'];
const failure = ({ code, text }: { readonly code: number; readonly text: string }) => ({
  code,
  error: /Error: [^]*/.exec(text)?.[0]?.slice(0, 3000),
});

/** The tests follow one another, as a team's work does: each begins where the one before has ended. */
describe('prod of examples/utah, deployed with cdktf as it is', () => {
  let surroundings: Surroundings;
  let cloud: Cloud;
  let folder = '';

  beforeAll(async () => {
    surroundings = await startSurroundings();
    cloud = surroundings.cloud;
    folder = workingFolder('examples/utah');
  });
  afterAll(async () => surroundings.stop());

  it.each(chain)(
    '%s is deployed, and the plan after it is empty but for what the emulators do not return',
    async (stack) => {
      expect(failure(await deploy(folder, stack, cloud))).toEqual({ code: 0 });
      expect(unexpected(await drift(folder, stack, cloud))).toEqual([]);
    },
  );

  it('the outputs are what the planner and the cutover read', () => {
    const files = chain.map((stack) => ({
      name: `outputs/${stack}.json`,
      text: readFileSync(join(folder, 'outputs', `${stack}.json`), 'utf8'),
    }));
    const read = readOutputs(files);
    expect(read).toMatchObject({
      ok: true,
      outputs: {
        addresses: { prod: { ingress: { storefront: { 'us-east-1a': { ip: expect.any(String) } } } } },
        foundations: { prod: { certificates: { storefront: { names: expect.any(Array) } } } },
        products: {
          'storefront-prod': {
            ingress: { kind: 'static', nlb: { dnsName: expect.any(String) } },
            killSwitch: { object: 's3://utah-outfitters-prod-storefront-switch-111122223333/on' },
            stateful: ['db', 'cache', 'uploads'],
          },
        },
      },
    });
  });

  theWay(() => ({ folder, surroundings }));

  it('a change is applied: another size, a new service, a new image of the machines', async () => {
    editEstate(folder, [
      [['products', 'storefront', 'services', 'web', 'size'], { cpu: 2048, memory: '4GiB' }],
      [['products', 'storefront', 'services', 'api'], { image: 'storefront/api', port: 9090, uses: { db: 'r' } }],
      [['products', 'storefront', 'fleets', 'worker', 'ami'], 'ami-0123456789abcdef0'],
    ]);
    expect(failure(await deploy(folder, 'storefront-prod', cloud))).toEqual({ code: 0 });
    const state = stateOf(folder, 'storefront-prod');
    expect(state('aws_ecs_task_definition', 'services_web')).toMatchObject({ cpu: '2048', memory: '4096' });
    // Without an image it waits for its pipeline.
    expect(state('aws_ecs_service', 'services_api')).toMatchObject({ desired_count: 0 });
    expect(state('aws_launch_template', 'fleets_worker')).toMatchObject({ image_id: 'ami-0123456789abcdef0' });
    expect(unexpected(await drift(folder, 'storefront-prod', cloud))).toEqual([]);
  });

  it('a thing that keeps data and is gone from the estate stops the deployment', async () => {
    editEstate(folder, [
      [['products', 'storefront', 'data', 'uploads'], undefined],
      [['products', 'storefront', 'services', 'web', 'uses', 'uploads'], undefined],
      [['products', 'storefront', 'fleets', 'worker', 'uses', 'uploads'], undefined],
    ]);
    // cdktf may lose the end of a long output, where Terraform has its reason; so it is said before the plan too.
    const { code, text } = await deploy(folder, 'storefront-prod', cloud);
    expect(code).not.toBe(0);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('this would destroy: uploads. Put it back');
    expect(stateOf(folder, 'storefront-prod')('aws_s3_bucket', 'data_uploads')).toBeDefined();
  });

  it('a destroy of the stack is refused', async () => {
    const { code } = await cdktf(folder, ['destroy', 'storefront-prod', '--auto-approve'], cloud);
    expect(code).not.toBe(0);
    expect(stateOf(folder, 'storefront-prod')('aws_db_instance', 'data_db')).toBeDefined();
  });

  it('and done after allowDestroy', async () => {
    const things = ['uploads', 'db', 'cache', 'ingress', 'kill-switch', 'repositories', shop];
    editEstate(folder, [[['allowDestroy'], things.map((thing) => `storefront-prod/${thing}`)]]);
    expect(failure(await deploy(folder, 'storefront-prod', cloud))).toEqual({ code: 0 });
    expect(stateOf(folder, 'storefront-prod')('aws_s3_bucket', 'data_uploads')).toBeUndefined();
    expect(failure(await cdktf(folder, ['destroy', 'storefront-prod', '--auto-approve'], cloud))).toEqual({ code: 0 });
    expect(stateOf(folder, 'storefront-prod')('aws_db_instance', 'data_db')).toBeUndefined();
  });

  it('addresses that partners know are released only after allowDestroy', async () => {
    const { code } = await cdktf(folder, ['destroy', 'prod-addresses', '--auto-approve'], cloud);
    expect(code).not.toBe(0);
    expect(stateOf(folder, 'prod-addresses')('aws_eip', 'addresses_ingress-storefront')).toBeDefined();
  });
});
