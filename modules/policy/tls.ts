import { refersTo } from './template.js';
import type { Resource, Template } from './template.js';
import { blocks, configOf, isExpression, isGiven } from './values.js';

/** Whether a policy denies what comes without TLS. A policy that Terraform makes counts as one that does. */
function denies(policy: unknown): boolean {
  if (!isGiven(policy)) return false;
  if (typeof policy !== 'string') return false;
  try {
    return blocks(configOf(JSON.parse(policy))['Statement']).some(
      ({ Effect: effect, Condition: condition }) =>
        effect === 'Deny' && String(configOf(configOf(condition)['Bool'])['aws:SecureTransport']) === 'false',
    );
  } catch {
    return isExpression(policy);
  }
}

/** Whether a resource refuses plain HTTP, in its own policy or in one of those that are attached to it. */
export function refusesPlaintext(
  template: Template,
  resource: Resource,
  attached: readonly string[],
  by: string,
): boolean {
  return (
    denies(resource.config['policy']) ||
    template.of(...attached).some(({ config }) => refersTo(config[by], resource) && denies(config['policy']))
  );
}
