import type { Estate } from '../estate/index.js';
import { stackNames } from '../estate/index.js';
import { addressesStack } from './addresses.js';
import { bootstrapStack } from './bootstrap.js';
import { foundationStack } from './foundation.js';
import { productStack } from './product/product.js';
import type { EstateStack, Scene } from './stack.js';

type Maker = (scene: Scene) => EstateStack;

/** What makes each stack of an estate, in an order in which they can be deployed. */
export function makers(estate: Estate): ReadonlyMap<string, Maker> {
  const made = new Map<string, Maker>();
  const { state } = estate;
  if (state.kind === 's3') made.set('bootstrap', (scene) => bootstrapStack(state.bucket, scene));
  for (const environment of Object.values(estate.environments)) {
    made.set(`${environment.name}-addresses`, (scene) => addressesStack(environment, scene));
    made.set(`${environment.name}-foundation`, (scene) => foundationStack(environment, scene));
  }
  for (const product of Object.values(estate.products))
    for (const [name, deployment] of Object.entries(product.in)) {
      const environment = estate.environments[name];
      if (environment !== undefined)
        made.set(`${product.name}-${name}`, (scene) => productStack(product, environment, deployment, scene));
    }
  return new Map(
    stackNames(estate).flatMap((name) => {
      const maker = made.get(name);
      return maker === undefined ? [] : [[name, maker]];
    }),
  );
}
