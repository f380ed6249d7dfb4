import { defaulted, optional, required } from '../shape.js';
import type { Infer } from '../shape.js';
import type { Size } from '../units.js';
import { size } from '../units.js';
import { variants } from '../unions.js';
import { dnsName, oneOf, pattern, sizeWord } from '../words.js';
import type { Environment } from './environments.js';
import { dataName } from './names.js';
import type { UseLevel } from './services.js';

/** Where a product keeps things, or sends them. */
export type DataStore = Database | Cache | Plain | Files | Mail;

interface Named {
  readonly name: string;
  /** Its name before, so that it is renamed and not destroyed. */
  readonly was?: string;
}

export type Database = Named & {
  readonly version: string;
  readonly type: string;
  readonly storage: Size;
  /** Snapshot that it is made from. */
  readonly restoreFrom?: string;
} & (
    | { readonly kind: 'postgres' | 'mysql' | 'mariadb' }
    | { readonly kind: 'sqlserver'; readonly edition: SqlServerEdition }
  );

/** Express, Web, Standard, Enterprise. */
export type SqlServerEdition = 'ex' | 'web' | 'se' | 'ee';

export type Cache = Named & { readonly kind: 'valkey' | 'memcached'; readonly type: string; readonly version?: string };
export type Plain = Named & { readonly kind: 'queue' | 'bucket' };
/** NFS (EFS). */
export type Files = Named & { readonly kind: 'files'; readonly restoreFrom?: string };
/** A configuration set on the SES identity of `domain`. */
export type Mail = Named & { readonly kind: 'mail'; readonly domain: string };

export type DataKind = DataStore['kind'];

/** The levels that `uses` may name, for each kind. */
export const levelsOf: Readonly<Record<DataKind, readonly UseLevel[]>> = {
  postgres: ['r', 'rw'],
  mysql: ['r', 'rw'],
  mariadb: ['r', 'rw'],
  sqlserver: ['r', 'rw'],
  valkey: ['r', 'rw'],
  memcached: ['r', 'rw'],
  bucket: ['r', 'rw'],
  files: ['r', 'rw'],
  queue: ['send', 'receive', 'both'],
  mail: ['send'],
};

const was = { was: optional(dataName, 'its name before: renames instead of destroying') };
const version = pattern('version', /^\d{1,4}(\.[\w-]{1,16}){0,4}$/, 'write it in quotes: "16"');
const snapshot = pattern(
  'snapshot',
  /^[A-Za-z][\w:/.-]{0,255}$/,
  'write the id or the ARN of a snapshot or recovery point',
);
const databaseType = pattern('database instance type', /^db\.[a-z0-9-]+\.[a-z0-9-]+$/, 'write db.m7g.large');
const cacheType = pattern('cache node type', /^cache\.[a-z0-9-]+\.[a-z0-9-]+$/, 'write cache.t4g.small');

const storage = {
  storage: defaulted(sizeWord, size('20GiB'), 'disk', '20GiB'),
  restoreFrom: optional(snapshot, 'snapshot that it is made from', 'empty'),
};
const openDatabase = {
  ...was,
  version: required(version, 'version of the engine, in quotes: "16"'),
  type: optional(databaseType, 'instance type', 'db.m7g.large in production, else db.t4g.medium'),
  ...storage,
};
const cache = {
  ...was,
  type: defaulted(cacheType, 'cache.t4g.small', 'node type'),
  version: optional(version, 'version of the engine', 'the newest'),
};

export const dataStore = variants('data store', 'kind', 'what it is', {
  postgres: openDatabase,
  mysql: openDatabase,
  mariadb: openDatabase,
  sqlserver: {
    ...was,
    edition: required(
      oneOf('ex', 'web', 'se', 'ee'),
      'ex (Express), web, se (Standard) or ee (Enterprise); decides the licence you pay',
    ),
    version: required(version, 'version of the engine, in quotes: "16.00"'),
    type: required(databaseType, 'instance type; the edition decides which exist'),
    ...storage,
  },
  valkey: cache,
  memcached: cache,
  queue: was,
  bucket: was,
  files: { ...was, restoreFrom: optional(snapshot, 'recovery point that it is made from', 'empty') },
  mail: { ...was, domain: required(dnsName, "domain to send from; one of the environment's `mail`") },
});

/** RDS takes 20 GiB to 64 TiB (SQL Server to 16 TiB). */
export function storageLimits(kind: Database['kind']): readonly [Size, Size] {
  return [size('20GiB'), kind === 'sqlserver' ? size('16TiB') : size('64TiB')];
}

export function resolveDataStore(name: string, written: Infer<typeof dataStore>, environment: Environment): DataStore {
  if (written.kind === 'postgres' || written.kind === 'mysql' || written.kind === 'mariadb') {
    const { type = environment.class === 'production' ? 'db.m7g.large' : 'db.t4g.medium', ...rest } = written;
    return { name, ...rest, type };
  }
  return { name, ...written };
}
