import type { Run } from './context.js';
import { cutoverCommands } from './cutover/table.js';
import type { CommandSpec, OptionSpec } from './spec.js';

const region: OptionSpec = {
  flags: '--region <region>',
  help: 'AWS region (default: the estate file, else us-east-1)',
  env: 'PLAN_MIGRATION_REGION',
};
const rejects: OptionSpec = {
  flags: '--rejects <file>',
  help: 'write rejected rows in their own format, to be repaired and passed back in',
  file: true,
};

const sizing: readonly OptionSpec[] = [
  {
    flags: '--preset <preset>',
    help: 'percentile and headroom together',
    choices: ['savings', 'balanced', 'default', 'performance'],
    env: 'PLAN_MIGRATION_PRESET',
  },
  {
    flags: '--percentile <p>',
    help: 'percentile of a time series that counts as demand',
    number: { min: 50, max: 100 },
  },
  { flags: '--headroom <percent>', help: 'room above the demand, CPU and memory', number: { min: 0, max: 90 } },
  { flags: '--graviton', help: 'allow Graviton (arm64) as target', env: 'PLAN_MIGRATION_GRAVITON' },
];

const partnerOptions: readonly OptionSpec[] = [
  { flags: '--product <product>', help: 'only for this product' },
  { flags: '--direction <direction>', help: 'only in this direction', choices: ['ingress', 'egress'] },
];
const via: OptionSpec = { flags: '--via <how>', help: 'how it went: mail, portal, ticket number, name' };
const until: OptionSpec = { flags: '--until <when>', help: 'how long it holds: 2027-05-01, or 30d from now' };
const because: OptionSpec = { flags: '--because <why>', help: 'the reason; an audit will read it' };

const partners = async (verb: 'notice' | 'sent' | 'confirm' | 'waive' | 'evidence' | 'status'): Promise<Run<never>> =>
  (await import('./partners.js'))[verb];

const prices = async (verb: 'show' | 'diff' | 'refresh'): Promise<Run<never>> => (await import('./prices.js'))[verb];

/** Every command, in the order of help. The first one is what runs when no command is named. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'plan',
    args: '<file...>',
    summary: 'read inventories, size and price every server on AWS',
    options: [
      region,
      ...sizing,
      { flags: '--set <key=value>', help: 'override an assumption (all keys: docs/costs.md)', repeat: true },
      { flags: '--start <date>', help: 'first day of the migration, YYYY-MM-DD; without it waves are weeks' },
      { flags: '--waves <file>', help: 'an edited waves.csv: its waves win over the planner', file: true },
      { flags: '--emit <kinds>', help: 'write files for the next step: estate,waves,mgn,cmf,runbook' },
      { flags: '--out <folder>', help: 'where --emit writes (default: here)', file: true },
      rejects,
    ],
    examples: [
      'plan-migration inventory.csv',
      'plan-migration rvtools.xlsx perf/ --region eu-west-1',
      'cat servers.csv | plan-migration - --json',
    ],
    load: async () => (await import('./plan.js')).plan,
  },
  {
    name: 'check',
    args: '<file...>',
    summary: 'only read: formats found, columns understood, the fate of every row',
    options: [rejects],
    examples: ['plan-migration check export.xlsx --rejects rejected.csv'],
    load: async () => (await import('./check.js')).check,
  },
  {
    name: 'compare',
    args: '<a.json> <b.json>',
    summary: 'what differs between two plans: servers, cost, dates, risks',
    options: [],
    examples: ['plan-migration compare before.json after.json'],
    load: async () => (await import('./compare.js')).compare,
  },
  {
    name: 'show',
    group: 'prices',
    args: '[type]',
    summary: 'prices known for an instance type, with source and date',
    options: [
      region,
      {
        flags: '--os <os>',
        help: 'one operating system',
        choices: ['linux', 'rhel', 'sles', 'windows', 'windows-byol'],
      },
      { flags: '--service <service>', help: 'prices of one service: ebs, rds, vpc …' },
    ],
    examples: ['plan-migration prices show m7i.large'],
    load: () => prices('show'),
  },
  {
    name: 'diff',
    group: 'prices',
    args: '',
    summary: 'what differs between the refreshed prices and the built-in ones',
    options: [region],
    examples: ['plan-migration prices diff --region us-east-1'],
    load: () => prices('diff'),
  },
  {
    name: 'refresh',
    group: 'prices',
    args: '',
    summary: 'fetch current prices from the AWS Price List API (needs an account)',
    options: [region],
    examples: ['plan-migration prices refresh --profile work'],
    load: () => prices('refresh'),
  },
  {
    name: 'notice',
    group: 'partners',
    args: '[partner...]',
    summary: 'write what partners must know: new addresses, dates, test, way back (needs only the addresses stack)',
    options: partnerOptions,
    examples: [
      'plan-migration partners notice bes > bes.txt',
      'plan-migration partners notice --format csv -o addresses.csv',
    ],
    load: () => partners('notice'),
  },
  {
    name: 'sent',
    group: 'partners',
    args: '<partner...>',
    summary: 'note that the notice left the house',
    options: [...partnerOptions, via],
    examples: ['plan-migration partners sent bes --via "mail, ticket 4711"'],
    load: () => partners('sent'),
  },
  {
    name: 'confirm',
    group: 'partners',
    args: '<partner...>',
    summary: 'note that a partner has confirmed, for exactly the addresses of now',
    options: [...partnerOptions, via, until],
    examples: ['plan-migration partners confirm bes --direction ingress --via "mail of 2027-02-10 by J. Roe"'],
    load: () => partners('confirm'),
  },
  {
    name: 'waive',
    group: 'partners',
    args: '<partner...>',
    summary: 'go on without a partner, by name, for a reason and for a time',
    options: [...partnerOptions, because, until],
    examples: ['plan-migration partners waive bes --because "reads over the forwarder" --until 2027-05-01'],
    load: () => partners('waive'),
  },
  {
    name: 'evidence',
    group: 'partners',
    args: '[partner...]',
    summary: 'look for their traffic in flow logs and load balancer logs, and note what it proves (needs an account)',
    options: partnerOptions,
    examples: ['plan-migration partners evidence bes --profile prod'],
    load: () => partners('evidence'),
  },
  {
    name: 'status',
    group: 'partners',
    args: '[partner...]',
    summary: 'where every partner stands, and the command that comes next',
    options: partnerOptions,
    examples: ['plan-migration partners status'],
    load: () => partners('status'),
  },
  ...cutoverCommands,
  {
    name: 'init',
    args: '<dir>',
    summary: 'make a working folder: an empty estate, and what cdktf needs',
    options: [],
    examples: ['plan-migration init our-estate'],
    load: async () => (await import('./init.js')).init,
  },
  {
    name: 'completion',
    args: '<shell>',
    summary: 'completion script for bash, zsh or fish',
    options: [],
    examples: ['source <(plan-migration completion bash)'],
    load: async () => (await import('./completion.js')).completion,
  },
];

/** What may stand first on the command line. */
export const topLevel: readonly string[] = [...new Set(commands.map((spec) => spec.group ?? spec.name)), 'help'];
