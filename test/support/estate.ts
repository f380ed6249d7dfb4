import { stringify } from 'yaml';
import { formatProblem, loadEstate } from '../../estate/index.js';
import type { Estate, Plain } from '../../estate/index.js';

type PlainMap = { readonly [key: string]: Plain | undefined };

/** An estate that loads, with nothing in it: one production environment in an account that is made up. */
const smallest: PlainMap = {
  schema: 'estate/v1',
  company: 'acme',
  region: 'us-east-1',
  environments: {
    prod: { class: 'production', account: '111122223333', cidr: '10.20.0.0/16', azs: ['us-east-1a', 'us-east-1b'] },
  },
  products: {},
};

function isMap(value: Plain | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function laidOver(base: PlainMap, over: PlainMap): PlainMap {
  const result: Record<string, Plain | undefined> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    if (value === null) delete result[key];
    else result[key] = isMap(below) && isMap(value) ? laidOver(below, value) : value;
  }
  return result;
}

/** The text of the smallest estate with `overrides` on top: maps are merged by key, `null` removes a key. */
export function anEstateText(overrides: PlainMap = {}): string {
  return stringify(laidOver(smallest, overrides));
}

/**
 * The smallest estate with `overrides` on top, written as the file would write them: `anEstate({ plan: { start: '2027-02-01' } })`.
 * @throws Error with the loader's problems when the overrides make it wrong.
 */
export function anEstate(overrides: PlainMap = {}): Estate {
  const loaded = loadEstate(anEstateText(overrides));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.estate;
}
