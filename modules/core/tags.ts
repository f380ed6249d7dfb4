import type { EnvironmentClass } from './environment.js';

/** What the tags of a resource are made of. */
export interface Tagged {
  readonly company: string;
  readonly environment: string;
  readonly class: EnvironmentClass;
  readonly product?: string;
  readonly owner?: string;
  /** When an ephemeral environment may be deleted, ISO date. */
  readonly expires?: string;
}

/**
 * The tags of everything. The provider's `default_tags` carry them to most resources, but not to instances, volumes and network interfaces of an
 * auto scaling group: those are tagged by the group and its launch template.
 */
export function tagsOf({ company, environment, class: kind, product, owner, expires }: Tagged): Record<string, string> {
  return {
    company,
    environment,
    class: kind,
    ...(product !== undefined && { product }),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
    'managed-by': 'dc-exit',
  };
}
