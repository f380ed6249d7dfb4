import type { Estate, Plain, Product } from '../../../estate/index.js';
import { levelsOf } from '../../../estate/index.js';
import type { Addition } from './additions.js';
import type { Differences } from './differences.js';
import { partNames } from './names.js';
import { partComment } from './new-estate.js';
import type { Part, PlainMap } from './part.js';
import type { ProductDraft } from './product-draft.js';

/**
 * What a product of the file lacks: its new servers, and the fleets and stores that stand only for new servers. A part that stands for a
 * server the file knows is people's business: it is compared, never written.
 */
export function extend(
  estate: Estate,
  draft: ProductDraft,
  isNew: (server: string) => boolean,
  differences: Differences,
): readonly Addition[] {
  const product = Object.hasOwn(estate.products, draft.name) ? estate.products[draft.name] : undefined;
  if (product === undefined) return [];
  const at = ['products', product.name];
  const servers = draft.replaces.filter(isNew);
  const added = draft.parts.filter((part) => part.servers.every(isNew));
  for (const part of draft.parts) if (!added.includes(part)) differences.part(estate, product.name, part);
  const names = newNames(product, added);
  return [
    ...(servers.length === 0 ? [] : [{ path: [...at, 'replaces'], items: servers }]),
    ...(['data', 'fleets'] as const).flatMap((section) => {
      const entries = added
        .filter((part) => part.section === section)
        .map((part) => ({
          key: names.get(part) ?? part.name,
          value: bodyFor(part, product, estate, added, names),
          comment: partComment(part),
        }));
      return entries.length === 0 ? [] : [{ path: [...at, section], entries }];
    }),
  ];
}

/** Names of new parts that nothing in any environment of the product has; a service and a fleet cannot share one. */
function newNames(product: Product, added: readonly Part[]): ReadonlyMap<Part, string> {
  const deployments = Object.values(product.in);
  const fleets = partNames(deployments.flatMap(({ fleets: own, services }) => Object.keys({ ...own, ...services })));
  const data = partNames(deployments.flatMap(({ data: own }) => Object.keys(own)));
  return new Map(added.map((part) => [part, (part.section === 'fleets' ? fleets : data).give(part.name)]));
}

/** The body of a new part in this product: zone and uses exist in every environment that it runs in. */
function bodyFor(
  part: Part,
  product: Product,
  estate: Estate,
  added: readonly Part[],
  names: ReadonlyMap<Part, string>,
): PlainMap {
  const { az, uses, ...rest } = part.body;
  const zones = product.environments.map((name) => estate.environments[name]?.azs ?? []);
  const zone = zones[0]?.find((candidate) => zones.every((all) => all.includes(candidate)));
  const used = usesIn(uses, product, added, names);
  return {
    ...rest,
    ...(az !== undefined && zone !== undefined && { az: zone }),
    ...(Object.keys(used).length > 0 && { uses: used }),
  };
}

function usesIn(
  uses: Plain | undefined,
  product: Product,
  added: readonly Part[],
  names: ReadonlyMap<Part, string>,
): Readonly<Record<string, string>> {
  const used: Record<string, string> = {};
  if (typeof uses !== 'object' || uses === null) return used;
  for (const name of Object.keys(uses)) {
    const store = added.find((part) => part.section === 'data' && part.name === name);
    if (store !== undefined) used[names.get(store) ?? name] = 'rw';
    else if (
      Object.values(product.in).every(({ data }) => {
        const there = data[name];
        return there !== undefined && levelsOf[there.kind].includes('rw');
      })
    )
      used[name] = 'rw';
  }
  return used;
}
