import type { Deletion, EnvironmentClass } from '../core/index.js';
import { checkName, classDefaults } from '../core/index.js';

/** What of an environment's own things holds state: its KMS key, and the logs of its load balancers. */
export type EnvironmentThing = 'key' | 'logs';

/** What an environment is made from. */
export interface EnvironmentPlan {
  readonly company: string;
  readonly environment: string;
  readonly class: EnvironmentClass;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Email addresses that alarms go to. @default none: alarms are seen in the console only */
  readonly alarms?: readonly string[];
  /** Metrics of ECS tasks: `enhanced` down to the container, at a higher price. @default enabled */
  readonly containerInsights?: 'disabled' | 'enabled' | 'enhanced';
  /** Logs of load balancers and of shells. @default by class: 365, 90, 30, 3 */
  readonly logRetentionDays?: number;
  /** @default refused in production and staging, allowed in development and ephemeral environments */
  readonly deletion?: Readonly<Partial<Record<EnvironmentThing, Deletion>>>;
}

/** An environment with its defaults, checked. */
export interface ResolvedEnvironment {
  readonly alarms: readonly string[];
  readonly containerInsights: 'disabled' | 'enabled' | 'enhanced';
  readonly logRetentionDays: number;
  readonly deletion: Readonly<Record<EnvironmentThing, Deletion>>;
  /** `/prod` */
  readonly parameterPath: string;
}

/** @throws where the account is none, or an address for alarms is none */
export function resolveEnvironment(plan: EnvironmentPlan): ResolvedEnvironment {
  checkName(plan.company, 'company');
  checkName(plan.environment, 'environment');
  if (!/^\d{12}$/.test(plan.account)) throw new Error(`account: ${plan.account} is not twelve digits`);
  const alarms = plan.alarms ?? [];
  for (const email of alarms)
    if (!/^[\w.!#&'*+/=?^`|~-]+@[a-z0-9.-]+$/i.test(email))
      throw new Error(`alarms: ${email} is not an email address; write one like ops@example.com`);
  const { deletion, logRetentionDays } = classDefaults[plan.class];
  return {
    alarms: [...new Set(alarms)],
    containerInsights: plan.containerInsights ?? 'enabled',
    logRetentionDays: plan.logRetentionDays ?? logRetentionDays,
    deletion: { key: deletion, logs: deletion, ...plan.deletion },
    parameterPath: `/${plan.environment}`,
  };
}
