import type { Environment, EnvironmentClass } from '../../../estate/index.js';
import type { Server } from '../../model/server.js';
import { classOf } from '../../waves/products/names.js';
import type { ProductPlan } from '../../waves/wave-plan.js';

/** An environment that products of the plan need. */
export interface EnvironmentDraft {
  readonly name: string;
  readonly class: EnvironmentClass;
  readonly azs: readonly string[];
  /** It stands in the estate file already. */
  readonly known: boolean;
}

/** Spellings that mean the same environment; any other word names one of its own. */
const spellings: Readonly<Record<string, string>> = {
  production: 'prod',
  productive: 'prod',
  prod: 'prod',
  prd: 'prod',
  live: 'prod',
  p: 'prod',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  test: 'test',
  testing: 'test',
  tst: 'test',
  t: 'test',
  development: 'dev',
  dev: 'dev',
  d: 'dev',
};

const usualName: Readonly<Record<EnvironmentClass, string>> = {
  production: 'prod',
  staging: 'staging',
  development: 'dev',
  ephemeral: 'dev',
};

/** Order of promotion. */
const rank: Readonly<Record<EnvironmentClass, number>> = { ephemeral: 0, development: 1, staging: 2, production: 3 };

/** An ephemeral environment needs an end and an owner, which no inventory holds: it is written as one for development. */
const writable = (found: EnvironmentClass): EnvironmentClass => (found === 'ephemeral' ? 'development' : found);

interface Wanted {
  readonly name: string;
  readonly class: EnvironmentClass;
}

/** The environment that a machine says it is in; a text that names none of the known kinds counts as production, as it does for waves. */
function wantedBy(server: Server, product: ProductPlan): Wanted {
  const text = server.environment?.trim().toLowerCase() ?? '';
  if (text === '') return { name: usualName[product.class], class: writable(product.class) };
  const found = classOf(text) ?? 'production';
  const whole = text.replaceAll(/[^a-z]/g, '');
  const words = [whole, ...text.split(/[^a-z]+/)];
  const spelled = words.find((word) => Object.hasOwn(spellings, word) && classOf(word) === found);
  if (spelled !== undefined) return { name: spellings[spelled] ?? usualName[found], class: writable(found) };
  return found === 'production'
    ? { name: usualName.production, class: found }
    : { name: whole.slice(0, 10) || usualName[found], class: writable(found) };
}

/** Finds the environment of each machine and remembers those that have to be made. */
export class Environments {
  readonly #azs: readonly string[];
  readonly #known: readonly EnvironmentDraft[];
  readonly #taken: ReadonlySet<string>;
  readonly #made = new Map<string, EnvironmentDraft>();

  /** @param products names that an environment may not have */
  constructor(region: string, known: readonly Environment[], products: readonly string[]) {
    this.#azs = zonesOf(region);
    this.#known = known.map(({ name, class: kind, azs }) => ({ name, class: kind, azs, known: true }));
    this.#taken = new Set(['foundation', 'addresses', 'bootstrap', 'all', ...products]);
  }

  of(server: Server, product: ProductPlan): EnvironmentDraft {
    return this.#named(wantedBy(server, product));
  }

  /** The environment of machines that say nothing; also makes sure that there is one. */
  usual(): EnvironmentDraft {
    return this.#named({ name: usualName.production, class: 'production' });
  }

  /** Those that have to be made, in the order of promotion. */
  made(): readonly EnvironmentDraft[] {
    return promoted([...this.#made.values()]);
  }

  #named(wanted: Wanted): EnvironmentDraft {
    const known =
      this.#known.find(({ name }) => name === wanted.name) ??
      this.#known.find((environment) => environment.class === wanted.class);
    if (known !== undefined) return known;
    const before = this.#made.get(wanted.name);
    if (before !== undefined) return before;
    let name = wanted.name;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${wanted.name.slice(0, 8)}${number}`;
    const made = { name, class: wanted.class, azs: this.#azs, known: false };
    this.#made.set(wanted.name, made);
    return made;
  }
}

/** In the order of promotion: development before staging before production. */
export const promoted = (environments: readonly EnvironmentDraft[]): readonly EnvironmentDraft[] =>
  environments.toSorted((a, b) => rank[a.class] - rank[b.class] || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** Regions where the zone b is closed to newer accounts. */
const withoutB: ReadonlySet<string> = new Set(['ap-northeast-1', 'us-west-1']);

/** Two availability zones of a region. Which ones an account has is only known to the account. */
const zonesOf = (region: string): readonly string[] => [`${region}a`, `${region}${withoutB.has(region) ? 'c' : 'b'}`];
