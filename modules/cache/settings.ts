import { checkPlaced, classDefaults, finalSnapshotName, resourceName, singleDashed } from '../core/index.js';
import type { ClassDefaults, Deletion, EnvironmentClass, Placed } from '../core/index.js';

export type CacheKind = 'valkey' | 'memcached';

/** What people say about a cache; everything else follows from the environment's class. */
export interface CacheSpec {
  readonly kind: CacheKind;
  /** `cache.t4g.small`. */
  readonly type: string;
  /** @default valkey 8.1, memcached 1.6.22 */
  readonly version?: string;
  /** Two or more spread over the availability zones; a valkey cache then fails over by itself. @default 2 in production, else 1 */
  readonly nodes?: number;
  /** @default by class; memcached, which forgets anyway, allowed */
  readonly deletion?: Deletion;
  /** Days that daily snapshots are kept; memcached has none. @default by class: 7, 1, 0, 0 */
  readonly snapshotDays?: number;
  /** Snapshot that it is made from; counts at creation only. */
  readonly restoreFrom?: string;
}

export interface CacheSettings extends Pick<ClassDefaults, 'deletion' | 'applyChanges' | 'logRetentionDays'> {
  readonly identifier: string;
  readonly version: string;
  /** Of the parameter group: `valkey8`, `memcached1.6`. */
  readonly family: string;
  readonly port: number;
  readonly nodes: number;
  readonly snapshotDays: number;
  /** Of the last snapshot, where one is taken: new at each deletion, since it follows what the cache was made from. */
  readonly finalSnapshotName?: string;
}

const snapshotDaysOf: Readonly<Record<EnvironmentClass, number>> = {
  production: 7,
  staging: 1,
  development: 0,
  ephemeral: 0,
};

interface KindFacts {
  readonly newest: string;
  readonly form: RegExp;
  readonly example: string;
  readonly family: (version: string) => string;
  readonly port: number;
}

/** Users of IAM need Valkey 7.2, encryption in transit memcached 1.6.12 (ElastiCache User Guide). */
const kinds: Readonly<Record<CacheKind, KindFacts>> = {
  valkey: {
    newest: '8.1',
    form: /^(7\.[2-9]|([89]|[1-9]\d)\.\d+)$/,
    example: '"8.1"; 7.2 is the oldest with users of IAM',
    family: (version) => `valkey${version.replace(/\..*/, '')}`,
    port: 6379,
  },
  memcached: {
    newest: '1.6.22',
    form: /^1\.6\.(1[2-9]|[2-9]\d)$/,
    example: '"1.6.22"; 1.6.12 is the oldest with TLS',
    family: () => 'memcached1.6',
    port: 11_211,
  },
};

/** @throws where the specification cannot be built, saying what to write instead */
export function resolveCache(placed: Placed, spec: CacheSpec): CacheSettings {
  const { environment, product, name } = placed;
  const defaults = classDefaults[environment.class];
  const { newest, form, example, family, port } = kinds[spec.kind];
  const { version = newest, nodes = defaults.minimumCount } = spec;
  checkPlaced(placed);
  if (!form.test(version))
    throw new Error(`"${version}" is not a version of ${spec.kind} that works here: write ${example}`);
  if (!/^cache\.[a-z0-9-]+\.[a-z0-9-]+$/.test(spec.type))
    throw new Error(`"${spec.type}" is not a cache node type: write cache.t4g.small`);
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 6) throw new Error(`${nodes} nodes: write 1 to 6`);
  if (spec.kind === 'memcached' && (spec.snapshotDays !== undefined || spec.restoreFrom !== undefined))
    throw new Error('memcached has no snapshots: leave snapshotDays and restoreFrom out, or use valkey');
  const identifier = singleDashed(resourceName(environment, [product, name], 255), 40);
  const snapshotDays = spec.snapshotDays ?? snapshotDaysOf[environment.class];
  return {
    // Memcached forgets at every restart: there is nothing to keep.
    deletion: spec.deletion ?? (spec.kind === 'memcached' ? 'allowed' : defaults.deletion),
    applyChanges: defaults.applyChanges,
    logRetentionDays: defaults.logRetentionDays,
    identifier,
    version,
    family: family(version),
    port,
    nodes,
    snapshotDays,
    ...(defaults.finalSnapshot === 'kept' &&
      spec.kind === 'valkey' &&
      snapshotDays > 0 && { finalSnapshotName: finalSnapshotName(identifier, spec.restoreFrom) }),
  };
}
