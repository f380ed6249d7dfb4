import type { Run } from '../context.js';
import type { CommandSpec, OptionSpec } from '../table.js';

const env: OptionSpec = { flags: '--env <env>', help: 'only products that are cut over in this environment' };

/** The commands of a cutover, in the order in which they are used. */
export const cutoverCommands: readonly CommandSpec[] = [
  {
    name: 'rehearse',
    group: 'cutover',
    args: '[product...]',
    summary: 'play a cutover in a simulated world: months in seconds, no account needed',
    options: [
      env,
      { flags: '--fault <name>', help: 'let something go wrong; --fault help lists what' },
      { flags: '--seed <n>', help: 'another course of events (default 1)', number: { min: 0, max: 4_294_967_295 } },
    ],
    examples: [
      'plan-migration cutover rehearse storefront --estate examples/utah/estate.yaml',
      'plan-migration cutover rehearse --estate examples/utah/estate.yaml --fault bad-deploy',
    ],
    load: async (): Promise<Run<never>> => (await import('./rehearse.js')).rehearse,
  },
  {
    name: 'policy',
    group: 'cutover',
    args: '<product>',
    summary: "the least IAM policy for the role of a product's cutover: its names, their fences, nothing else",
    options: [env],
    examples: ['plan-migration cutover policy storefront > policy.json'],
    load: async (): Promise<Run<never>> => (await import('./policy.js')).policy,
  },
];
