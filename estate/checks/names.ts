import type { Product } from '../model.js';
import { cutoverRecord, zoneOf } from '../zones.js';
import type { Zone } from '../schema/zones.js';
import { checkHost, hasBrokenZone, knowsTarget } from './deployments.js';
import type { Scene } from './scene.js';

/** Public names: each in a zone that can be moved, once, and no two become one record. */
export function checkNames(scene: Scene): void {
  const { estate, problem } = scene;
  /** Record name to who makes it. */
  const made = new Map<string, string>();
  const claim = (record: string, by: string, at: readonly string[]) => {
    const other = made.get(record);
    if (other !== undefined) problem(at, 'conflict', `${record} is made by ${other} already`, 'choose another name');
    made.set(record, by);
  };
  for (const product of Object.values(estate.products)) {
    for (const name of Object.keys(product.names)) {
      const at = ['products', product.name, 'names', name];
      if (name.startsWith('*.'))
        problem(at, 'value', 'a wildcard cannot be moved step by step', 'write the names that are in use');
      checkZone(scene, product, name, at);
      claim(name, at.slice(0, 2).join('.'), at);
      const record = cutoverRecord(name, estate.zones);
      if (record !== undefined && record.name !== name) claim(record.name, at.slice(0, 2).join('.'), at);
    }
    claimHosts(scene, product, claim);
  }
}

function checkZone(scene: Scene, product: Product, name: string, at: readonly string[]): void {
  const { estate, written, problem } = scene;
  const zone = zoneOf(name, Object.values(estate.zones));
  if (zone === undefined) {
    const near = name.split('.').slice(1).join('.');
    if (!hasBrokenZone(scene, name))
      problem(
        at,
        'reference',
        'lies in no zone of this file',
        `write zones: { ${near}: { at: legacy, via: … } }, or at: route53`,
      );
    return;
  }
  const env = product.cutover.env;
  const isForeign = (one: Zone | undefined) =>
    one?.at === 'route53' &&
    one.origin === 'made' &&
    one.environment !== env &&
    written(['environments', one.environment]) &&
    knowsTarget(scene, product.name);
  if (zone.at === 'route53') {
    if (zone.origin === 'made' && isForeign(zone))
      problem(
        at,
        'reference',
        `${zone.name} belongs to ${zone.environment}, and ${env} takes the name over`,
        `write zones: { ${zone.name}: { at: route53, in: ${env} } }`,
      );
    return;
  }
  if (name === zone.name) {
    problem(
      at,
      'conflict',
      'the apex of a legacy zone cannot point elsewhere',
      'move the zone to Route 53 first, then write at: route53',
    );
    return;
  }
  if (zone.via === undefined) {
    problem(
      ['zones', zone.name, 'via'],
      'missing',
      `missing: ${name} needs it to move`,
      'write via: a Route 53 zone that moved names point into',
    );
    return;
  }
  const via = estate.zones[zone.via];
  if (via?.at === 'route53' && via.origin === 'made' && isForeign(via))
    problem(
      at,
      'reference',
      `it moves into ${via.name}, which belongs to ${via.environment}, not to ${env}`,
      `write via: a zone with in: ${env}`,
    );
}

function claimHosts(
  scene: Scene,
  product: Product,
  claim: (record: string, by: string, at: readonly string[]) => void,
): void {
  const { preview, env } = product.cutover;
  const by = `products.${product.name}`;
  if (preview !== undefined && knowsTarget(scene, product.name)) {
    const at = ['products', product.name, 'cutover', 'preview'];
    checkHost(scene, preview, env, at, (_, code, message, remedy) => scene.problem(at, code, message, remedy));
    claim(preview, by, at);
  }
  for (const deployment of Object.values(product.in)) {
    const host = deployment.ingress.kind === 'none' ? undefined : deployment.ingress.host;
    if (host !== undefined && deployment.names.length === 0)
      claim(host, `${by} in ${deployment.environment}`, ['products', product.name, 'ingress', 'host']);
  }
}
