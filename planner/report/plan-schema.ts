import { z } from 'zod';

/*
 * The published shape of `--json` (docs/contract.md §6). The files in `schema/` are made of it by `node scripts/schema.mjs`.
 * Within v1 fields are only ever added; readers ignore what they do not know.
 */

const whole = z.number().int().nonnegative();
const money = z.number().describe('US dollars with cents');
const rowNumber = z.number().int().positive().describe('as a spreadsheet counts: the first row is 1');

const rows = z.object({
  read: whole,
  servers: whole,
  merged: whole,
  attached: whole,
  ignored: whole,
  rejected: whole,
});

const source = z.object({ file: z.string(), sheet: z.string().optional(), row: rowNumber });

const target = z
  .object({
    kind: z.enum(['ec2', 'rds', 'elasticache', 'lb', 'ses', 'efs', 'fsx', 'cloudwatch', 'none', 'unknown']),
    instanceType: z.string().optional(),
    os: z.string().optional().describe('licence in the price of the instance'),
    sqlServer: z.string().optional().describe('SQL Server edition in the price of the instance'),
    engine: z.string().optional(),
    type: z.string().optional().describe('alb or nlb'),
    multiAz: z.boolean().optional(),
    nodes: whole.optional(),
    storageGiB: z.number().optional(),
    volumes: z
      .array(
        z.object({
          label: z.string(),
          type: z.string(),
          sizeGiB: z.number(),
          iops: z.number().optional(),
          throughputMiBps: z.number().optional(),
        }),
      )
      .optional(),
    why: z.string().optional(),
  })
  .describe('where the server goes');

const option = z.object({
  target,
  monthlyUsd: money,
  unpriced: whole.describe('lines without a known price: monthlyUsd is too low by that much'),
});

const quote = z.object({
  item: z.string(),
  rateUsd: z.number().describe('US dollars per unit'),
  quantity: z.number(),
  unit: z.string(),
  monthlyUsd: money,
  source: z.string(),
  asOf: z.string(),
  kind: z.enum(['observed', 'derived', 'formula']),
});

const gap = z
  .object({ item: z.string(), quantity: z.number(), unit: z.string(), why: z.string() })
  .describe('a line without a known price');

const finding = z.object({
  severity: z.enum(['error', 'warning', 'info']).describe('error blocks, warning changes a number, info tells'),
  code: z.string(),
  file: z.string().optional(),
  row: rowNumber.optional(),
  column: z.string().optional(),
  value: z.string().optional().describe('as read: escape it before showing it'),
  server: z.string().optional(),
  owner: z.string().optional().describe('who should see to it'),
  due: z.string().optional().describe('last day, or week of the plan'),
  message: z.string(),
  remedy: z.string(),
  more: whole.optional().describe('findings of this kind that were counted but not kept'),
});

const demand = z.object({
  vcpus: z.number(),
  memoryGiB: z.number(),
  ebsIops: z.number().nullable(),
  ebsMiBps: z.number().nullable(),
  networkGbps: z.number().nullable(),
  cpuBasis: z.enum(['series', 'average', 'sample', 'allocated']),
  memoryBasis: z.enum(['series', 'average', 'sample', 'allocated']),
  notes: z.array(z.string()),
});

const server = z.object({
  name: z.string(),
  id: z.string().describe('the name, or name#2 where two machines share one'),
  product: z.string().nullable(),
  source,
  demand: demand.nullable(),
  target,
  alternatives: z.array(option.extend({ note: z.string() })),
  disposition: z.enum(['retire', 'retain', 'relocate', 'rehost', 'repurchase', 'replatform', 'refactor']),
  reason: z.string(),
  wouldChange: z.string().nullable(),
  confidence: z.number().int().min(1).max(5),
  role: z.object({ id: z.string(), evidence: z.string() }).nullable(),
  pinned: z.string().nullable(),
  quotes: z.array(quote),
  gaps: z.array(gap),
  monthlyUsd: money,
  asIsMonthlyUsd: money.describe('EC2 at the size of today'),
  rehostMonthlyUsd: money.describe('EC2 at the right size'),
});

const scenario = z.object({
  id: z.enum(['as-is', 'right-sized', 'right-sized-committed', 'replatformed', 'committed', 'byol']),
  title: z.string(),
  note: z.string(),
  monthlyUsd: money,
  upfrontUsd: money,
  unpriced: whole,
});

const week = z.number().int().describe('week of the plan, from 1');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const ports = z.array(z.number().int());

const product = z.object({
  name: z.string(),
  servers: z.array(z.string()).describe('ids of servers'),
  uses: z.array(
    z.object({
      product: z.string(),
      strength: z.number().min(0).max(1),
      source: z.string(),
      bond: z.enum(['hard', 'ordered', 'loose', 'waived']),
      ports,
      gbPerDay: z.number().nullable(),
    }),
  ),
  why: z.string(),
  wave: z.string(),
  order: z.string().describe('why this wave'),
  cutoverWeek: week.nullable(),
  cutover: date.optional(),
  movesWith: z.array(z.string()),
});

const sharedService = z.object({
  server: z.string(),
  role: z.string(),
  why: z.string(),
  fanIn: whole,
  instead: z.string(),
});

const wave = z.object({
  id: z.string(),
  products: z.array(z.string()),
  startWeek: week,
  start: date.optional(),
  cutoverWeek: week.nullable(),
  cutover: date.optional(),
  pilot: z.boolean(),
  conditions: z.array(z.object({ id: z.string(), verdict: z.enum(['met', 'broken', 'waived']), reason: z.string() })),
  crossEdges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      ports,
      gbPerDay: z.number().nullable(),
      until: z.string().nullable().describe('wave after which both have moved; null = one of them never moves'),
    }),
  ),
  transferHours: z.number().nullable(),
  slackDays: z.number().optional(),
});

const partner = z.object({
  id: z.string(),
  name: z.string(),
  product: z.string(),
  leadTimeDays: z.number(),
  earliestWeek: week.nullable(),
  earliestCutover: date.nullable(),
  noticeBy: date.optional(),
  wave: z.string(),
});

const month = z.object({
  month: z.string().describe('2027-02, or M1 where the plan has no start'),
  legacyUsd: money,
  awsUsd: money,
  oneOffUsd: money,
  totalUsd: money,
  cumulativeUsd: money,
});

const file = z.object({
  file: z.string(),
  sheet: z.string().nullable(),
  format: z.string(),
  rows,
  ignoredBecause: z.record(z.string(), whole),
  mapped: z.record(z.string(), z.string()).describe('column of the file -> field it was read as'),
  unmapped: z.array(z.string()),
});

/** Shapes that lines of `--events` have too. */
export { file as fileShape, finding as findingShape, rows as rowsShape };

export const planSchema = z
  .object({
    schema: z.literal('plan/v1'),
    company: z.string().nullable(),
    inputs: z.array(z.string()),
    region: z.string(),
    prices: z.object({
      asOf: z.string(),
      observed: whole,
      derived: whole,
      formula: whole,
      unknown: whole,
    }),
    options: z.object({
      preset: z.enum(['savings', 'balanced', 'default', 'performance']),
      percentile: z.number(),
      cpuHeadroomPct: z.number(),
      memoryHeadroomPct: z.number(),
      graviton: z.boolean(),
      windowsLicence: z.enum(['included', 'byol']),
      normaliseCpu: z.boolean(),
      managed: z.enum(['choose', 'offer']),
      commitment: z.object({
        kind: z.enum(['reserved', 'compute-savings-plan', 'ec2-savings-plan']),
        years: whole,
        payment: z.enum(['none', 'partial', 'all']),
      }),
      assumptions: z.record(z.string(), z.number()).describe('quantities that no inventory holds, see --set'),
    }),
    today: z.object({ monthlyUsd: money, source: z.string() }).nullable().describe("today's cost, where known"),
    scenarios: z.array(scenario),
    shared: z.object({ quotes: z.array(quote), gaps: z.array(gap), monthlyUsd: money }),
    inventory: z.object({ rows, files: z.array(file) }),
    findings: z.array(finding),
    products: z.array(product),
    sharedServices: z.array(sharedService),
    waves: z.array(wave),
    partners: z.array(partner),
    cashFlow: z.array(month),
    payback: z
      .object({ month: z.string(), number: whole, afterLastCutover: z.number().int().nullable() })
      .nullable()
      .describe('null = never within the months planned, or only servers were planned'),
    servers: z.array(server),
  })
  .meta({ title: 'plan.json of plan-migration' });

/** `check --json`: what was read, in the fields of `plan.json`. */
export const checkSchema = z
  .object({
    schema: z.literal('check/v1'),
    servers: whole,
    flows: whole,
    inventory: z.object({ rows, files: z.array(file) }),
    findings: z.array(finding),
  })
  .meta({ title: 'what plan-migration check --json writes' });

/** `plan.json`, as read back. */
export type PlanDocument = z.infer<typeof planSchema>;
