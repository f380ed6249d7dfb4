import type { Construct } from 'constructs';
import { TerraformStack } from '#cdktf';
import { addressOf } from './addressing.js';

/**
 * A warning that every plan and deployment shows until the condition holds, such as a service that has no image yet. A check of Terraform, because
 * cdktf shows no annotation of an app.
 * @param condition HCL over attributes of resources
 */
export function remindUntil(at: Construct, condition: string, message: string): void {
  const stack = TerraformStack.of(at);
  const ids = at.node.scopes.slice(at.node.scopes.indexOf(stack) + 1).map((scope) => scope.node.id);
  stack.addOverride(`check.${addressOf(ids)}`, {
    assert: [{ condition: `\${${condition}}`, error_message: /[.!?]$/.test(message) ? message : `${message}.` }],
  });
}
