import { TerraformStack } from '#cdktf';
import type { App } from '#cdktf';
import { checkStacks } from './check.js';
import type { PolicyOptions } from './check.js';
import { findingText } from './report.js';
import { readTemplate } from './template.js';

export interface AddPolicyOptions extends Partial<PolicyOptions> {
  /** Which findings stop the synthesis. @default error */
  readonly failOn?: 'error' | 'warning';
  /** The synthesized JSON of a stack, which lies in `app.outdir` by then: reading it takes a fraction of making it anew. @default made anew */
  readonly json?: (stack: TerraformStack) => unknown;
}

/** Checks all stacks of an app together when it is synthesized: a finding stops it, like any other validation. */
export function addPolicy(
  app: App,
  { today, rules, failOn = 'error', json = (stack) => stack.toTerraform() }: AddPolicyOptions = {},
): void {
  app.node.addValidation({
    validate: () => {
      const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
      const templates = stacks.map((stack) => readTemplate(stack.node.id, json(stack)));
      const { findings } = checkStacks(templates, {
        today: today ?? new Date().toISOString().slice(0, 10),
        ...(rules !== undefined && { rules }),
      });
      return findings.filter(({ severity }) => failOn === 'warning' || severity === 'error').map(findingText);
    },
  });
}
