import type { PlannedServer } from '../plan/plan.js';
import type { Target } from '../sizing/recommendation.js';

/** An instance of EC2 that a server becomes. */
export type Instance = Extract<Target, { kind: 'ec2' }>;

/**
 * The instance that a server moves to as it is; undefined where it becomes a service, does not move, or has no target. Windows shares
 * move with their server too: `kind: files` of the estate speaks NFS only.
 */
export function instanceOf({ recommendation: { chosen, rehost } }: PlannedServer): Instance | undefined {
  if (chosen.target.kind === 'ec2') return chosen.target;
  return chosen.target.kind === 'fsx' && rehost.target.kind === 'ec2' ? rehost.target : undefined;
}

export const isWindows = ({ os }: Instance): boolean => os === 'windows' || os === 'windows-byol';
