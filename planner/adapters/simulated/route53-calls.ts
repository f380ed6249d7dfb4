import type { Clock, Dns } from '../../cutover/ports.js';
import { route53Name } from '../dns/names.js';
import type { Reply, Route53Calls } from '../route53/calls.js';
import type { PaceOptions } from '../route53/pace.js';
import { route53Dns } from '../route53/dns.js';
import { createProtections, deleteProtections } from './route53/protections.js';
import type { Outcome } from './route53/types.js';
import type { SimulatedRoute53 } from './route53.js';

/** The calls of a cutover on a simulated Route 53, at the time of a clock. */
export function simulatedCalls(route53: SimulatedRoute53, clock: Pick<Clock, 'now'>): Route53Calls {
  return {
    recordSets: (zone, start) =>
      answered(route53.recordSets(zone, start, 300, clock.now()), ({ recordSets, next }) => ({
        recordSets,
        next: next === undefined ? undefined : { name: next.Name, type: next.Type, setIdentifier: next.SetIdentifier },
      })),
    change: (zone, batch, comment) =>
      answered(route53.change(zone, batch, comment, clock.now()), ({ id, submittedAt }) => ({
        changeId: id,
        at: new Date(submittedAt).toISOString(),
      })),
    changeStatus: (changeId) =>
      answered(route53.getChange(changeId, clock.now()), ({ status }) => (status === 'INSYNC' ? 'insync' : 'pending')),
    zonesNamed: (name) =>
      answered(route53.hostedZonesByName(name, clock.now()), (zones) =>
        zones
          .filter((zone) => zone.name === route53Name(name))
          .map(({ id, name: own, visibility }) => ({ id, name: own, visibility })),
      ),
    zone: (zone) =>
      answered(route53.hostedZone(zone, clock.now()), ({ id, name, visibility, nameServers }) => ({
        id,
        name,
        visibility,
        nameServers: visibility === 'public' ? nameServers : [],
      })),
    protect: (zone, record, comment) =>
      answered(createProtections(route53, zone, [{ ...record, comment }], clock.now()), () => true),
    unprotect: (zone, record) =>
      answered(deleteProtections(route53, zone, [{ ...record, comment: '' }], clock.now()), () => true),
  };
}

/** The engine's port on a simulated Route 53: what a rehearsal and the properties run against. */
export const simulatedDns = (route53: SimulatedRoute53, options: PaceOptions): Dns =>
  route53Dns(simulatedCalls(route53, options.clock), options);

function answered<T, U>(outcome: Outcome<T>, map: (value: T) => U): Promise<Reply<U>> {
  if (outcome.kind === 'broken') return Promise.resolve({ kind: 'broken', message: 'the connection was reset' });
  if (outcome.kind === 'refused') return Promise.resolve({ kind: 'error', ...outcome.refusal });
  return Promise.resolve({ kind: 'ok', value: map(outcome.value) });
}
