import { createHash } from 'node:crypto';

/** Longest name of an IAM role. */
const longest = 64;

/**
 * Name of the role that `access` gives a group in an environment: `utah-outfitters-prod-ops`; a longer one keeps its beginning and ends in six hex digits of
 * its SHA-256. The stacks make it (`groupRoleName` in modules/access); who approves a cutover is recognized by it.
 */
export function groupRoleName(company: string, environment: string, group: string): string {
  const name = [company, environment, group].join('-');
  if (name.length <= longest) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `${name.slice(0, longest - 7).replace(/-+$/, '')}-${digest}`;
}
