import { checked, defaulted, listOf, mapOf, mapped, object, optional, required } from '../shape.js';
import type { Rate, Size } from '../units.js';
import { shortOrLong } from '../unions.js';
import { amount, date, integer, line, oneOf, pattern, rateWord, sizeWord, word } from '../words.js';
import { productName } from './names.js';

/** What `plan-migration` needs and no inventory holds. */
export interface PlanInputs {
  /** `2027-02-01`. Without it waves are weeks. */
  readonly start?: string;
  /** Last day of the datacenter's contract. */
  readonly contractEnd?: string;
  readonly bill?: Bill;
  readonly freezes: readonly Freeze[];
  readonly perWave: WaveCapacity;
  /** The link that data is moved over. */
  readonly link?: Rate;
  /** Server to what it must become, whatever the sizing says. */
  readonly pins: Readonly<Record<string, Pin>>;
  /** Server to why it does not move. */
  readonly leave: Readonly<Record<string, Leave>>;
  /** Heading in the inventory to the field that it means. */
  readonly columns: Readonly<Record<string, string>>;
  /** Conditions of a wave that people have decided to accept. */
  readonly waive: readonly Waiver[];
  /** Numbers of the cost model that people know better, as `--set K=V`. */
  readonly set: Readonly<Record<string, string | number>>;
}

/** The hosting bill: a CSV file beside the estate file, or one sum. */
export type Bill =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'total'; readonly monthlyUsd: number };

/** No cutover from `from` to `to`, both included. */
export interface Freeze {
  readonly from: string;
  readonly to: string;
  readonly why?: string;
}

/** What fits in one wave; what is left out does not bind. */
export interface WaveCapacity {
  readonly servers?: number;
  readonly hours?: number;
  readonly personDays?: number;
  readonly data?: Size;
}

/** A server's instance type, whatever the sizing says. */
export interface Pin {
  readonly type: string;
  readonly why?: string;
}

export interface Leave {
  readonly as: 'retire' | 'retain';
  readonly why?: string;
}

export interface Waiver {
  readonly condition: string;
  readonly product?: string;
  readonly why: string;
}

const monthlyUsd = amount('sum in US dollars');

/** A path below the folder of the estate file. */
export const filePath = word({
  type: 'file in this folder',
  json: { minLength: 1 },
  remedy: 'write a path below the folder of the estate file: bill.csv',
  parse: (text) =>
    /^[^/\\\n\r\t][^\\\n\r\t]*$/.test(text) && !text.split('/').includes('..') && !/^[A-Za-z]:/.test(text)
      ? text
      : undefined,
});

const bill = mapped(
  checked(
    object('bill', {
      file: optional(filePath, 'CSV file with item,scope(flat|server|rack),server,monthlyUsd,until'),
      monthlyUsd: optional(monthlyUsd, 'the whole bill in US dollars a month'),
    }),
    ({ file, monthlyUsd: sum }, problem) => {
      if ((file === undefined) === (sum === undefined))
        problem(
          [file === undefined ? 'file' : 'monthlyUsd'],
          file === undefined ? 'missing' : 'a bill is a file or a sum',
          'write either file: bill.csv or monthlyUsd: 6400',
          file === undefined ? 'missing' : 'conflict',
        );
    },
  ),
  ({ file, monthlyUsd: sum }): Bill =>
    file === undefined ? { kind: 'total', monthlyUsd: sum ?? 0 } : { kind: 'file', file },
);

const freeze = checked(
  object('freeze', {
    from: required(date, 'first day without changes'),
    to: required(date, 'last day without changes'),
    why: optional(line, 'the reason, shown in the plan'),
  }),
  ({ from, to }, problem) => {
    if (to < from) problem(['to'], `ends before it begins (${from})`, 'swap from and to', 'conflict');
  },
);

const instanceType = pattern(
  'instance type',
  /^(db\.|cache\.)?[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  'write m7i.xlarge, db.m7g.large or cache.t4g.small',
);

const pin = object('pin', {
  type: required(instanceType, 'instance type'),
  why: optional(line, 'the reason, shown in the plan'),
});

const leave = mapped(
  shortOrLong(
    oneOf('retire', 'retain'),
    object('reason to leave it', {
      as: required(oneOf('retire', 'retain'), 'retire (switched off) or retain (stays)'),
      why: optional(line, 'the reason, shown in the plan'),
    }),
  ),
  (value): Leave => (typeof value === 'string' ? { as: value } : value),
);

const settingName = pattern('setting', /^[A-Za-z][\w.-]{0,63}$/, 'write the name as `--set` takes it');
const setting = shortOrLong(
  {
    type: 'number or text',
    json: { type: ['number', 'string'] },
    read: (value, tell) =>
      value.kind === 'scalar' && typeof value.value === 'number' ? value.value : line.read(value, tell),
  },
  line,
);

export const plan = checked(
  object('plan', {
    start: optional(date, 'first day of the first wave', 'waves are weeks, W1, W2 …; the clock is never read'),
    contractEnd: optional(date, "last day of the datacenter's contract"),
    bill: optional(bill, 'the hosting bill, as `file` or `monthlyUsd`', 'a stated model'),
    freezes: defaulted(listOf(freeze), [], 'days without changes'),
    perWave: defaulted(
      object('capacity', {
        servers: optional(integer('count', 1, 100_000), 'servers', 'no limit'),
        hours: optional(integer('count', 1, 100_000), 'hours of change windows', 'no limit'),
        personDays: optional(integer('count', 1, 100_000), "days of people's work", 'no limit'),
        data: optional(sizeWord, 'data to transfer', 'no limit'),
      }),
      {},
      'what fits in one wave',
    ),
    link: optional(rateWord, 'speed of the link that data is moved over', 'the planner’s assumption'),
    pins: optional(mapOf(line, pin), 'servers whose recommendation is overridden', 'none'),
    leave: optional(mapOf(line, leave), 'servers that do not move: retire, retain, or { as: …, why: … }', 'none'),
    columns: optional(mapOf(line, line), 'headings of the inventory and the fields that they mean', 'none'),
    waive: defaulted(
      listOf(
        object('waiver', {
          condition: required(line, 'id of the condition, as the plan prints it'),
          product: optional(productName, 'only for this product', 'for all'),
          why: required(line, 'the reason, shown in the plan'),
        }),
      ),
      [],
      'conditions of a wave that are accepted as broken',
    ),
    set: optional(mapOf(settingName, setting), 'numbers of the cost model, as `--set`', 'none'),
  }),
  ({ start, contractEnd }, problem) => {
    if (start !== undefined && contractEnd !== undefined && contractEnd < start)
      problem(
        ['contractEnd'],
        `lies before start (${start})`,
        'write the last day that the datacenter is paid for',
        'conflict',
      );
  },
);

export const noPlan: PlanInputs = { freezes: [], perWave: {}, pins: {}, leave: {}, columns: {}, waive: [], set: {} };
