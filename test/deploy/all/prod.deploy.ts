import { describe, expect, it, jest } from '@jest/globals';
import { stateOf } from '../../support/deployment.js';
import { everyStackIsDeployed, everyStackIsDestroyed } from '../every-stack.js';
import { intranetFromScratch } from '../from-scratch.js';
import { groundOf } from '../ground.js';

jest.setTimeout(900_000);

/** The tests follow one another: each begins where the one before has ended. */
describe('prod of examples/utah', () => {
  const ground = groundOf('prod');
  let kept = { snapshot: '', disk: '' };

  everyStackIsDeployed(ground, 'prod');

  it('the intranet says which snapshot its database leaves, and which disk it has', () => {
    const state = stateOf(ground().folder, 'intranet-prod');
    kept = {
      snapshot: String(state('aws_db_instance', 'data_db')?.['final_snapshot_identifier']),
      disk: String(state('aws_ebs_volume', 'fleets_files')?.['id']),
    };
    expect(kept).toEqual({
      snapshot: expect.stringMatching(/^utah-outfitters-prod-intranet-db-/),
      disk: expect.stringMatching(/^vol-/),
    });
  });

  everyStackIsDestroyed(ground, 'prod');
  intranetFromScratch(ground, () => kept);
});
