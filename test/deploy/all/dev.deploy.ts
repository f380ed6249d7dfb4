import { describe, expect, it, jest } from '@jest/globals';
import { deploy, stateOf } from '../../support/deployment.js';
import { editEstate } from '../../support/estate-edits.js';
import { additionsChangeNothingElse } from '../additions.js';
import { everyStackIsDeployed, everyStackIsDestroyed } from '../every-stack.js';
import { diff, done, groundOf, outcome } from '../ground.js';

jest.setTimeout(900_000);

/** The tests follow one another: each begins where the one before has ended. */
describe('dev of examples/utah', () => {
  const ground = groundOf('dev');
  const snapshots = { storefront: '', portal: '' };

  everyStackIsDeployed(ground, 'dev');

  it('its databases say which snapshot they leave', () => {
    for (const product of ['storefront', 'portal'] as const) {
      const name = stateOf(ground().folder, `${product}-dev`)('aws_db_instance', 'data_db')?.[
        'final_snapshot_identifier'
      ];
      if (typeof name === 'string') snapshots[product] = name;
    }
    expect(snapshots).toEqual({
      storefront: expect.stringMatching(/^utah-outfitters-dev-storefront-db-/),
      portal: expect.stringMatching(/^utah-outfitters-dev-portal-db-/),
    });
  });

  additionsChangeNothingElse(ground, 'dev');
  everyStackIsDestroyed(ground, 'dev');

  it.each(['dev-addresses', 'dev-foundation'])('from scratch: %s is deployed again', async (stack) => {
    const { folder, cloud } = ground();
    expect(outcome(await deploy(folder, stack, cloud))).toEqual(done);
  });

  it.each(['storefront', 'portal'] as const)(
    'from scratch: the database of %s is planned and made from the snapshot named',
    async (product) => {
      const { folder, cloud } = ground();
      const stack = `${product}-dev`;
      const restoreFrom = snapshots[product];
      editEstate(folder, [[['products', product, 'overrides', 'dev', 'data', 'db', 'restoreFrom'], restoreFrom]]);
      const planned = (await diff(ground(), stack)).filter(({ type }) => type === 'aws_db_instance');
      expect(planned).toMatchObject([{ change: { actions: ['create'], after: { snapshot_identifier: restoreFrom } } }]);
      expect(outcome(await deploy(folder, stack, cloud))).toEqual(done);
      const { identifier, final_snapshot_identifier: next } =
        stateOf(folder, stack)('aws_db_instance', 'data_db') ?? {};
      expect(cloud.restored.get(String(identifier))).toBe(restoreFrom);
      // The next one to leave has a name of its own: the snapshot that is there would stop the next destruction.
      expect(next).not.toBe(restoreFrom);
    },
  );
});
