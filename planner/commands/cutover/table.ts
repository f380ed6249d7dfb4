import type { Run } from '../context.js';
import type { CommandSpec, OptionSpec } from '../spec.js';

const env: OptionSpec = { flags: '--env <env>', help: 'only products that are cut over in this environment' };

const because: OptionSpec = { flags: '--because <why>', help: 'the reason; an audit will read it' };
const until: OptionSpec = { flags: '--until <when>', help: 'how long it holds: 2027-05-01, or 2h from now' };
const confirm: OptionSpec = { flags: '--confirm <product>', help: 'the name of the product, once more' };

const decide = async (
  verb: 'approve' | 'hold' | 'resume' | 'abort' | 'rollback' | 'finish' | 'decommission',
): Promise<Run<never>> => (await import('./decide.js'))[verb];

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
      {
        flags: '--seed <n>',
        help: 'another course of events (default 1)',
        number: { min: 0, max: 4_294_967_295, whole: true },
      },
      {
        flags: '--speed <days>',
        help: 'tell it as it goes, so many virtual days a second (default: all at once)',
        number: { min: 0.01, max: 100_000 },
      },
    ],
    examples: [
      'plan-migration cutover rehearse storefront --estate examples/utah/estate.yaml',
      'plan-migration cutover rehearse --estate examples/utah/estate.yaml --fault bad-deploy',
    ],
    load: async (): Promise<Run<never>> => (await import('./rehearse.js')).rehearse,
  },
  {
    name: 'plan',
    group: 'cutover',
    args: '[product...]',
    summary: 'what a run would do from the records as they are: every batch, and the hash that run takes',
    options: [env],
    examples: ['plan-migration cutover plan storefront'],
    load: async (): Promise<Run<never>> => (await import('./plan.js')).plan,
  },
  {
    name: 'preflight',
    group: 'cutover',
    args: '[product...]',
    summary: 'ask every gate now, without changing anything',
    options: [env],
    examples: ['plan-migration cutover preflight storefront --detailed-exitcode'],
    load: async (): Promise<Run<never>> => (await import('./preflight.js')).preflight,
  },
  {
    name: 'run',
    group: 'cutover',
    args: '<product>',
    summary: 'begin a cutover or go on with it, as far as its gates allow',
    options: [
      env,
      { flags: '--plan <hash>', help: 'the plan that was reviewed; off a terminal it is required' },
      {
        flags: '--wait <time>',
        help: 'keep going for so long: 30m, 2h; without it, stop at the first gate that holds',
      },
      { flags: '--confirm <product>', help: 'take over from an operator whose process is gone for certain' },
    ],
    examples: ['plan-migration cutover run storefront', 'plan-migration cutover run storefront --plan 3f9a… --wait 2h'],
    load: async (): Promise<Run<never>> => (await import('./run.js')).run,
  },
  {
    name: 'status',
    group: 'cutover',
    args: '[product...]',
    summary: 'where every run is and what it waits for, from the journals alone',
    options: [env],
    examples: ['plan-migration cutover status --json'],
    load: async (): Promise<Run<never>> => (await import('./status.js')).status,
  },
  {
    name: 'approve',
    group: 'cutover',
    args: '<product> <gate>',
    summary: 'approve a step, confirm a task, or waive a gate: STEP, STEP:task:ID, STEP:GATE[:ID]',
    options: [env, because, until],
    examples: [
      'plan-migration cutover approve storefront shift-1 --because "go, all on call"',
      'plan-migration cutover approve storefront shift-5:metrics:orders --because "shop is closed today"',
    ],
    load: () => decide('approve'),
  },
  {
    name: 'hold',
    group: 'cutover',
    args: '<product>',
    summary: 'stop advancing; traffic stays as it is',
    options: [env, because, until],
    examples: ['plan-migration cutover hold storefront --because "incident 4711" --until 2h'],
    load: () => decide('hold'),
  },
  {
    name: 'resume',
    group: 'cutover',
    args: '<product>',
    summary: 'go on after a hold, a rollback or a foreign edit',
    options: [
      env,
      because,
      {
        flags: '--adopt',
        help: 'what is there now becomes the base: an edited estate, or records that somebody changed',
      },
      { flags: '--restore', help: 'put our records back over a foreign edit; needs --confirm' },
      confirm,
    ],
    examples: ['plan-migration cutover resume storefront --because "release repaired"'],
    load: () => decide('resume'),
  },
  {
    name: 'rollback',
    group: 'cutover',
    args: '<product>',
    summary: 'traffic back to legacy at once, or to an earlier step; the run can go on',
    options: [
      env,
      because,
      { flags: '--to <step>', help: 'an earlier step (default: all traffic on legacy)' },
      confirm,
    ],
    examples: ['plan-migration cutover rollback storefront --because "orders drop"'],
    load: () => decide('rollback'),
  },
  {
    name: 'abort',
    group: 'cutover',
    args: '<product>',
    summary: 'everything back to legacy, and the run is over',
    options: [env, because, confirm],
    examples: ['plan-migration cutover abort storefront --because "postponed to autumn" --confirm storefront'],
    load: () => decide('abort'),
  },
  {
    name: 'finish',
    group: 'cutover',
    args: '<product>',
    summary: 'approve the step finish and run through it: simple records, rollback still possible',
    options: [env, because],
    examples: ['plan-migration cutover finish storefront --because "quiet for a week"'],
    load: () => decide('finish'),
  },
  {
    name: 'decommission',
    group: 'cutover',
    args: '<product>',
    summary: 'approve the last step and run through it: records to the stack, servers may go',
    options: [env, because],
    examples: ['plan-migration cutover decommission storefront --because "rollback window over"'],
    load: () => decide('decommission'),
  },
  {
    name: 'report',
    group: 'cutover',
    args: '[product...]',
    summary: 'all runs for an auditor: who approved what, when, on which evidence, and what was changed',
    options: [env],
    examples: ['plan-migration cutover report storefront --format html -o storefront.html'],
    load: async (): Promise<Run<never>> => (await import('./report.js')).report,
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
