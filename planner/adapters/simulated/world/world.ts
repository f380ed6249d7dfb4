import type { Estate } from '../../../../estate/index.js';
import type { Scope } from '../../../cutover/scope.js';
import { legacyRecords } from '../../../cutover/traffic.js';
import { type Authority, journalName, type Standby, type World } from '../../../cutover/world.js';
import { simulatedDns } from '../route53-calls.js';
import { SimulatedRoute53 } from '../route53.js';
import { Clients } from './clients.js';
import { VirtualClock } from './clock.js';
import { simulatedFacts } from './facts.js';
import type { FaultName } from './faults.js';
import { SimulatedJournals } from './journals.js';
import { SimulatedLegacyZones } from './legacy-zones.js';
import { SimulatedPartners } from './partners.js';
import { seeded } from './seeded.js';
import type { StandIns } from './stand-ins.js';

const minute = 60_000;
const day = 86_400_000;

export interface WorldOptions {
  readonly estate: Estate;
  readonly scopes: readonly Scope[];
  readonly standIns: StandIns;
  readonly seed: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly fault?: FaultName;
  /** Caching resolvers of each product's clients. */
  readonly resolvers?: number;
}

/** Something that happened to nobody's run: a partner, the old provider, a repair. */
export interface Happening {
  readonly at: number;
  /** The product that it matters to. */
  readonly about: string;
  readonly what: string;
}

/** A whole world in memory: it has a clock of its own, and what happens in it follows from the seed. */
export interface SimulatedWorld {
  readonly clock: VirtualClock;
  readonly route53: SimulatedRoute53;
  readonly legacy: SimulatedLegacyZones;
  readonly journals: SimulatedJournals;
  readonly partners: SimulatedPartners;
  readonly clients: readonly Clients[];
  readonly happenings: readonly Happening[];
  /** The ports, as one operator has them. */
  as(by: string): World;
  repair(product: string): void;
}

export function simulateWorld(options: WorldOptions): SimulatedWorld {
  const { estate, scopes, standIns, seed, start, fault, resolvers = 16 } = options;
  const random = seeded(seed);
  const clock = new VirtualClock(start, (from, to) => {
    for (const one of clients) one.watch(from, to);
  });
  const happenings: Happening[] = [];
  const happened = (about: string, what: string): void => void happenings.push({ at: clock.now(), about, what });
  const route53 = new SimulatedRoute53({
    random,
    ...(fault === 'slow-dns' && {
      propagationMilliseconds: (chance) => 5 * minute + Math.floor(chance() * 5 * minute),
    }),
    alias: (target) => {
      const addresses = standIns.addressesOf.get(target.DNSName.replace(/^dualstack\./, ''));
      return addresses === undefined ? undefined : { addresses, healthy: true, ttl: 60 };
    },
  });
  for (const [name, id] of Object.entries(standIns.zoneIds)) {
    const today = scopes.flatMap(({ names }) =>
      names.filter(({ zone, delegated }) => zone === id && delegated === undefined),
    );
    const hidden = estate.zones[name];
    route53.addZone({
      id,
      name,
      visibility: hidden?.at === 'route53' && hidden.private ? 'private' : 'public',
      recordSets: today.flatMap(({ record, legacy }) => legacyRecords(record, legacy)),
    });
  }
  for (const { killSwitch } of scopes)
    if (killSwitch !== undefined)
      route53.putHealthCheck({
        id: killSwitch.healthCheck,
        callerReference: killSwitch.healthCheck,
        config: { Type: 'HTTPS' },
        version: 1,
        endpoint: 'up',
        before: 'up',
        since: start,
      });
  const legacy = new SimulatedLegacyZones({
    clock,
    random,
    people: 40 * minute,
    onEntered: (name) => {
      const owner = scopes.find(({ names }) => names.some((one) => one.name === name));
      happened(owner?.product ?? '', `somebody entered the new record of ${name} at the old provider`);
    },
  });
  for (const scope of scopes) legacy.add(scope);
  const journals = new SimulatedJournals(clock);
  const partners = new SimulatedPartners({
    clock,
    late: fault === 'partner-late' ? 30 * day : 0,
    onFact: happened,
  });
  const clients = scopes
    .filter(({ names }) => names.length > 0)
    .map((scope) => {
      const aws = standIns.addressesOf.get(`${scope.names[0]?.target.dnsName ?? ''}.`) ?? [];
      const name = journalName(scope);
      const stirredAt = (): number => Date.parse(journals.lines(name).at(-1)?.at ?? '');
      return new Clients(scope, aws, { route53, legacy, random, resolvers, stirredAt });
    });
  const repaired = new Map<string, number>();
  const first = scopes.find(({ names }) => names.length > 0);
  const facts = simulatedFacts({
    partners,
    journals,
    scopes,
    random,
    ...(fault === 'bad-deploy' &&
      first !== undefined && {
        bad: { product: first.product, fromPercent: 25, repairedAt: () => repaired.get(first.product) },
      }),
  });
  const dns = simulatedDns(route53, { clock, random });
  const authority = authorityOf(route53, clock, random);
  return {
    clock,
    route53,
    legacy,
    journals,
    partners,
    clients,
    happenings,
    as: (by) => ({
      dns,
      authority,
      legacy,
      facts,
      clock,
      random,
      standby,
      journals: journals.as(by),
      tasks: { run: () => Promise.resolve({ kind: 'done', output: '' }) },
      // The estate file is not touched by a rehearsal.
      owners: { set: () => Promise.resolve() },
    }),
    repair: (product) => {
      if (repaired.has(product)) return;
      repaired.set(product, clock.now());
      if (fault === 'bad-deploy' && product === first?.product) happened(product, 'the release was repaired');
    },
  };
}

const standby: Standby = { scale: () => Promise.resolve({ kind: 'done' }) };

function authorityOf(route53: SimulatedRoute53, clock: VirtualClock, random: () => number): Authority {
  return {
    ask: (zoneId, name, type) => {
      const zone = route53.zones.find(({ id }) => id === zoneId);
      const servers = (zone?.nameServers ?? []).map((server) => ({
        server,
        records: route53.answer(server, { name, type }, clock.now(), random).answers.map((answer) => ({
          Name: answer.name,
          Type: answer.type,
          TTL: answer.ttl,
          ResourceRecords: [{ Value: answer.data }],
        })),
      }));
      return Promise.resolve({ kind: 'answered', servers });
    },
  };
}
