import { formatProblem, loadEstate, unknownAccount, type Estate } from '../../../estate/index.js';
import { FindingLog } from '../../model/finding.js';
import type { Plan } from '../../plan/plan.js';
import { ProductNames } from '../../waves/products/names.js';
import type { Handoff } from '../handoff.js';
import { addAll, type Addition } from './additions.js';
import { Differences } from './differences.js';
import type { EnvironmentDraft } from './environments.js';
import { draftEstate, type EstateDraft } from './estate-draft.js';
import { extend } from './extend-product.js';
import { fillIn } from './new-estate.js';
import type { PlainMap } from './part.js';
import { placedIn, type Placed } from './placed.js';
import { sections, type ProductDraft } from './product-draft.js';
import { estatePath, networksOf, tellDraft } from './write-new.js';

/** An estate file that people have. */
export interface ExistingEstate {
  readonly text: string;
  /** As the user named it; for messages. */
  readonly file: string;
}

/**
 * Adds to an estate file what the plan has and the file has not: servers, products, the fleets and stores of new servers. What is there stays,
 * byte for byte, and what the plan would write differently is told.
 */
export function mergeEstate(plan: Plan, { text, file }: ExistingEstate): Handoff {
  const loaded = loadEstate(text, file);
  const log = new FindingLog();
  if (!loaded.ok) {
    for (const problem of loaded.problems) {
      log.add({
        severity: 'error',
        code: 'estate-invalid',
        file,
        row: problem.line,
        message: formatProblem(problem),
        remedy: 'correct it first: nothing was added',
      });
    }
    return { files: [], findings: log.list() };
  }
  const { estate, document } = loaded;
  const placed = placedIn(estate, plan);
  const isNew = (server: string): boolean => !placed.places.has(server);
  // A product of the file is looked at as a whole; of a new one only the servers that have no place yet are written.
  const draft = draftEstate(
    plan,
    estate,
    (server, product) => Object.hasOwn(estate.products, product) || isNew(server),
  );
  const differences = new Differences(document, log);
  differences.places(plan, placed);
  const fresh = freshProducts(draft, estate);
  const environments = draft.environments.filter((environment) =>
    fresh.some((product) => product.environments.includes(environment)),
  );
  const written = { ...draft, environments, products: fresh };
  const additions: readonly Addition[] = [
    ...entries(['environments'], environmentEntries(plan, written, estate, log)),
    ...entries(
      ['products'],
      fresh.map((product) => ({ key: product.name, value: productData(product), comment: commentOf(product) })),
    ),
    ...draft.products.flatMap((product) => extend(estate, product, isNew, differences)),
    ...entries(['plan', 'leave'], leaveEntries(draft, placed)),
  ];
  tellDraft(written, log);
  return { files: [{ path: estatePath, text: addAll(text, additions, file, log) }], findings: log.list() };
}

type Entries = Extract<Addition, { entries: unknown }>['entries'];

const entries = (path: readonly string[], list: Entries): readonly Addition[] =>
  list.length === 0 ? [] : [{ path, entries: list }];

/** Products that the file has not, each with a name that nothing in the file has. */
function freshProducts({ products }: EstateDraft, estate: Estate): readonly ProductDraft[] {
  const names = new ProductNames([...Object.keys(estate.products), ...Object.keys(estate.environments)]);
  return products.flatMap((product) =>
    Object.hasOwn(estate.products, product.name) || product.replaces.length === 0
      ? []
      : [{ ...product, name: names.give(product.name) }],
  );
}

function environmentEntries(plan: Plan, draft: EstateDraft, estate: Estate, log: FindingLog): Entries {
  const there = Object.values(estate.environments);
  const taken = [...there.map(({ cidr }) => cidr), ...there.flatMap(({ legacyNetwork }) => legacyNetwork?.cidrs ?? [])];
  const networks = networksOf(plan, draft, log, taken);
  return draft.environments.map(({ name, class: kind, azs }: EnvironmentDraft) => ({
    key: name,
    value: { class: kind, account: unknownAccount, cidr: networks.get(name) ?? '', azs },
    comment: 'Account and network are not known yet.',
  }));
}

const leaveEntries = ({ leave }: EstateDraft, { places }: Placed): Entries =>
  leave
    .filter(({ server }) => !places.has(server))
    .map(({ server, as, why }) => ({ key: server, value: why === '' ? as : { as, why } }));

/** A product as data; what is only a comment in a new file is left to the findings. */
function productData(product: ProductDraft): PlainMap {
  const { owner, environments, replaces, wave, parts, overrides } = product;
  const { fleets, data } = sections(parts);
  return {
    ...(owner !== undefined && { owner }),
    environments: environments.map(({ name }) => name),
    replaces,
    ...(wave !== undefined && { wave }),
    ...(hasKeys(fleets) && { fleets }),
    ...(hasKeys(data) && { data }),
    ...(overrides !== undefined && { overrides }),
  };
}

const hasKeys = (map: PlainMap[string]): boolean =>
  typeof map === 'object' && map !== null && Object.keys(map).length > 0;

const commentOf = ({ why, parts, remarks }: ProductDraft): string =>
  [
    why,
    ...remarks.map(({ server, text }) => `${server} ${text}`),
    ...parts.flatMap(({ name, blanks }) => blanks.map((blank) => `${fillIn} ${name}: ${blank}`)),
  ].join('\n');
