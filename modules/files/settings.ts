import { checkPlaced, classDefaults, resourceName } from '../core/index.js';
import type { Deletion, Placed } from '../core/index.js';

/** What people say about a file system; all of it has a default. */
export interface FileSystemSpec {
  /** @default by class */
  readonly deletion?: Deletion;
  /**
   * Who takes its backups: `environment`, a plan that selects `backupTag` (module `backup`: own vault, alarms, days by class); `automatic`, AWS
   * Backup's own plan for EFS, daily, 35 days. @default automatic; off in ephemeral environments
   */
  readonly backup?: 'environment' | 'automatic' | 'off';
  /** Files not read for that long move to the cheaper class, and back when they are read. @default 30 */
  readonly coldAfterDays?: 7 | 14 | 30 | 60 | 90 | 180 | 365;
  /** Whose files they are inside containers and machines. @default 1000, 1000 */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /**
   * The file system (`fs-…`) that a restore of AWS Backup made: it is adopted as this one. EFS cannot be made from a recovery point itself; with the
   * ARN of one, the plan stops and says which command restores it.
   */
  readonly restoreFrom?: string;
}

/** Where the content comes from. */
export type Origin =
  | { readonly kind: 'new' }
  | { readonly kind: 'adopt'; readonly fileSystem: string }
  | { readonly kind: 'restoreFirst'; readonly recoveryPoint: string };

export interface FileSystemSettings extends Required<
  Pick<FileSystemSpec, 'deletion' | 'backup' | 'coldAfterDays' | 'owner'>
> {
  readonly fullName: string;
  readonly origin: Origin;
}

function originOf(restoreFrom: string | undefined): Origin {
  if (restoreFrom === undefined) return { kind: 'new' };
  if (/^fs-[0-9a-f]{8,40}$/.test(restoreFrom)) return { kind: 'adopt', fileSystem: restoreFrom };
  if (/^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:recovery-point:[\w-]+$/.test(restoreFrom))
    return { kind: 'restoreFirst', recoveryPoint: restoreFrom };
  throw new Error(
    `restoreFrom: "${restoreFrom}" is neither a file system (fs-0123456789abcdef0) nor the ARN of a recovery point of AWS Backup`,
  );
}

/** @throws where the specification cannot be built, saying what to write instead */
export function resolveFileSystem(placed: Placed, spec: FileSystemSpec): FileSystemSettings {
  const { environment, product, name } = placed;
  const { owner = { uid: 1000, gid: 1000 } } = spec;
  checkPlaced(placed);
  if (owner.uid === 0 || owner.gid === 0) throw new Error('owner: 0 is root; name a user of the application');
  if (Object.keys(environment.subnets.data).length === 0)
    throw new Error(
      `environment ${environment.name} has no data subnets: a file system needs one in each availability zone`,
    );
  return {
    deletion: spec.deletion ?? classDefaults[environment.class].deletion,
    backup: spec.backup ?? (environment.class === 'ephemeral' ? 'off' : 'automatic'),
    coldAfterDays: spec.coldAfterDays ?? 30,
    owner,
    fullName: resourceName(environment, [product, name], 128),
    origin: originOf(spec.restoreFrom),
  };
}
