import type { Product } from '../model.js';
import { checkDeployment } from './deployments.js';
import type { Scene } from './scene.js';
import { choices } from './scene.js';

const reserved = new Set(['foundation', 'addresses', 'bootstrap', 'all']);

/** Products: names are free, environments exist, each server has one fate, renames lead somewhere. */
export function checkProducts(scene: Scene): void {
  const { estate, written, problem } = scene;
  const products = Object.values(estate.products);
  for (const product of products) {
    const at = ['products', product.name];
    if (reserved.has(product.name) || written(['environments', product.name]))
      problem(at, 'conflict', 'the name is taken by a stack or an environment', 'choose another');
    product.environments.forEach((env, i) => {
      if (!written(['environments', env]))
        problem(
          [...at, 'environments', String(i)],
          'reference',
          `no environment "${env}"`,
          choices(Object.keys(estate.environments), 'write it below environments'),
        );
    });
    for (const [env, deployment] of Object.entries(product.in)) {
      const environment = estate.environments[env];
      if (environment !== undefined) checkDeployment(scene, deployment, environment);
    }
    checkPolicy(scene, product);
  }
  checkRenames(scene, ['products'], products);
  checkRenames(scene, ['partners'], Object.values(estate.partners));
  for (const product of products)
    for (const env of Object.keys(product.in))
      for (const section of ['services', 'fleets', 'data'] as const)
        checkRenames(scene, ['products', product.name, section], Object.values(product.in[env]?.[section] ?? {}));
  checkJoinedNames(scene, products);
  checkServers(scene);
}

interface Renamed {
  readonly name: string;
  readonly was?: string;
}

/** `was` names something that is gone, and only one thing can have been it. */
function checkRenames({ problem }: Scene, at: readonly string[], items: readonly Renamed[]): void {
  const names = new Set(items.map(({ name }) => name));
  const taken = new Map<string, string>();
  for (const { name, was } of items) {
    if (was === undefined) continue;
    const other = taken.get(was);
    if (names.has(was))
      problem(
        [...at, name, 'was'],
        'conflict',
        `${was} still exists`,
        'write the name that it had before, or remove `was`',
      );
    else if (other !== undefined)
      problem([...at, name, 'was'], 'conflict', `${other} was ${was} already`, 'keep one of them');
    taken.set(was, name);
  }
}

/**
 * AWS names join product and part with a dash, so `shop` with `api-web` and `shop-api` with `web` would be one name. Parts of one product may share
 * a name: they are different kinds of resources.
 */
function checkJoinedNames({ problem }: Scene, products: readonly Product[]): void {
  const taken = new Map<string, readonly [product: string, part: string]>();
  for (const { name: product, in: deployments } of products)
    for (const deployment of Object.values(deployments))
      for (const section of ['services', 'fleets', 'data'] as const)
        for (const part of Object.keys(deployment[section])) {
          const joined = `${product}-${part}`;
          const [other = product, its] = taken.get(joined) ?? [];
          if (other === product) taken.set(joined, [product, part]);
          else
            problem(
              ['products', product, section, part],
              'conflict',
              `would have the same name in AWS as ${its} of ${other}: ${joined}`,
              'choose another name for one of them',
            );
        }
}

/** A server is replaced by one product, or left; compared without case, as host names are. */
function checkServers({ estate, problem }: Scene): void {
  const fate = new Map<string, string>();
  for (const product of Object.values(estate.products))
    product.replaces.forEach((server, i) => {
      const other = fate.get(server.toLowerCase());
      if (other !== undefined)
        problem(
          ['products', product.name, 'replaces', String(i)],
          'conflict',
          `${server} is replaced by ${other} already`,
          'name it in one product; a server belongs to one',
        );
      fate.set(server.toLowerCase(), product.name);
    });
  for (const server of Object.keys(estate.plan.leave)) {
    const product = fate.get(server.toLowerCase());
    if (product !== undefined)
      problem(
        ['plan', 'leave', server],
        'conflict',
        `products.${product}.replaces names it too`,
        'remove it there or here',
      );
  }
}

/** The cutover policy: its environment, approvers and what they need. */
function checkPolicy({ estate, written, problem }: Scene, { name, cutover, environments }: Product): void {
  const at = ['products', name, 'cutover'];
  if (!environments.includes(cutover.env))
    problem(
      [...at, 'env'],
      'reference',
      `${cutover.env} is not an environment of this product`,
      choices(environments, ''),
    );
  const { from, need } = cutover.approve;
  if (from !== undefined && !written(['groups', from]))
    problem(
      [...at, 'approve', 'from'],
      'reference',
      `no group "${from}"`,
      choices(Object.keys(estate.groups), `write groups: { ${from}: [role ARNs] }`),
    );
  if (need > 1 && estate.state.kind === 'local')
    problem(
      [...at, 'approve', 'need'],
      'conflict',
      `${need} approvals need a journal that ${need} people share`,
      'write state: s3://BUCKET/PREFIX, or need: 1',
    );
}
