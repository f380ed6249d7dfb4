import type { Environment, Estate, Product } from '../estate/index.js';
import { Addresses } from '../modules/addresses/index.js';
import { allowedDeletions } from './deletion.js';
import { environmentTags } from './environment-tags.js';
import { identityOf } from './identity.js';
import type { Scene } from './stack.js';
import { EstateStack } from './stack.js';

/** Availability zones that have a way out: all, the first, or none. */
export function natZones({ nat, azs }: Environment): readonly string[] {
  if (nat === 'none') return [];
  return nat === 'single' ? azs.slice(0, 1) : azs;
}

/** The products with fixed service addresses in an environment, and in which zones. */
export function staticIngress(
  estate: Estate,
  environment: string,
): readonly { readonly product: Product; readonly azs: readonly string[] }[] {
  return Object.values(estate.products).flatMap((product) => {
    const ingress = product.in[environment]?.ingress;
    return ingress?.kind === 'static' ? [{ product, azs: ingress.azs }] : [];
  });
}

/** `<env>-addresses`: the Elastic IPs and nothing else, so that partners can be told on day one. */
export function addressesStack(environment: Environment, scene: Scene): EstateStack {
  const { estate } = scene;
  const stack = new EstateStack(`${environment.name}-addresses`, {
    ...scene,
    accounts: [environment.account],
    tags: environmentTags(estate, environment),
  });
  const egress = natZones(environment);
  const products = staticIngress(estate, environment.name);
  const ingress = Object.fromEntries(products.map(({ product, azs }) => [identityOf(product), azs]));
  const things = [...egress.map((az) => `egress.${az}`), ...Object.keys(ingress).map((name) => `ingress.${name}`)];
  const addresses = new Addresses(stack, 'addresses', {
    company: estate.company,
    environment: environment.name,
    class: environment.class,
    egress,
    ingress,
    deletion: allowedDeletions(estate, stack.node.id, things),
  });
  const contract = {
    schema: 'addresses/v1',
    environment: environment.name,
    account: environment.account,
    region: estate.region,
    egress: addresses.egress,
    ingress: Object.fromEntries(
      products.map(({ product }) => [product.name, addresses.ingress[identityOf(product)] ?? {}]),
    ),
    stateful: addresses.stateful,
  } as const;
  // A renamed product's addresses are known to the last deployment by either name.
  const each = [
    ...egress.map((az) => `egress.${az}`),
    ...products.flatMap(({ product, azs }) =>
      [product.name, identityOf(product)].flatMap((name) => azs.map((az) => `ingress.${name}.${az}`)),
    ),
  ];
  stack.finish(contract, environment, each);
  return stack;
}
