import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Server } from '../../../planner/model/server.js';
import { readRoles } from '../../../planner/sizing/roles.js';
import { bareServer, linux, windows } from '../../support/server.js';

const reader = readRoles();

function role(facts: Partial<Server>, ...ports: number[]): string {
  const found = reader.roleOf(bareServer({ os: linux, ...facts }), new Set(ports));
  return found === undefined ? 'none' : `${found.strength} ${found.row.id} (${found.said.evidence})`;
}

describe('a role is recognised by software', () => {
  it.each<[readonly string[], string]>([
    [['PostgreSQL 9.6'], 'strong postgres (PostgreSQL 9.6)'],
    [['postgresql-server'], 'strong postgres (postgresql-server)'],
    [['MySQL Community Server 8.0'], 'strong mysql (MySQL Community Server 8.0)'],
    [['MariaDB 10.5'], 'strong mariadb (MariaDB 10.5)'],
    [['mariadb', 'mysqld'], 'strong mariadb (mariadb)'],
    [['SQL Server 2019 Standard'], 'strong sqlserver (SQL Server 2019 Standard)'],
    [['Oracle Database 19c'], 'strong oracle (Oracle Database 19c)'],
    [['Oracle 12c'], 'strong oracle (Oracle 12c)'],
    [['Oracle Linux Server'], 'none'],
    [['MongoDB 4.4'], 'strong database (MongoDB 4.4)'],
    [['SAP S/4HANA'], 'strong sap (SAP S/4HANA)'],
    [['memcached 1.5'], 'strong memcached (memcached 1.5)'],
    [['redis-server'], 'strong redis (redis-server)'],
    [['Valkey 8'], 'strong valkey (Valkey 8)'],
    [['HAProxy 2.4'], 'strong load-balancer (HAProxy 2.4)'],
    [['Postfix'], 'strong mail (Postfix)'],
    [['Microsoft Exchange Server 2016'], 'strong mailbox (Microsoft Exchange Server 2016)'],
    [['Postfix', 'Dovecot'], 'strong mailbox (Dovecot)'],
    [['File Server (SMB)'], 'strong files (File Server (SMB))'],
    [['nfs-kernel-server'], 'strong files (nfs-kernel-server)'],
    [['Nagios 4', 'Apache httpd'], 'strong monitoring (Nagios 4)'],
    [['Active Directory Domain Services', 'DNS Server'], 'strong ad (Active Directory Domain Services)'],
    [['BIND 9'], 'strong dns (BIND 9)'],
    [['Veeam Backup & Replication'], 'strong backup (Veeam Backup & Replication)'],
    [['nginx', 'php-fpm'], 'none'],
  ])('%j: %s', (software, expected) => {
    expect(role({ software })).toBe(expected);
  });

  it.each([
    ['mysql-client'],
    ['php7.4-mysql'],
    ['python3-psycopg2 for PostgreSQL driver'],
    ['zabbix-agent'],
    ['Veeam Agent for Linux'],
    ['SQL Server Management Studio 18'],
    ['PostgreSQL JDBC Driver'],
    ['redis-tools'],
    ['nfs-common'],
    ['node_exporter'],
  ])('but not by what only talks to it: %s', (name) => {
    expect(role({ software: [name] })).toBe('none');
  });

  it('only weakly beside an application or another service', () => {
    expect(role({ software: ['MySQL 8', 'Apache httpd'] })).toBe('weak mysql (MySQL 8 beside Apache httpd)');
    expect(role({ software: ['PostgreSQL 14', 'redis'] })).toBe('weak postgres (PostgreSQL 14 beside Redis)');
  });
});

describe('a role is recognised by ports', () => {
  it.each([
    [[5432], 'strong postgres (port 5432)'],
    [[3306], 'strong mysql (port 3306)'],
    [[1433], 'strong sqlserver (port 1433)'],
    [[11_211], 'strong memcached (port 11211)'],
    [[6379], 'strong redis (port 6379)'],
    [[25], 'strong mail (port 25)'],
    [[2049], 'strong files (port 2049)'],
    [[53, 88], 'strong ad (port 88)'],
    [[22, 443, 445, 3389], 'none'],
    [[3306, 6379], 'weak mysql (port 3306 beside Redis)'],
  ])('%j: %s', (ports, expected) => {
    expect(role({}, ...ports)).toBe(expected);
  });

  it('and MariaDB on its port stands alone', () => {
    expect(role({ software: ['MariaDB 10'] }, 3306)).toBe('strong mariadb (MariaDB 10)');
  });
});

it('a role is recognised by an appliance system', () => {
  expect(role({ os: { family: 'other', name: 'F5 BIG-IP TMOS 15.1' } })).toBe(
    'strong load-balancer (F5 BIG-IP TMOS 15.1)',
  );
  expect(role({ os: { family: 'other', name: 'Citrix NetScaler' } })).toBe('strong load-balancer (Citrix NetScaler)');
});

describe('a name suggests a role', () => {
  it.each([
    ['db01', 'database'],
    ['DB01', 'database'],
    ['portaldb01', 'database'],
    ['prd-erpdb-2.corp.example', 'database'],
    ['sql-prod-2', 'database'],
    ['pgsql1', 'postgres'],
    ['mysql02', 'mysql'],
    ['cache01', 'cache'],
    ['redis-a', 'redis'],
    ['mail01', 'mail'],
    ['files01', 'files'],
    ['nagios01', 'monitoring'],
    ['lb2', 'load-balancer'],
    ['dc01', 'ad'],
    ['ns1', 'dns'],
    ['ntp1', 'ntp'],
    ['backup01', 'backup'],
    ['jump-01', 'jump'],
    ['saphana1', 'none'],
    ['sap-hana-1', 'sap'],
    ['web01', 'none'],
    ['dbadmin', 'none'],
    ['adb', 'none'],
    ['cachet', 'none'],
    ['59', 'none'],
    ['mailing01', 'none'],
    ['web01.db.example', 'none'],
  ])('%s: %s', (name, id) => {
    expect(role({ name })).toBe(id === 'none' ? 'none' : `weak ${id} (its name)`);
  });

  it('which on Windows is SQL Server for `sql`', () => {
    expect(role({ name: 'sql-prod-2', os: windows })).toBe('weak sqlserver (its name)');
    expect(role({ name: 'portalsql1', os: windows })).toBe('weak sqlserver (its name)');
  });

  it('whatever names were read before', () => {
    const part = fc.constantFrom('db', 'sql', 'web', 'Mail', 'pg', '1', '02', '.', '-', ' ');
    const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 8 }), (names) => {
        const one = readRoles();
        const idOf = (from: typeof one, each: string) => from.roleOf(bareServer({ name: each }), new Set())?.row.id;
        expect(names.map((each) => idOf(one, each))).toEqual(names.map((each) => idOf(readRoles(), each)));
      }),
      { numRuns: 500, examples: [[['.web1', '.web2.db']]] },
    );
  });

  it('and what runs outranks it', () => {
    expect(role({ name: 'mail01', software: ['PostgreSQL 12'] })).toBe('strong postgres (PostgreSQL 12)');
  });
});

describe('a description suggests a role', () => {
  it.each([
    [{ name: 'srv1', description: 'PostgreSQL for the shop' }, 'weak postgres (its description)'],
    [{ name: 'db01', description: 'mysql, orders' }, 'weak mysql (its description)'],
    [{ name: 'mail01', description: 'runs PostgreSQL' }, 'weak mail (its name)'],
    [{ name: 'srv1', description: 'binds the books' }, 'none'],
    [{ name: 'srv1', description: 'shop front end' }, 'none'],
  ])('%j: %s', (facts, expected) => {
    expect(role(facts)).toBe(expected);
  });
});
