import { nearest } from '../../estate/nearest.js';
import { Fault } from '../model/fault.js';
import type { Assumption } from './assumptions/assumption.js';
import { moving } from './assumptions/moving.js';
import { running } from './assumptions/running.js';
import { today } from './assumptions/today.js';

export type { Assumption } from './assumptions/assumption.js';

const table = { ...running, ...moving, ...today };

export type AssumptionKey = keyof typeof table;

/** Values by key. What is missing has its default. */
export type Assumptions = Readonly<Partial<Record<AssumptionKey, number>>>;

/** Every assumption with its default, in the order of the documentation. */
export const defaults: readonly Assumption[] = Object.entries(table).map(([key, facts]) =>
  Object.assign({ key }, facts),
);

const byKey = new Map(defaults.map((assumption) => [assumption.key, assumption]));
const isKey = (key: string): key is AssumptionKey => Object.hasOwn(table, key);

/** Keys of what the AWS side and the move rest on, and of the model of today's cost. */
export const keysOf = {
  running: Object.keys(running).filter((key) => isKey(key)),
  moving: Object.keys(moving).filter((key) => isKey(key)),
  today: Object.keys(today).filter((key) => isKey(key)),
} as const;

export const assumed = (assumptions: Assumptions, key: AssumptionKey): number => assumptions[key] ?? table[key].value;

/** Every assumption with the value that counts, and whether somebody set it. */
export const listAssumptions = (assumptions: Assumptions): readonly (Assumption & { readonly set: boolean })[] =>
  defaults.map((assumption) => {
    const value = isKey(assumption.key) ? assumed(assumptions, assumption.key) : assumption.value;
    return { ...assumption, value, set: value !== assumption.value };
  });

/**
 * The defaults with what the user set.
 * @param settings `KEY=VALUE` as given on the command line or in `plan.set`; the last one of a key wins
 * @returns a value for every key
 * @throws Fault `usage` naming the key that was probably meant, or what a value looks like
 */
export function assume(settings: readonly string[]): Assumptions {
  const values: Partial<Record<AssumptionKey, number>> = {};
  for (const { key, value } of defaults) if (isKey(key)) values[key] = value;
  for (const setting of settings) {
    const at = setting.indexOf('=');
    const key = (at < 0 ? setting : setting.slice(0, at)).trim();
    const text = at < 0 ? '' : setting.slice(at + 1).trim();
    const assumption = byKey.get(key);
    if (assumption === undefined || !isKey(key)) throw unknownKey(setting, key);
    values[key] = valueOf(assumption, text, setting);
  }
  return values;
}

function unknownKey(setting: string, key: string): Fault {
  const meant = nearest(key, [...byKey.keys()]);
  return new Fault(
    'usage',
    `--set ${setting}: there is no assumption "${key}"`,
    meant === undefined
      ? `Write one of the keys in docs/costs.md, for example ${[...byKey.keys()].slice(0, 4).join(', ')}.`
      : `Did you mean ${meant}? All keys are in docs/costs.md.`,
  );
}

function valueOf(assumption: Assumption, text: string, setting: string): number {
  const { key, value, words, max, count } = assumption;
  if (words !== undefined) {
    const index = words.indexOf(text);
    if (index >= 0) return index;
    throw new Fault('usage', `--set ${setting}: "${text}" is none of its words`, `Write one of: ${words.join(', ')}.`);
  }
  const number = Number(text);
  const wrong =
    text === '' || !Number.isFinite(number) || number < 0
      ? 'is not a number from 0 on'
      : number > (max ?? 1e9)
        ? `is more than ${max ?? 1e9}`
        : count === true && (number < 1 || !Number.isInteger(number))
          ? 'is not a whole number from 1 on'
          : undefined;
  if (wrong === undefined) return number;
  throw new Fault('usage', `--set ${setting}: "${text}" ${wrong}`, `Write for example ${key}=${value}.`);
}
