/** Relational databases: RDS for PostgreSQL, MySQL, MariaDB and SQL Server. */
export { Database } from './database.js';
export type { DatabaseLevel, DatabaseProps } from './database.js';
export { hasPerformanceInsights, resolveEngine } from './engines.js';
export type { DatabaseKind, Engine, ResolvedEngine, SqlServerEdition } from './engines.js';
export { resolveDatabase } from './settings.js';
export type { DatabaseSettings, DatabaseSpec } from './settings.js';
export type { UserSecret } from './user-secret.js';
