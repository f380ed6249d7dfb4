import type { RdsEngine } from '../../sizing/recommendation.js';

type Engine = 'postgres' | 'mysql' | 'mariadb' | 'sqlserver';

interface Versions {
  /** Names the engine in a software column, with its version behind it. */
  readonly words: RegExp;
  /** Oldest major version that RDS still offers under standard support, and the one proposed where nothing better is known. */
  readonly oldest: readonly number[];
  readonly usual: string;
  /** A version as people write it in the form that RDS has for a major one. */
  readonly major: (found: string) => string | undefined;
}

const sqlServerYears: Readonly<Record<string, string>> = {
  '2008': '10.00',
  '2012': '11.00',
  '2014': '12.00',
  '2016': '13.00',
  '2017': '14.00',
  '2019': '15.00',
  '2022': '16.00',
  '2025': '17.00',
};

const firstTwo = (found: string): string | undefined => /^\d+\.\d+/.exec(found)?.[0];

/**
 * Oldest versions without the surcharge of RDS Extended Support at the end of 2026, by the release calendars of Amazon RDS (PostgreSQL 13 left
 * standard support in 2026-02, MySQL 8.0 in 2026-07, MariaDB 10.6 in 2026-08, SQL Server 2016 in 2026-07). A version older than these is
 * never written, because a database that is moved anyway should not be moved twice.
 */
const versions: Readonly<Record<Engine, Versions>> = {
  postgres: {
    words: /\b(?:postgres(?:ql)?|pgsql)\D{0,12}?(\d+(?:\.\d+)*)/i,
    oldest: [14],
    usual: '16',
    // Before 10 the first two numbers made the major version: 9.6.
    major: (found) => (Number.parseInt(found, 10) >= 10 ? /^\d+/.exec(found)?.[0] : firstTwo(found)),
  },
  mysql: { words: /\b(?:mysqld?|percona)\D{0,12}?(\d+(?:\.\d+)*)/i, oldest: [8, 4], usual: '8.4', major: firstTwo },
  mariadb: { words: /\bmariadb\D{0,12}?(\d+(?:\.\d+)*)/i, oldest: [10, 11], usual: '10.11', major: firstTwo },
  sqlserver: {
    words: /\bsql server\D{0,12}?(20\d\d)/i,
    oldest: [14],
    usual: '16.00',
    major: (found) => sqlServerYears[found],
  },
};

export const engineKind = (engine: RdsEngine): Engine =>
  engine === 'postgres' || engine === 'mysql' || engine === 'mariadb' ? engine : 'sqlserver';

/** The version to write for a database, and why where it is not simply today's. */
export interface EngineVersion {
  readonly version: string;
  /** Undefined when today's version is known and RDS offers it. */
  readonly why: string | undefined;
}

/** Today's major version where the software names one that RDS offers; else the usual one, and why. */
export function engineVersion(engine: RdsEngine, software: readonly string[]): EngineVersion {
  const { words, oldest, usual, major } = versions[engineKind(engine)];
  for (const name of software) {
    const found = words.exec(name)?.[1];
    const version = found === undefined ? undefined : major(found);
    if (version === undefined) continue;
    return notBefore(version, oldest) ? { version, why: undefined } : { version: usual, why: `${name} runs today` };
  }
  return { version: usual, why: 'its version today is not known' };
}

function notBefore(version: string, oldest: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
