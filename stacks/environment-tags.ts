import type { Environment, Estate } from '../estate/index.js';
import { formatDuration } from '../estate/index.js';
import { tagsOf } from '../modules/core/index.js';

/** The tags of everything in an environment, or of one product there. An ephemeral environment says how long it lives and who answers for it. */
export function environmentTags(
  estate: Estate,
  environment: Environment,
  product?: { readonly name: string; readonly owner?: string },
): Record<string, string> {
  const owner = product?.owner ?? environment.owner;
  return tagsOf({
    company: estate.company,
    environment: environment.name,
    class: environment.class,
    ...(product !== undefined && { product: product.name }),
    ...(owner !== undefined && { owner }),
    ...(environment.ttl !== undefined && { ttl: formatDuration(environment.ttl) }),
  });
}
