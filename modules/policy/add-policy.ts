import { Aspects, TerraformStack } from '#cdktf';
import type { App } from '#cdktf';
import { checkStacks } from './check.js';
import type { PolicyOptions } from './check.js';
import { findingText } from './report.js';
import { readTemplate } from './template.js';
import type { Template } from './template.js';

export interface AddPolicyOptions extends Partial<PolicyOptions> {
  /** Which findings stop the synthesis. @default error */
  readonly failOn?: 'error' | 'warning';
}

/** Checks every stack of an app when it is synthesized: a finding stops it, like any other validation. */
export function addPolicy(app: App, { today, rules, failOn = 'error' }: AddPolicyOptions = {}): void {
  const day = today ?? new Date().toISOString().slice(0, 10);
  const judge = (stack: TerraformStack): string[] => {
    const own = templateOf(stack);
    // Only rules that look across need the others, and only ephemeral environments have one.
    const others =
      own.environment.class === 'ephemeral'
        ? stacksOf(app)
            .filter((one) => one !== stack)
            .map(templateOf)
        : [];
    const { findings } = checkStacks([own, ...others], { today: day, ...(rules !== undefined && { rules }) });
    return findings
      .filter((finding) => finding.stack === own.stack && (failOn === 'warning' || finding.severity === 'error'))
      .map(findingText);
  };
  const seen = new Set<TerraformStack>();
  Aspects.of(app).add({
    visit(node) {
      if (!TerraformStack.isStack(node) || seen.has(node)) return;
      seen.add(node);
      node.node.addValidation({ validate: () => judge(node) });
    },
  });
}

const stacksOf = (app: App): TerraformStack[] => app.node.findAll().filter((node) => TerraformStack.isStack(node));

const templateOf = (stack: TerraformStack): Template => readTemplate(stack.node.id, stack.toTerraform());
