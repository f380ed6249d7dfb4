/** Express, Web, Standard, Enterprise: decides the licence in the price. */
export type SqlServerEdition = 'ex' | 'web' | 'se' | 'ee';

export type Engine =
  | { readonly kind: 'postgres' | 'mysql' | 'mariadb'; readonly version: string }
  | { readonly kind: 'sqlserver'; readonly edition: SqlServerEdition; readonly version: string };

export type DatabaseKind = Engine['kind'];

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/** What differs between engines; one row each. */
interface EngineFacts {
  readonly port: number;
  /** The version that names the parameter group's family, then what follows for an exact one. */
  readonly version: RegExp;
  readonly versionExample: string;
  /** Clients without TLS are refused, slow statements are logged. */
  readonly parameters: readonly Parameter[];
  readonly logs: readonly string[];
  /** SQL Server makes its databases by itself. */
  readonly databaseName: 'made' | 'none';
  readonly maximumStorageGiB: number;
}

const now = (name: string, value: string): Parameter => ({ name, value, applyMethod: 'immediate' });

const mysqlLike = {
  port: 3306,
  version: /^(\d+\.\d+)(\.\d+)?$/,
  parameters: [
    now('require_secure_transport', '1'),
    now('slow_query_log', '1'),
    now('long_query_time', '1'),
    now('log_output', 'FILE'),
  ],
  logs: ['error', 'slowquery'],
  databaseName: 'made',
  maximumStorageGiB: 65_536,
} as const;

/** Sources: the RDS User Guide's pages "Working with parameters", "Publishing logs", "Storage" of each engine. */
const facts: Readonly<Record<DatabaseKind, EngineFacts>> = {
  postgres: {
    port: 5432,
    version: /^(\d{2})(\.\d+)?$/,
    versionExample: '"16"',
    parameters: [now('rds.force_ssl', '1'), now('log_statement', 'ddl'), now('log_min_duration_statement', '1000')],
    logs: ['postgresql', 'upgrade'],
    databaseName: 'made',
    maximumStorageGiB: 65_536,
  },
  mysql: { ...mysqlLike, versionExample: '"8.4"' },
  mariadb: { ...mysqlLike, versionExample: '"10.11"' },
  sqlserver: {
    port: 1433,
    version: /^(\d{2}\.0)0(\..+)?$/,
    versionExample: '"16.00"',
    parameters: [{ name: 'rds.force_ssl', value: '1', applyMethod: 'pending-reboot' }],
    logs: ['error', 'agent'],
    databaseName: 'none',
    maximumStorageGiB: 16_384,
  },
};

/** What RDS calls it and what it can do. */
export interface ResolvedEngine extends Pick<
  EngineFacts,
  'port' | 'parameters' | 'logs' | 'databaseName' | 'maximumStorageGiB'
> {
  /** `postgres`, `sqlserver-se`. */
  readonly engine: string;
  readonly version: string;
  /** Of the parameter group: `postgres16`, `sqlserver-se-16.0`. */
  readonly family: string;
  /** A pinned minor version is not upgraded behind the estate's back: the next plan would ask for the older one again. */
  readonly minorUpgrades: 'automatic' | 'pinned';
  readonly licenseModel?: 'license-included';
  /** Database users of IAM; SQL Server has none, MariaDB since 10.6. */
  readonly iamAuthentication: boolean;
  /** SQL Server mirrors in Standard and Enterprise only. */
  readonly standby: 'possible' | 'impossible';
}

function iamAuthentication(kind: DatabaseKind, major: string): boolean {
  if (kind === 'sqlserver') return false;
  if (kind !== 'mariadb') return true;
  const [first = 0, second = 0] = major.split('.').map(Number);
  return first > 10 || (first === 10 && second >= 6);
}

/** @throws where the version is not one of the engine's form */
export function resolveEngine(engine: Engine): ResolvedEngine {
  const { kind, version } = engine;
  const { version: form, versionExample, logs, ...fact } = facts[kind];
  const [, major, minor] = form.exec(version) ?? [];
  if (major === undefined) throw new Error(`"${version}" is not a version of ${kind}: write ${versionExample}`);
  const name = engine.kind === 'sqlserver' ? `sqlserver-${engine.edition}` : kind;
  return {
    ...fact,
    engine: name,
    version,
    family: kind === 'sqlserver' ? `${name}-${major}` : `${name}${major}`,
    minorUpgrades: minor === undefined ? 'automatic' : 'pinned',
    ...(kind === 'sqlserver' && { licenseModel: 'license-included' as const }),
    iamAuthentication: iamAuthentication(kind, major),
    standby:
      engine.kind === 'sqlserver' && (engine.edition === 'ex' || engine.edition === 'web') ? 'impossible' : 'possible',
    // Express has no SQL Server Agent.
    logs: engine.kind === 'sqlserver' && engine.edition === 'ex' ? ['error'] : logs,
  };
}

/** The smallest types of MySQL and MariaDB have no Performance Insights (RDS User Guide, "engine, Region, and instance class support"). */
export function hasPerformanceInsights(kind: DatabaseKind, type: string): boolean {
  return !((kind === 'mysql' || kind === 'mariadb') && /^db\.t(2|3|4g)\.(micro|small)$/.test(type));
}
