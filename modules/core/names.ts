import { createHash } from 'node:crypto';

/**
 * A name no longer than `max`: too long ones keep their beginning and end in six hex digits of their SHA-256, so that two never become one.
 * AWS allows 32 characters for load balancers and target groups, 40 for ElastiCache, 63 for RDS and buckets, 64 for roles, 80 for queues.
 */
export function shortened(name: string, max: number): string {
  if (name.length <= max) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `${name.slice(0, max - 7).replace(/-+$/, '')}-${digest}`;
}

/** `utah-outfitters-prod-storefront-web`: company, environment, and the parts given. */
export function resourceName(
  environment: { readonly company: string; readonly name: string },
  parts: readonly string[],
  max: number,
): string {
  return shortened([environment.company, environment.name, ...parts].join('-'), max);
}
