import { checkPlaced, classDefaults, finalSnapshotName, resourceName, singleDashed } from '../core/index.js';
import type { ClassDefaults, Deletion, Placed } from '../core/index.js';
import { hasPerformanceInsights, resolveEngine } from './engines.js';
import type { Engine, ResolvedEngine } from './engines.js';

/** What people say about a database; everything else follows from the environment's class. */
export type DatabaseSpec = Engine & {
  /** `db.m7g.large`. */
  readonly type: string;
  /** gp3, at least 20. */
  readonly storageGiB: number;
  /** Where automatic growth ends. @default twice `storageGiB`, at most what the engine takes */
  readonly maxStorageGiB?: number;
  /** Snapshot (id or ARN, encrypted with the environment's key) that it is made from; counts at creation only. */
  readonly restoreFrom?: string;
  /** @default the product and the name: `storefront_db` */
  readonly databaseName?: string;
  /** A standby in another availability zone. @default by class; SQL Server Express and Web cannot */
  readonly standby?: 'on' | 'off';
  /** @default by class */
  readonly deletion?: Deletion;
  /** @default by class */
  readonly backupRetentionDays?: number;
  /** UTC, `07:00-08:00`. @default AWS's night of the region */
  readonly backupWindow?: string;
  /** UTC, `sun:08:30-sun:09:30`. @default AWS's night of the region */
  readonly maintenanceWindow?: string;
};

export interface DatabaseSettings extends Pick<
  ClassDefaults,
  'deletion' | 'finalSnapshot' | 'backupRetentionDays' | 'applyChanges' | 'logRetentionDays'
> {
  readonly identifier: string;
  readonly finalSnapshotName: string;
  readonly engine: ResolvedEngine;
  readonly maxStorageGiB: number;
  readonly standby: 'on' | 'off';
  readonly performanceInsights: 'on' | 'off';
  readonly databaseName?: string;
}

/** @throws where the specification cannot be built, saying what to write instead */
export function resolveDatabase(placed: Placed, spec: DatabaseSpec): DatabaseSettings {
  const { environment, product, name } = placed;
  const defaults = classDefaults[environment.class];
  const engine = resolveEngine(spec);
  const { storageGiB, maxStorageGiB = Math.min(2 * storageGiB, engine.maximumStorageGiB) } = spec;
  checkPlaced(placed);
  if (!/^db\.[a-z0-9-]+\.[a-z0-9-]+$/.test(spec.type))
    throw new Error(`"${spec.type}" is not a database instance type: write db.m7g.large`);
  if (!Number.isInteger(storageGiB) || storageGiB < 20 || storageGiB > engine.maximumStorageGiB)
    throw new Error(
      `${storageGiB} GiB of storage: RDS takes 20 to ${engine.maximumStorageGiB} GiB for ${engine.engine}`,
    );
  if (maxStorageGiB < storageGiB)
    throw new Error(
      `maxStorageGiB ${maxStorageGiB} is less than storageGiB ${storageGiB}: write at least ${storageGiB}`,
    );
  if (spec.standby === 'on' && engine.standby === 'impossible')
    throw new Error(`${engine.engine} has no standby: use edition se or ee, or leave standby out`);
  if (spec.databaseName !== undefined && engine.databaseName === 'none')
    throw new Error('SQL Server makes its databases by itself: leave databaseName out');
  if (spec.databaseName !== undefined && !/^[A-Za-z]\w{0,62}$/.test(spec.databaseName))
    throw new Error(`databaseName "${spec.databaseName}": write letters, digits and underscores, a letter first`);
  const identifier = singleDashed(resourceName(environment, [product, name], 255), 63);
  return {
    deletion: spec.deletion ?? defaults.deletion,
    finalSnapshot: defaults.finalSnapshot,
    backupRetentionDays: spec.backupRetentionDays ?? defaults.backupRetentionDays,
    applyChanges: defaults.applyChanges,
    logRetentionDays: defaults.logRetentionDays,
    identifier,
    finalSnapshotName: finalSnapshotName(identifier, spec.restoreFrom),
    engine,
    maxStorageGiB,
    standby: spec.standby ?? (defaults.multiAz && engine.standby === 'possible' ? 'on' : 'off'),
    performanceInsights: hasPerformanceInsights(spec.kind, spec.type) ? 'on' : 'off',
    ...(engine.databaseName === 'made' && {
      databaseName: spec.databaseName ?? `${product}_${name}`.replaceAll('-', '_').slice(0, 63),
    }),
  };
}
