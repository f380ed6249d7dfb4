import { describe, expect, it } from '@jest/globals';
import { hasPerformanceInsights, resolveEngine } from '../../../modules/database/index.js';
import type { Engine } from '../../../modules/database/index.js';

const ssl = { applyMethod: 'immediate', value: '1' };
const mysqlParameters = [
  { name: 'require_secure_transport', ...ssl },
  { name: 'slow_query_log', ...ssl },
  { name: 'long_query_time', ...ssl },
  { name: 'log_output', applyMethod: 'immediate', value: 'FILE' },
];

describe('an engine', () => {
  it.each<[Engine, Record<string, unknown>]>([
    [
      { kind: 'postgres', version: '16' },
      {
        engine: 'postgres',
        family: 'postgres16',
        port: 5432,
        logs: ['postgresql', 'upgrade'],
        iamAuthentication: true,
        minorUpgrades: 'automatic',
        databaseName: 'made',
        standby: 'possible',
        maximumStorageGiB: 65_536,
        parameters: [
          { name: 'rds.force_ssl', ...ssl },
          { name: 'log_statement', applyMethod: 'immediate', value: 'ddl' },
          { name: 'log_min_duration_statement', applyMethod: 'immediate', value: '1000' },
        ],
      },
    ],
    [
      { kind: 'mysql', version: '8.4' },
      {
        engine: 'mysql',
        family: 'mysql8.4',
        port: 3306,
        logs: ['error', 'slowquery'],
        iamAuthentication: true,
        parameters: mysqlParameters,
      },
    ],
    [
      { kind: 'mariadb', version: '10.11' },
      {
        engine: 'mariadb',
        family: 'mariadb10.11',
        port: 3306,
        logs: ['error', 'slowquery'],
        iamAuthentication: true,
        parameters: mysqlParameters,
      },
    ],
    [{ kind: 'mariadb', version: '10.5' }, { iamAuthentication: false }],
    [{ kind: 'mariadb', version: '11.4' }, { iamAuthentication: true }],
    [
      { kind: 'sqlserver', edition: 'se', version: '16.00' },
      {
        engine: 'sqlserver-se',
        family: 'sqlserver-se-16.0',
        port: 1433,
        logs: ['error', 'agent'],
        iamAuthentication: false,
        licenseModel: 'license-included',
        databaseName: 'none',
        standby: 'possible',
        maximumStorageGiB: 16_384,
        parameters: [{ name: 'rds.force_ssl', value: '1', applyMethod: 'pending-reboot' }],
      },
    ],
    [
      { kind: 'sqlserver', edition: 'ee', version: '15.00' },
      { family: 'sqlserver-ee-15.0', standby: 'possible' },
    ],
    [
      { kind: 'sqlserver', edition: 'web', version: '16.00' },
      { standby: 'impossible', logs: ['error', 'agent'] },
    ],
    [
      { kind: 'sqlserver', edition: 'ex', version: '16.00' },
      { standby: 'impossible', logs: ['error'] },
    ],
  ])('%j is what RDS needs', (engine, expected) => {
    expect(resolveEngine(engine)).toMatchObject(expected);
  });

  it.each<[Engine, string]>([
    [{ kind: 'postgres', version: '16.4' }, 'postgres16'],
    [{ kind: 'mysql', version: '8.0.39' }, 'mysql8.0'],
    [{ kind: 'sqlserver', edition: 'se', version: '16.00.4150.1.v1' }, 'sqlserver-se-16.0'],
  ])('%j is pinned: AWS does not upgrade it, since the next plan would ask for the older one', (engine, family) => {
    expect(resolveEngine(engine)).toMatchObject({ family, minorUpgrades: 'pinned' });
  });

  it.each<[Engine, string]>([
    [{ kind: 'postgres', version: '9.6' }, '"16"'],
    [{ kind: 'postgres', version: 'latest' }, '"16"'],
    [{ kind: 'mysql', version: '8' }, '"8.4"'],
    [{ kind: 'sqlserver', edition: 'se', version: '2022' }, '"16.00"'],
  ])('%j is refused with what to write', (engine, remedy) => {
    expect(() => resolveEngine(engine)).toThrow(`write ${remedy}`);
  });

  it.each([
    ['mysql', 'db.t3.micro', false],
    ['mariadb', 'db.t4g.small', false],
    ['mysql', 'db.t4g.medium', true],
    ['postgres', 'db.t4g.micro', true],
    ['sqlserver', 'db.t3.small', true],
  ] as const)('%s on %s has Performance Insights: %s', (kind, type, has) => {
    expect(hasPerformanceInsights(kind, type)).toBe(has);
  });
});
