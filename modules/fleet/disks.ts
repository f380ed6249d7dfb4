import { EbsVolume } from '#aws/ebs-volume';
import type { EbsVolumeConfig } from '#aws/ebs-volume';
import { Construct } from 'constructs';
import { backupTag, classDefaults, keptBy, resourceName } from '../core/index.js';
import type { Deletion, Placed } from '../core/index.js';
import type { ResolvedDisk } from './resolve.js';

export type DisksProps = Placed & {
  readonly disks: readonly ResolvedDisk[];
  readonly az: string;
  /** By disk; else that of the class. */
  readonly deletion?: Readonly<Record<string, Deletion>>;
  /** Of every disk. */
  readonly tags: Readonly<Record<string, string>>;
  /** By disk; merged last, shallow. */
  readonly overrides?: Readonly<Record<string, Partial<EbsVolumeConfig>>>;
};

/** Disks that outlive the instance that uses them. */
export class Disks extends Construct {
  readonly byName: Readonly<Record<string, EbsVolume>>;

  constructor(scope: Construct, id: string, props: DisksProps) {
    super(scope, id);
    const { environment, product, name } = props;
    const { deletion: usual, finalSnapshot } = classDefaults[environment.class];
    this.byName = Object.fromEntries(
      props.disks.map((disk) => {
        const { preventDestroy } = keptBy(props.deletion?.[disk.name] ?? usual);
        const volume = new EbsVolume(this, disk.name, {
          availabilityZone: props.az,
          type: 'gp3',
          size: disk.sizeGiB,
          iops: disk.iops ?? 3000,
          throughput: disk.throughputMiB ?? 125,
          encrypted: true,
          kmsKeyId: environment.kmsKey,
          finalSnapshot: finalSnapshot === 'kept',
          ...(disk.snapshot !== undefined && { snapshotId: disk.snapshot }),
          tags: { ...props.tags, ...backupTag, Name: resourceName(environment, [product, name, disk.name], 255) },
          // What it was made from is history once it is made: another snapshot would replace the disk and its data.
          lifecycle: { preventDestroy, ignoreChanges: ['snapshot_id'] },
          ...props.overrides?.[disk.name],
        });
        return [disk.name, volume];
      }),
    );
  }
}
