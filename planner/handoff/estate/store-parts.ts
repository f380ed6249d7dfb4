import type { PlannedServer } from '../../plan/plan.js';
import type { RdsEngine, Target } from '../../sizing/recommendation.js';
import { oneLine } from './names.js';
import { noteOf } from './note.js';
import type { Nameless } from './part.js';
import { engineKind, engineVersion } from './versions.js';

/** Limits of RDS storage in GiB; SQL Server stops at 16 TiB. */
const rdsGiB = { least: 20, most: 65_536, mostSqlServer: 16_384 } as const;

const editions: Readonly<Partial<Record<RdsEngine, string>>> = {
  'sqlserver-ex': 'ex',
  'sqlserver-web': 'web',
  'sqlserver-se': 'se',
  'sqlserver-ee': 'ee',
};

export function database(planned: PlannedServer, target: Extract<Target, { kind: 'rds' }>, name: string): Nameless {
  const kind = engineKind(target.engine);
  const { version, why } = engineVersion(target.engine, planned.server.software);
  const most = kind === 'sqlserver' ? rdsGiB.mostSqlServer : rdsGiB.most;
  const storage = Math.min(most, Math.max(rdsGiB.least, target.storageGiB));
  const edition = editions[target.engine];
  return {
    section: 'data',
    wishes: ['db', name],
    servers: [planned.server.id],
    body: {
      kind,
      ...(edition !== undefined && { edition }),
      version,
      type: target.instanceType,
      storage: `${storage}GiB`,
    },
    note: noteOf([planned]),
    blanks: why === undefined ? [] : [`version: ${oneLine(why, 100)}`],
  };
}

/** The estate has no Redis: Valkey speaks its protocol on the same node types. */
export function cache(
  planned: PlannedServer,
  target: Extract<Target, { kind: 'elasticache' }>,
  name: string,
): Nameless {
  return {
    section: 'data',
    wishes: ['cache', name],
    servers: [planned.server.id],
    body: { kind: target.engine === 'memcached' ? 'memcached' : 'valkey', type: target.instanceType },
    note: noteOf([planned]),
    blanks: target.engine === 'redis' ? ['kind: Redis today; Valkey speaks its protocol'] : [],
  };
}

export function files(planned: PlannedServer, name: string): Nameless {
  return {
    section: 'data',
    wishes: ['files', name],
    servers: [planned.server.id],
    body: { kind: 'files' },
    note: noteOf([planned]),
    blanks: [],
  };
}
