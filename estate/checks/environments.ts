import { overlaps, parseNetwork } from '../network.js';
import type { Scene } from './scene.js';
import { choices } from './scene.js';

const reserved = new Set(['addresses', 'foundation', 'bootstrap', 'all']);

/** Environments: groups exist, zones lie in the region, networks do not collide. */
export function checkEnvironments({ estate, written, problem, warning }: Scene): void {
  const all = Object.values(estate.environments);
  all.forEach((environment, index) => {
    const at = ['environments', environment.name];
    if (reserved.has(environment.name))
      problem(at, 'conflict', 'the name is taken by a stack', 'choose another: prod, dev, qa');
    for (const group of Object.keys(environment.access))
      if (!written(['groups', group]))
        problem(
          [...at, 'access', group],
          'reference',
          `no group "${group}"`,
          choices(Object.keys(estate.groups), `write groups: { ${group}: [role ARNs] }`),
        );
    environment.azs.forEach((az, i) => {
      if (estate.region !== '' && az.slice(0, -1) !== estate.region)
        problem(
          [...at, 'azs', String(i)],
          'reference',
          `${az} is not in ${estate.region}`,
          `write ${estate.region}${az.slice(-1)}`,
        );
    });
    const own = parseNetwork(environment.cidr);
    if (own === undefined) return;
    environment.legacyNetwork?.cidrs.forEach((cidr, i) => {
      const legacy = parseNetwork(cidr);
      if (legacy !== undefined && overlaps(own, legacy))
        problem(
          [...at, 'cidr'],
          'conflict',
          `overlaps legacyNetwork.cidrs[${i}], ${cidr}: no route could tell them apart`,
          'choose a network that the datacenter does not use',
        );
    });
    for (const other of all.slice(0, index)) {
      const theirs = parseNetwork(other.cidr);
      if (theirs !== undefined && overlaps(own, theirs))
        warning(
          [...at, 'cidr'],
          `overlaps environments.${other.name}.cidr: the two can never be connected`,
          'choose a network of its own',
        );
    }
  });
}

/** Zones: who makes them exists, and `via` is a public Route 53 zone. */
export function checkZones({ estate, written, problem }: Scene): void {
  for (const zone of Object.values(estate.zones)) {
    const at = ['zones', zone.name];
    if (zone.at === 'route53' && zone.origin === 'made' && !written(['environments', zone.environment]))
      problem(
        [...at, 'in'],
        'reference',
        `no environment "${zone.environment}"`,
        choices(Object.keys(estate.environments), 'write it below environments'),
      );
    if (zone.at === 'route53' || zone.via === undefined) continue;
    const via = estate.zones[zone.via];
    const missing = `write zones: { ${zone.via}: { at: route53, in: prod } }`;
    if (!written(['zones', zone.via])) problem([...at, 'via'], 'reference', `no zone "${zone.via}"`, missing);
    else if (via !== undefined && (via.at === 'legacy' || via.private))
      problem(
        [...at, 'via'],
        'reference',
        `${zone.via} is not a public Route 53 zone`,
        'name a zone with at: route53 that is not private',
      );
  }
}
