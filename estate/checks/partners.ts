import type { Scene } from './scene.js';
import { choices } from './scene.js';
import { stackNames } from '../model.js';

/** Partners: their products exist and have the fixed addresses that they open. */
export function checkPartners({ estate, written, problem }: Scene): void {
  for (const partner of Object.values(estate.partners))
    for (const [name, { ingress, egress }] of Object.entries(partner.products)) {
      const at = ['partners', partner.name, 'products', name];
      if (!written(['products', name])) {
        problem(
          at,
          'reference',
          `no product "${name}"`,
          choices(Object.keys(estate.products), 'write it below products'),
        );
        continue;
      }
      const product = estate.products[name];
      const env = product?.cutover.env ?? '';
      const deployment = product?.in[env];
      if (product === undefined || deployment === undefined) continue;
      if (ingress !== undefined && deployment.ingress.kind !== 'static')
        problem(
          [...at, 'ingress'],
          'conflict',
          `${name} has no fixed addresses to open in ${env} (ingress kind ${deployment.ingress.kind})`,
          `write products.${name}.ingress.kind: static`,
        );
      if (ingress !== undefined && ingress.from.length === 0 && product.cutover.partners === 'evidenced')
        problem(
          [...at, 'ingress', 'from'],
          'missing',
          'evidence needs to know their networks',
          `write from: [198.51.100.0/24], or products.${name}.cutover.partners: confirmed`,
        );
      if (egress !== undefined && estate.environments[env]?.nat === 'none')
        problem(
          [...at, 'egress'],
          'conflict',
          `${env} has no NAT and so no fixed source addresses`,
          `write environments.${env}.nat: perAz`,
        );
    }
}

/** Plan inputs and permissions that name something of this file. */
export function checkPlan({ estate, written, problem, warning }: Scene): void {
  estate.plan.waive.forEach(({ product }, i) => {
    if (product !== undefined && !written(['products', product]))
      problem(
        ['plan', 'waive', String(i), 'product'],
        'reference',
        `no product "${product}"`,
        choices(Object.keys(estate.products), 'remove it'),
      );
  });
  for (const server of Object.keys(estate.plan.pins))
    if (estate.plan.leave[server] !== undefined)
      problem(
        ['plan', 'pins', server],
        'conflict',
        'plan.leave names it too: what does not move has no target',
        'remove it there or here',
      );
  const stacks = new Set(stackNames(estate));
  estate.allowDestroy.forEach(({ stack }, i) => {
    if (!stacks.has(stack)) warning(['allowDestroy', String(i)], `no stack "${stack}"`, choices(stacks, 'remove it'));
  });
}
