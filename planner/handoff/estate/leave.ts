import type { Plan } from '../../plan/plan.js';
import { byId } from '../by-id.js';
import { oneLine } from './names.js';

/** A server that does not move, as `plan.leave` has it. */
export interface LeaveDraft {
  readonly server: string;
  readonly as: 'retire' | 'retain';
  readonly why: string;
}

/**
 * What becomes of a shared service when everything else has moved. A directory and what nobody recognised stay until people decide; the
 * others have a service of AWS in their place. A proposal: the file says so.
 */
const sharedFates: Readonly<Record<string, LeaveDraft['as']>> = {
  ad: 'retain',
  dns: 'retire',
  ntp: 'retire',
  dhcp: 'retire',
  backup: 'retire',
  monitoring: 'retire',
  logging: 'retire',
  jump: 'retire',
};

/** Every server that belongs to no product: those that stay or are retired, and the shared services, sorted by name. */
export function leaveOf({ waves, servers }: Plan): readonly LeaveDraft[] {
  const known = byId(servers);
  const left = waves.left.map(({ server, disposition, why }) => ({ server, as: disposition, why: oneLine(why, 200) }));
  const shared = waves.sharedServices.map(({ server, role, why, instead }): LeaveDraft => {
    const stated = known.get(server)?.recommendation.disposition;
    const as = stated === 'retire' || stated === 'retain' ? stated : (sharedFates[role] ?? 'retain');
    return { server, as, why: oneLine(`${why}; ${instead}`, 200) };
  });
  return [...left, ...shared].toSorted((a, b) => (a.server < b.server ? -1 : a.server > b.server ? 1 : 0));
}
