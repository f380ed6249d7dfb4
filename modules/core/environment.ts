/** What an environment is for; decides every default. */
export type EnvironmentClass = 'production' | 'staging' | 'development' | 'ephemeral';

/** Network tiers: `public` has a route to the internet, `private` leaves by NAT, `data` has no way out. */
export type Tier = 'public' | 'private' | 'data';

/**
 * What a construct needs to know of the environment that it is placed in. Made by the constructs of `network` and `environment`, read from another
 * stack's output, or written by hand: constructs cannot tell the difference. Values may be tokens.
 */
export interface EnvironmentRef {
  /** Prefix and tag of everything. */
  readonly company: string;
  readonly name: string;
  readonly class: EnvironmentClass;
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  /** The VPC's IPv4 network. */
  readonly cidr: string;
  /** Tier to availability zone to subnet id. */
  readonly subnets: Readonly<Record<Tier, Readonly<Record<string, string>>>>;
  /** ARN of the ECS cluster. */
  readonly cluster: string;
  /** ARN of the environment's KMS key. */
  readonly kmsKey: string;
  /** `/prod`: parameters are at `<path>/<product>/<name>`. */
  readonly parameterPath: string;
  /** ARN of the SNS topic that alarms go to. */
  readonly alarmTopic: string;
  /** Name of the bucket that load balancers log to. */
  readonly logBucket: string;
}

/** Whether something that holds state may be deleted: `refused` sets `prevent_destroy` and the service's own deletion protection. */
export type Deletion = 'refused' | 'allowed';

/** The defaults that a class decides. Each can be overridden where it is used. */
export interface ClassDefaults {
  readonly deletion: Deletion;
  /** Kept when a database or disk goes away all the same. */
  readonly finalSnapshot: 'kept' | 'skipped';
  readonly logRetentionDays: number;
  readonly backupRetentionDays: number;
  /** A standby in another availability zone. */
  readonly multiAz: boolean;
  /** Instances or tasks of a pool. */
  readonly minimumCount: number;
  /** `aws ecs execute-command`, Session Manager into instances. */
  readonly shellAccess: 'allowed' | 'refused';
  /** Changes to databases and caches: at once, or in the maintenance window. */
  readonly applyChanges: 'immediately' | 'inMaintenanceWindow';
  readonly detailedMonitoring: boolean;
}

/** The table of docs and READMEs; unit tests assert on every cell. */
export const classDefaults: Readonly<Record<EnvironmentClass, ClassDefaults>> = {
  production: {
    deletion: 'refused',
    finalSnapshot: 'kept',
    logRetentionDays: 365,
    backupRetentionDays: 35,
    multiAz: true,
    minimumCount: 2,
    shellAccess: 'refused',
    applyChanges: 'inMaintenanceWindow',
    detailedMonitoring: true,
  },
  staging: {
    deletion: 'refused',
    finalSnapshot: 'kept',
    logRetentionDays: 90,
    backupRetentionDays: 14,
    multiAz: false,
    minimumCount: 1,
    shellAccess: 'allowed',
    applyChanges: 'immediately',
    detailedMonitoring: false,
  },
  development: {
    deletion: 'allowed',
    finalSnapshot: 'kept',
    logRetentionDays: 30,
    backupRetentionDays: 7,
    multiAz: false,
    minimumCount: 1,
    shellAccess: 'allowed',
    applyChanges: 'immediately',
    detailedMonitoring: false,
  },
  ephemeral: {
    deletion: 'allowed',
    finalSnapshot: 'skipped',
    logRetentionDays: 3,
    backupRetentionDays: 1,
    multiAz: false,
    minimumCount: 1,
    shellAccess: 'allowed',
    applyChanges: 'immediately',
    detailedMonitoring: false,
  },
};
