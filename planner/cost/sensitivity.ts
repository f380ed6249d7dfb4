import { cents, type Cents } from '../model/money.js';
import type { Commitment } from '../pricing/book.js';
import { assumed, defaults, keysOf, type AssumptionKey, type Assumptions } from './assumptions.js';
import { cashFlow } from './cash-flow.js';
import type { CashFlowInputs } from './cash-flow-inputs.js';
import { commitmentTitle } from './commitments.js';
import type { LegacyPayment } from './legacy.js';
import type { Purchase } from './move-cost.js';
import type { SharedPart } from './shared.js';

/** What the answer becomes when one thing is different. */
export interface Variation {
  /** `AWS 10 % dearer`, `egressGB 1000` */
  readonly label: string;
  /** Saved in three years against staying. */
  readonly savedCents: Cents;
}

/** One bar of the tornado. */
export interface SensitivityRow {
  readonly id: string;
  readonly title: string;
  readonly variations: readonly Variation[];
  /** Largest change of the three-year saving, either way. */
  readonly effectCents: Cents;
}

/** What has to be computed again when an input changes. */
export interface Again {
  shared(assumptions: Assumptions): readonly SharedPart[];
  purchases(commitment: Commitment | undefined): readonly Purchase[];
  late(days: number): readonly LegacyPayment[];
}

/** How far a quantity that nobody measured may be off: times ten for traffic, else half and double. */
const factors: Readonly<Partial<Record<AssumptionKey, readonly [low: number, high: number]>>> = {
  egressGB: [0.1, 10],
  natGB: [0.1, 10],
  crossAzGB: [0.1, 10],
};
const usual = [0.5, 2] as const;

/** Facts of AWS or of finance rather than guesses, and plans that people choose. */
const fixed: ReadonlySet<AssumptionKey> = new Set([
  'support',
  'mgnFreeHours',
  'disksPerReplicationServer',
  'discountPct',
]);

interface Change {
  readonly label: string;
  readonly inputs: CashFlowInputs;
}

interface Dimension {
  readonly id: string;
  readonly title: string;
  readonly changes: readonly Change[];
}

/**
 * What moves the three-year saving most: prices, the bill, dates, commitments, and every assumed quantity, one at a time.
 * Rows without any effect are left out; the largest effect comes first, equal ones in the order of their ids.
 */
export function sensitivity(
  base: CashFlowInputs,
  commitment: Commitment | undefined,
  again: Again,
): readonly SensitivityRow[] {
  const saved = savedIn(base);
  return [...dimensions(base, commitment, again), ...quantities(base, again)]
    .map(({ id, title, changes }) => {
      const variations = changes.map(({ label, inputs }) => ({ label, savedCents: savedIn(inputs) }));
      const effect = Math.max(0, ...variations.map(({ savedCents }) => Math.abs(savedCents - saved)));
      return { id, title, variations, effectCents: cents(effect) };
    })
    .filter(({ effectCents }) => effectCents > 0)
    .toSorted((a, b) => b.effectCents - a.effectCents || (a.id < b.id ? -1 : 1));
}

const savedIn = (inputs: CashFlowInputs): Cents => cashFlow(inputs, 36).totals[0]?.savedCents ?? cents(0);

function dimensions(base: CashFlowInputs, commitment: Commitment | undefined, again: Again): readonly Dimension[] {
  const others: readonly (Commitment | undefined)[] = [
    ...(commitment === undefined ? [] : [undefined]),
    ...(commitment?.years === 3
      ? []
      : [
          {
            kind: commitment?.kind ?? 'compute-savings-plan',
            years: 3,
            payment: commitment?.payment ?? 'none',
          } as const,
        ]),
  ];
  return [
    {
      id: 'prices',
      title: "AWS's prices",
      changes: [
        { label: '10 % lower', inputs: { ...base, pricePct: 90 } },
        { label: '10 % higher', inputs: { ...base, pricePct: 110 } },
      ],
    },
    {
      id: 'bill',
      title: "today's cost",
      changes: [
        { label: '10 % lower', inputs: scaleLegacy(base, 90) },
        { label: '10 % higher', inputs: scaleLegacy(base, 110) },
      ],
    },
    {
      id: 'dates',
      title: 'dates',
      changes: [{ label: 'every cutover 30 days later', inputs: late(base, again, 30) }],
    },
    {
      id: 'commitment',
      title: 'commitments',
      changes: others.map((other) => ({
        label: other === undefined ? 'none' : commitmentTitle(other),
        inputs: { ...base, purchases: again.purchases(other) },
      })),
    },
  ];
}

function scaleLegacy(base: CashFlowInputs, pct: number): CashFlowInputs {
  const scale = (amount: number): Cents => cents(Math.round((amount * pct) / 100));
  return {
    ...base,
    stayCents: scale(base.stayCents),
    legacy: base.legacy.map(({ monthlyCents, idleFrom, end }) => ({
      monthlyCents: scale(monthlyCents),
      idleFrom,
      end,
    })),
  };
}

const late = (base: CashFlowInputs, again: Again, days: number): CashFlowInputs => ({
  ...base,
  legacy: again.late(days),
  moves: base.moves.map((move) =>
    Object.assign({}, move, { cutover: move.cutover + days, decommission: move.decommission + days }),
  ),
  purchases: base.purchases.map(({ cutover, years, committed }) => ({ cutover: cutover + days, years, committed })),
});

function quantities(base: CashFlowInputs, again: Again): readonly Dimension[] {
  const running = new Set<AssumptionKey>(keysOf.running);
  const means = new Map(defaults.map(({ key, means: text }) => [key, text]));
  return [...keysOf.running, ...keysOf.moving]
    .filter((key) => !fixed.has(key))
    .map((key) => ({
      id: key,
      title: means.get(key) ?? key,
      changes: (factors[key] ?? usual).map((factor) => {
        const value = Number((assumed(base.assumptions, key) * factor).toPrecision(12));
        const assumptions = { ...base.assumptions, [key]: value };
        return {
          label: `${key} ${value}`,
          inputs: { ...base, assumptions, shared: running.has(key) ? again.shared(assumptions) : base.shared },
        };
      }),
    }));
}
