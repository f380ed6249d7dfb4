import { createHash } from 'node:crypto';
import { literal } from './literal.js';

/**
 * A name no longer than `max`: too long ones keep their beginning and end in six hex digits of their SHA-256, so that two never become one.
 * AWS allows 32 characters for load balancers and target groups, 40 for ElastiCache, 63 for RDS and buckets, 64 for roles, 80 for queues.
 */
export function shortened(name: string, max: number): string {
  if (name.length <= max) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `${name.slice(0, max - 7).replace(/-+$/, '')}-${digest}`;
}

const plain = /^[a-z][a-z0-9-]*$/;

/**
 * Checks a name that people chose: it becomes part of names all over AWS, of which buckets are the strictest.
 * @param what the property it was given as
 */
export function checkName(name: string, what: string): void {
  if (!plain.test(name))
    throw new Error(
      `${what}: "${name}" does not fit all names of AWS; write lower-case letters, digits and hyphens, a letter first`,
    );
}

/**
 * `utah-outfitters-prod-storefront-web`: company, environment, and the parts given.
 * @throws where company or environment are no names, or a part would be read as an expression of Terraform
 */
export function resourceName(
  environment: { readonly company: string; readonly name: string },
  parts: readonly string[],
  max: number,
): string {
  checkName(environment.company, 'company');
  checkName(environment.name, 'environment');
  const part = parts.find((text) => literal(text) !== text);
  if (part !== undefined) throw new Error(`"${part}" is no part of a name: Terraform would read it as an expression`);
  return shortened([environment.company, environment.name, ...parts].join('-'), max);
}
