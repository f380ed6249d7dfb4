import { describe, expect, it, jest } from '@jest/globals';
import { deploy, stateOf } from '../../support/deployment.js';
import { editEstate } from '../../support/estate-edits.js';
import { everyStackIsDeployed, everyStackIsDestroyed } from '../every-stack.js';
import { diff, done, groundOf, outcome } from '../ground.js';
import { diskSnapshot, fileSystemFromBackup } from '../backups.js';

jest.setTimeout(900_000);

/** The tests follow one another: each begins where the one before has ended. */
describe('prod of examples/utah', () => {
  const ground = groundOf('prod');
  const stack = 'intranet-prod';
  const intranet = ['products', 'intranet'];
  let snapshot = '';
  let disk = '';

  everyStackIsDeployed(ground, 'prod');

  it('the intranet says which snapshot its database leaves, and which disk it has', () => {
    const state = stateOf(ground().folder, stack);
    snapshot = String(state('aws_db_instance', 'data_db')?.['final_snapshot_identifier']);
    disk = String(state('aws_ebs_volume', 'fleets_files')?.['id']);
    expect({ snapshot, disk }).toEqual({
      snapshot: expect.stringMatching(/^utah-outfitters-prod-intranet-db-/),
      disk: expect.stringMatching(/^vol-/),
    });
  });

  everyStackIsDestroyed(ground, 'prod');

  it('from scratch: addresses and foundation are deployed again, and protected again', async () => {
    const { folder, cloud } = ground();
    editEstate(folder, [[['allowDestroy'], []]]);
    for (const one of ['prod-addresses', 'prod-foundation'])
      expect(outcome(await deploy(folder, one, cloud))).toEqual(done);
  });

  it('from scratch: a backup of a file system is first to be restored, and the plan says how', async () => {
    const point = 'arn:aws:backup:us-east-1:111122223333:recovery-point:11111111-2222-3333-4444-555555555555';
    editEstate(ground().folder, [[[...intranet, 'data', 'images', 'restoreFrom'], point]]);
    await expect(diff(ground(), stack)).rejects.toThrow('restore arn:aws:backup:');
  });

  it('from scratch: database, disk and files are planned and made from what was kept of them', async () => {
    const { folder, cloud } = ground();
    const files = await fileSystemFromBackup(cloud);
    const kept = await diskSnapshot(cloud, disk);
    editEstate(folder, [
      [[...intranet, 'data', 'db', 'restoreFrom'], snapshot],
      [[...intranet, 'data', 'images', 'restoreFrom'], files],
      [[...intranet, 'fleets', 'files', 'disks', 'shares', 'restoreFrom'], kept],
    ]);
    const changes = await diff(ground(), stack);
    const planned = (wanted: string) => changes.filter(({ type }) => type === wanted).map(({ change }) => change);
    expect(planned('aws_db_instance')).toMatchObject([
      { actions: ['create'], after: { snapshot_identifier: snapshot } },
    ]);
    expect(planned('aws_ebs_volume')).toMatchObject([{ actions: ['create'], after: { snapshot_id: kept } }]);
    expect(planned('aws_efs_file_system')).toMatchObject([{ importing: { id: files } }]);
    expect(planned('aws_efs_file_system')[0]?.actions).not.toContain('create');
    expect(outcome(await deploy(folder, stack, cloud))).toEqual(done);
    const state = stateOf(folder, stack);
    expect(cloud.restored.get(String(state('aws_db_instance', 'data_db')?.['identifier']))).toBe(snapshot);
    expect(state('aws_ebs_volume', 'fleets_files')).toMatchObject({ snapshot_id: kept });
    expect(state('aws_efs_file_system', 'data_images')).toMatchObject({ id: files });
  });
});
