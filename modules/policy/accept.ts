import type { TerraformProvider, TerraformResource, TerraformStack } from '#cdktf';
import { faultOf, shortestReason } from './acceptance.js';
import type { Acceptance } from './acceptance.js';
import { rules } from './rules/index.js';

const known = new Set(rules.map(({ id }) => id));

/** By what carries them: acceptances of one thing add up. */
const given = new WeakMap<object, Acceptance[]>();

/**
 * Accepts a rule's findings at a resource, a provider, or in a whole stack, until a day. It is written into the synthesized JSON.
 * @throws where the rule is none, the reason is too short or the day is no day; a day in the past is a finding later, not an error here
 */
export function accept(at: TerraformResource | TerraformProvider | TerraformStack, acceptance: Acceptance): void {
  const fault = faultOf(acceptance, '0000-01-01', known);
  if (fault !== undefined)
    throw new Error(
      `${at.node.path} ${fault} (a reason has ${shortestReason} characters or more; rules are in modules/policy/README.md)`,
    );
  const all = [...(given.get(at) ?? []), acceptance];
  given.set(at, all);
  at.addOverride('//.policy', all);
}
