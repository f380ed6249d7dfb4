import type { Deletion, EnvironmentRef } from '../core/index.js';
import { classDefaults } from '../core/index.js';

/** What backups are made from. */
export interface BackupPlanning {
  readonly environment: Pick<EnvironmentRef, 'company' | 'name' | 'class' | 'account' | 'region' | 'kmsKey'>;
  /** Disks and file systems by ARN, beside those with `backupTag`. @default none */
  readonly resources?: readonly string[];
  /** Hour of the day, UTC, 0 to 23. @default 5 */
  readonly hour?: number;
  /** How long a daily recovery point is kept. @default by class: 35, 14, 7, 1 */
  readonly dailyDays?: number;
  /** How long one a month is kept; 0 for none. @default 365 in production, else 0 */
  readonly monthlyDays?: number;
  /** ARN of a vault in another region or account that every recovery point is copied to. @default none */
  readonly copyTo?: string;
  /** Of the vault and of recovery points before their time. @default refused in production and staging */
  readonly deletion?: Deletion;
}

/** A schedule and how long its recovery points live. */
export interface BackupRule {
  readonly name: 'daily' | 'monthly';
  /** Of EventBridge, UTC. */
  readonly schedule: string;
  readonly days: number;
}

/** Backups with their defaults, checked. */
export interface ResolvedBackup {
  readonly rules: readonly BackupRule[];
  readonly resources: readonly string[];
  readonly deletion: Deletion;
}

const whole = (value: number, least: number, most: number, what: string): number => {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${what}: ${value} is not a whole number from ${least} to ${most}`);
  return value;
};

/** @throws where an hour or a number of days makes no sense, or a resource is no ARN */
export function resolveBackup(planning: BackupPlanning): ResolvedBackup {
  const { backupRetentionDays, deletion } = classDefaults[planning.environment.class];
  const hour = whole(planning.hour ?? 5, 0, 23, 'hour');
  const daily = whole(planning.dailyDays ?? backupRetentionDays, 1, 36_500, 'dailyDays');
  const monthly = whole(
    planning.monthlyDays ?? (planning.environment.class === 'production' ? 365 : 0),
    0,
    36_500,
    'monthlyDays',
  );
  const resources = planning.resources ?? [];
  const wrong = resources.find((arn) => !arn.startsWith('arn:') && !arn.startsWith('${'));
  if (wrong !== undefined) throw new Error(`resources: ${wrong} is not an ARN; write arn:aws:ec2:…:volume/vol-…`);
  return {
    rules: [
      { name: 'daily', schedule: `cron(0 ${hour} * * ? *)`, days: daily },
      ...(monthly > 0 ? [{ name: 'monthly', schedule: `cron(0 ${hour} 1 * ? *)`, days: monthly } as const] : []),
    ],
    resources,
    deletion: planning.deletion ?? deletion,
  };
}
