import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { deploy, stateOf } from '../support/deployment.js';
import { editEstate } from '../support/estate-edits.js';
import { diskSnapshot, fileSystemFromBackup } from './backups.js';
import type { Ground } from './ground.js';
import { diff, done, outcome } from './ground.js';

const intranet = ['products', 'intranet'];
const stack = 'intranet-prod';

/** The key of the foundation that is there now: what is restored is encrypted with it. */
function keyOf(folder: string): string {
  const file: { readonly 'prod-foundation': { readonly contract: { readonly kmsKey: string } } } = JSON.parse(
    readFileSync(join(folder, 'outputs/prod-foundation.json'), 'utf8'),
  );
  return file['prod-foundation'].contract.kmsKey;
}

/**
 * After prod of examples/utah was destroyed: its addresses and foundation are made again, and the intranet from what was kept of it.
 *
 * @param kept the snapshot that the database has left, and the disk that is gone
 */
export function intranetFromScratch(
  ground: () => Ground,
  kept: () => { readonly snapshot: string; readonly disk: string },
): void {
  it('from scratch: addresses and foundation are deployed again, and protected again', async () => {
    const { folder, cloud } = ground();
    editEstate(folder, [[['allowDestroy'], []]]);
    for (const one of ['prod-addresses', 'prod-foundation'])
      expect(outcome(await deploy(folder, one, cloud))).toEqual(done);
  });

  it('from scratch: a backup of a file system is first to be restored, and the plan says how', async () => {
    const point = 'arn:aws:backup:us-east-1:111122223333:recovery-point:11111111-2222-3333-4444-555555555555';
    editEstate(ground().folder, [[[...intranet, 'data', 'images', 'restoreFrom'], point]]);
    // Terraform wraps what it says, and draws a margin beside it.
    await expect(diff(ground(), stack)).rejects.toThrow(
      /restore[\s│]+arn:aws:backup:[^]*aws[\s│]+backup[\s│]+start-restore-job/,
    );
  });

  it('from scratch: database, disk and files are planned and made from what was kept of them', async () => {
    const { folder, cloud } = ground();
    const { snapshot, disk } = kept();
    const files = await fileSystemFromBackup(cloud, keyOf(folder));
    const left = await diskSnapshot(cloud, disk);
    editEstate(folder, [
      [[...intranet, 'data', 'db', 'restoreFrom'], snapshot],
      [[...intranet, 'data', 'images', 'restoreFrom'], files],
      [[...intranet, 'fleets', 'files', 'disks', 'shares', 'restoreFrom'], left],
    ]);
    const changes = await diff(ground(), stack);
    const planned = (wanted: string) => changes.filter(({ type }) => type === wanted).map(({ change }) => change);
    expect(planned('aws_db_instance')).toMatchObject([
      { actions: ['create'], after: { snapshot_identifier: snapshot } },
    ]);
    expect(planned('aws_ebs_volume')).toMatchObject([{ actions: ['create'], after: { snapshot_id: left } }]);
    // Taken over with its content: it gets the stack's tags and lifecycle, and is neither made nor replaced.
    expect(planned('aws_efs_file_system')).toMatchObject([{ importing: { id: files }, actions: ['update'] }]);
    expect(outcome(await deploy(folder, stack, cloud))).toEqual(done);
    const state = stateOf(folder, stack);
    expect(cloud.restored.get(String(state('aws_db_instance', 'data_db')?.['identifier']))).toBe(snapshot);
    expect(state('aws_ebs_volume', 'fleets_files')).toMatchObject({ snapshot_id: left });
    expect(state('aws_efs_file_system', 'data_images')).toMatchObject({ id: files });
  });
}
