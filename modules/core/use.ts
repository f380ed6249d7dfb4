import type { Statement } from './iam.js';

/** A port of something behind a security group. */
export interface Reach {
  readonly securityGroup: string;
  readonly port: number;
  /** Says in the rule what it is for. */
  readonly why: string;
}

/** A file system inside a container or machine. */
export interface Mount {
  readonly fileSystem: string;
  readonly accessPoint: string;
  /** Where the consumer finds it. */
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * What a service or fleet gets by using something at a level: variables, least privilege, network rules, mounts. Data constructs make it
 * (`database.use('rw', 'DB')`); consumers take a map of them by name.
 */
export interface Use {
  /** Variable to value, e.g. `DB_HOST`; secrets never, only their ARNs. */
  readonly variables: Readonly<Record<string, string>>;
  readonly statements: readonly Statement[];
  readonly reach: readonly Reach[];
  readonly mounts: readonly Mount[];
}

/** `jobs` and `URL` make `JOBS_URL`. */
export function variableName(key: string, suffix: string): string {
  return `${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_${suffix}`;
}
