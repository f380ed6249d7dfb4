import { isInZone, route53Name } from '../../dns/names.js';
import type { SimulatedRoute53 } from '../route53.js';
import { done, type Outcome, refuse, type Result } from './types.js';
import { isKnownType } from './values.js';
import type { SimulatedZone } from './zone.js';

export interface Protection {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

const keyOf = ({ name, type }: Protection): string => `${route53Name(name)}|${type}`;

const zoneOf = (route53: SimulatedRoute53, id: string): Result<SimulatedZone> => {
  const zone = route53.zones.find((one) => one.id === id);
  return zone === undefined ? refuse('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404) : done(zone);
};

/** The failing entries, each with its reason. */
const unprocessed = (code: string, keys: readonly string[]): Result<never> => ({
  kind: 'refused',
  refusal: {
    code: 'InvalidResourceRecordSetProtectionBatch',
    status: 400,
    messages: keys.map((key) => `${code} ${key.replace('|', ' ')}`),
  },
});

/** All or none; invalid entries are named before those that exist. */
export const createProtections = (
  route53: SimulatedRoute53,
  zoneId: string,
  wanted: readonly Protection[],
  now: number,
): Outcome<readonly Protection[]> =>
  route53.call('CreateResourceRecordSetProtections', now, () => {
    const zone = zoneOf(route53, zoneId);
    if (zone.kind !== 'done') return zone;
    const keys = wanted.map(keyOf);
    const invalid =
      wanted.length === 0 ||
      wanted.length > 100 ||
      new Set(keys).size < keys.length ||
      wanted.some(
        ({ name, type, comment }) =>
          !isKnownType(type) || !isInZone(route53Name(name), zone.value.name) || comment.length > 256,
      );
    if (invalid) return unprocessed('InvalidInput', keys);
    const present = keys.filter((key) => zone.value.protections.has(key));
    if (present.length === keys.length) return refuse('ProtectionAlreadyExists', 'All protections exist.', 409);
    if (present.length > 0) return unprocessed('ProtectionAlreadyExists', present);
    route53.protect(
      zoneId,
      new Map([...zone.value.protections, ...wanted.map((one) => [keyOf(one), one.comment] as const)]),
    );
    return done(wanted);
  });

export const deleteProtections = (
  route53: SimulatedRoute53,
  zoneId: string,
  unwanted: readonly Protection[],
  now: number,
): Outcome<undefined> =>
  route53.call('DeleteResourceRecordSetProtections', now, () => {
    const zone = zoneOf(route53, zoneId);
    if (zone.kind !== 'done') return zone;
    const keys = new Set(unwanted.map(keyOf));
    const missing = [...keys].filter((key) => !zone.value.protections.has(key));
    if (missing.length > 0) return unprocessed('ProtectionNotFound', missing);
    route53.protect(zoneId, new Map([...zone.value.protections].filter(([key]) => !keys.has(key))));
    return done(undefined);
  });

export const listProtections = (
  route53: SimulatedRoute53,
  zoneId: string,
  now: number,
): Outcome<readonly Protection[]> =>
  route53.call('ListResourceRecordSetProtections', now, () => {
    const zone = zoneOf(route53, zoneId);
    if (zone.kind !== 'done') return zone;
    return done(
      [...zone.value.protections].map(([key, comment]) => {
        const [name = '', type = ''] = key.split('|');
        return { name, type, comment };
      }),
    );
  });
