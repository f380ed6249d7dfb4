import type { EnvironmentClass } from './environment.js';

/** What the tags of a resource are made of. */
export interface Tagged {
  readonly company: string;
  readonly environment: string;
  readonly class: EnvironmentClass;
  readonly product?: string;
  readonly owner?: string;
  /** How long an ephemeral environment lives, `7d`; counted from when it was made. */
  readonly ttl?: string;
}

/**
 * The tags of everything. The provider's `default_tags` carry them to most resources, but not to instances, volumes and network interfaces of an
 * auto scaling group: those are tagged by the group and its launch template.
 */
export function tagsOf({ company, environment, class: kind, product, owner, ttl }: Tagged): Record<string, string> {
  return {
    company,
    environment,
    class: kind,
    ...(product !== undefined && { product }),
    ...(owner !== undefined && { owner }),
    ...(ttl !== undefined && { ttl }),
    'managed-by': 'dc-exit',
  };
}

/** The tag by which the environment's backup plan finds disks and file systems. */
export const backupTag: Readonly<Record<string, string>> = { backup: 'daily' };
