import type { Rule } from '../rule.js';
import type { Template } from '../template.js';
import { configOf } from '../values.js';

/** `../../../tf/prod-foundation.tfstate`, `estate/tf/prod-foundation.tfstate`. */
function stackOf(config: unknown): string | undefined {
  const { path, key } = configOf(config);
  return /([^/]+)\.tfstate$/.exec(String(path ?? key))?.[1];
}

/** By its name: `pr1-foundation`, `shop-pr1`. */
function isOwn(stack: string | undefined, { environment: { name } }: Template): boolean {
  return stack !== undefined && name !== undefined && (stack.startsWith(`${name}-`) || stack.endsWith(`-${name}`));
}

export const ephemeralReadsProduction: Rule = {
  id: 'ephemeral-reads-production',
  title: 'An ephemeral environment never reads production',
  why: 'What anyone may create and destroy must not hold a thread to what must not break.',
  remedy: 'Read the stacks of a development environment, or give it data of its own.',
  severity: 'error',
  also: [],
  check: (template, others) =>
    template.environment.class === 'ephemeral'
      ? template.of('data.terraform_remote_state').flatMap(({ address, config }) => {
          const stack = stackOf(config['config']);
          const read = stack === undefined ? undefined : others(stack);
          // One of its own environment may be left out of a run (`STACKS=`).
          if (read === undefined && isOwn(stack, template)) return [];
          if (read?.environment.class === 'production')
            return [{ address, message: `reads ${read.stack} of production` }];
          // Not knowing is not a pass.
          return read === undefined
            ? [
                {
                  address,
                  message: `reads ${stack ?? 'a state'}, which is not among the stacks checked here: check them together`,
                },
              ]
            : [];
        })
      : [],
};
