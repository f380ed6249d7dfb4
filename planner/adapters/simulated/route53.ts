import type { RecordSet } from '../../cutover/records.js';
import { compareNames, isInZone, route53Name } from '../dns/names.js';
import { type AliasAnswer, type Answer, answerFrom, type Question } from './route53/answer.js';
import { accountRate, type Bucket, rateOf, taken } from './route53/buckets.js';
import { type Fault, faultReplies, prior, struck, throttled } from './route53/faults.js';
import { type Endpoint, type HealthCheck, isHealthy, turned } from './route53/health.js';
import { withinLimits } from './route53/limits.js';
import { type Page, pageOf, type Start } from './route53/listing.js';
import { applied } from './route53/rules.js';
import { shapeOf } from './route53/shape.js';
import { done, type Edit, type Outcome, refuse, type Result } from './route53/types.js';
import { type NewZone, newZone, published, type SimulatedZone, seenBy } from './route53/zone.js';

export type { NewZone, SimulatedZone } from './route53/zone.js';
export type { Edit, Outcome, Refusal, Result } from './route53/types.js';
export type { AliasAnswer, Answer, AnsweredRecord, Question } from './route53/answer.js';
export type { Fault, FaultKind } from './route53/faults.js';
export type { Endpoint, HealthCheck, HealthCheckConfig } from './route53/health.js';

export interface Route53Options {
  /** From 0 to below 1; decides propagation. */
  readonly random: () => number;
  /** Milliseconds until a change reaches one name server; default 1 to 45 seconds (AWS: "generally within 60 seconds"). */
  readonly propagationMilliseconds?: (random: () => number) => number;
  /** Milliseconds for which a zone refuses further changes after one (`PriorRequestNotComplete`); default 0. */
  readonly busyMilliseconds?: number;
  /** How long GetChange knows a change, in milliseconds; default for ever (AWS does not say). */
  readonly rememberMilliseconds?: number;
  /** `off` for worlds in which calls take no time. Default enforced. */
  readonly rateLimits?: 'enforced' | 'off';
  /** What aliases to load balancers answer; default nothing. */
  readonly alias?: (
    target: NonNullable<RecordSet['AliasTarget']>,
    type: string,
    now: number,
  ) => AliasAnswer | undefined;
}

export interface ChangeInfo {
  /** With `/change/`, as the API returns it. */
  readonly id: string;
  readonly status: 'PENDING' | 'INSYNC';
  /** Milliseconds since the epoch. */
  readonly submittedAt: number;
  readonly comment: string;
}

interface Submitted {
  readonly zone: string;
  readonly submittedAt: number;
  readonly insyncAt: number;
  readonly comment: string;
}

/**
 * Route 53 in memory, as strict as the real one: what it refuses and why is in `route53/`, one rule set per file. Time is given with every
 * call, in milliseconds since the epoch; nothing happens between calls.
 */
export class SimulatedRoute53 {
  readonly #options: Required<Omit<Route53Options, 'random'>> & { readonly random: () => number };
  readonly #zones = new Map<string, SimulatedZone>();
  readonly #changes = new Map<string, Submitted>();
  readonly #lastChange = new Map<string, number>();
  readonly #healthChecks = new Map<string, HealthCheck>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #calls = new Map<string, number>();
  #script: readonly Fault[] = [];

  constructor(options: Route53Options) {
    this.#options = {
      propagationMilliseconds: (random) => 1000 + Math.floor(random() * 44_000),
      busyMilliseconds: 0,
      rememberMilliseconds: Number.POSITIVE_INFINITY,
      rateLimits: 'enforced',
      alias: () => undefined,
      ...options,
    };
  }

  /** Calls of the API so far, by action; refused ones count. */
  get calls(): ReadonlyMap<string, number> {
    return this.#calls;
  }

  get zones(): readonly SimulatedZone[] {
    return [...this.#zones.values()];
  }

  get healthChecks(): readonly HealthCheck[] {
    return [...this.#healthChecks.values()];
  }

  addZone(zone: NewZone): SimulatedZone {
    const made = newZone(zone, zone.id ?? `Z${String(this.#zones.size + 1).padStart(13, '0')}`);
    this.#zones.set(made.id, made);
    return made;
  }

  /** Adds what the service shall do wrong next. */
  inject(...faults: readonly Fault[]): void {
    this.#script = [...this.#script, ...faults];
  }

  // The API. Every call may be throttled, hit by a fault or cut off.

  hostedZones(now: number): Outcome<readonly SimulatedZone[]> {
    return this.call('ListHostedZones', now, () => done(this.zones));
  }

  hostedZonesByName(name: string | undefined, now: number): Outcome<readonly SimulatedZone[]> {
    return this.call('ListHostedZonesByName', now, () => {
      const from = name === undefined ? undefined : route53Name(name);
      const sorted = this.zones.toSorted((a, b) => compareNames(a.name, b.name));
      return done(from === undefined ? sorted : sorted.filter((zone) => compareNames(zone.name, from) >= 0));
    });
  }

  hostedZone(id: string, now: number): Outcome<SimulatedZone> {
    return this.call('GetHostedZone', now, () => this.#zone(id));
  }

  /** One page of record sets in Route 53's order, from a name, type and identifier on. */
  recordSets(zoneId: string, start: Start, max: number, now: number): Outcome<Page> {
    return this.call('ListResourceRecordSets', now, () => {
      const zone = this.#zone(zoneId);
      return zone.kind === 'done' ? pageOf(zone.value.recordSets, start, max) : zone;
    });
  }

  change(zoneId: string, edits: readonly Edit[], comment: string, now: number): Outcome<ChangeInfo> {
    return this.call('ChangeResourceRecordSets', now, () => this.#change(zoneId, edits, comment, now));
  }

  getChange(id: string, now: number): Outcome<ChangeInfo> {
    return this.call('GetChange', now, () => {
      const change = this.#changes.get(bareId(id));
      if (change === undefined || now > change.submittedAt + this.#options.rememberMilliseconds)
        return refuse('NoSuchChange', `A change with the ID ${bareId(id)} does not exist.`, 404);
      return done(infoOf(bareId(id), change, now));
    });
  }

  // Beside the API: what other people, endpoints and resolvers do.

  /** An edit by somebody else: no throttling, no faults; the rules hold. */
  foreignEdit(zoneId: string, edits: readonly Edit[], now: number): Result<ChangeInfo> {
    return this.#change(zoneId, edits, 'foreign', now);
  }

  protect(zoneId: string, protections: ReadonlyMap<string, string>): void {
    const zone = this.#zones.get(bareId(zoneId));
    if (zone !== undefined) this.#zones.set(zone.id, { ...zone, protections });
  }

  putHealthCheck(check: HealthCheck): void {
    this.#healthChecks.set(check.id, check);
  }

  removeHealthCheck(id: string): void {
    this.#healthChecks.delete(id);
  }

  /** The endpoint of a health check comes up or goes down: the kill switch. Its verdict follows after interval × threshold. */
  turn(healthCheckId: string, endpoint: Endpoint, now: number): void {
    const check = this.#healthChecks.get(healthCheckId);
    if (check === undefined) throw new Error(`no health check ${healthCheckId} in the simulated Route 53`);
    this.#healthChecks.set(check.id, turned(check, endpoint, now));
  }

  /**
   * What a name server answers.
   *
   * @param nameServer its host name, or its index among those of the zone
   */
  answer(nameServer: string | number, question: Question, now: number, random: () => number): Answer {
    const name = route53Name(question.name);
    const zone = this.#zoneAnswering(nameServer, name);
    const index = typeof nameServer === 'number' ? nameServer : (zone?.nameServers.indexOf(nameServer) ?? -1);
    if (zone === undefined || index < 0) return { rcode: 'REFUSED', authoritative: false, answers: [], authority: [] };
    return answerFrom(
      seenBy(zone, index, now),
      { name, type: question.type },
      {
        zoneId: zone.id,
        zoneName: zone.name,
        isHealthy: (id) => {
          const check = this.#healthChecks.get(id);
          return check === undefined || isHealthy(check, now);
        },
        alias: (target, type) => this.#options.alias(target, type, now),
        random,
      },
    );
  }

  /** The longest public zone that holds the name and has this name server. */
  #zoneAnswering(nameServer: string | number, name: string): SimulatedZone | undefined {
    return this.zones
      .filter(({ visibility }) => visibility === 'public')
      .filter(({ nameServers }) => typeof nameServer === 'number' || nameServers.includes(nameServer))
      .filter((zone) => isInZone(name, zone.name))
      .toSorted((a, b) => b.name.length - a.name.length)[0];
  }

  #zone(id: string): Result<SimulatedZone> {
    const zone = this.#zones.get(bareId(id));
    return zone === undefined
      ? refuse('NoSuchHostedZone', `No hosted zone found with ID: ${bareId(id)}`, 404)
      : done(zone);
  }

  #change(zoneId: string, edits: readonly Edit[], comment: string, now: number): Result<ChangeInfo> {
    const zone = this.#zone(zoneId);
    if (zone.kind !== 'done') return zone;
    const refused = [shapeOf(edits), withinLimits(edits), this.#healthChecksExist(edits)].find(
      ({ kind }) => kind === 'refused',
    );
    if (refused?.kind === 'refused') return refused;
    const { busyMilliseconds, propagationMilliseconds, random } = this.#options;
    if (now < (this.#lastChange.get(zone.value.id) ?? Number.NEGATIVE_INFINITY) + busyMilliseconds) return prior;
    const { id, name, protections, nameServers } = zone.value;
    const after = applied(zone.value.recordSets, edits, { zoneId: id, zoneName: name, protections });
    if (after.kind !== 'done') return after;
    const reached = nameServers.map(() => now + propagationMilliseconds(random));
    this.#zones.set(id, published(zone.value, after.value, reached, now));
    const changeId = `C${String(this.#changes.size + 1).padStart(13, '0')}`;
    const change = { zone: id, submittedAt: now, insyncAt: Math.max(now, ...reached), comment };
    this.#changes.set(changeId, change);
    this.#lastChange.set(id, now);
    return done(infoOf(changeId, change, now));
  }

  #healthChecksExist(edits: readonly Edit[]): Result<undefined> {
    const missing = edits
      .filter(({ Action }) => Action !== 'DELETE')
      .map(({ ResourceRecordSet }) => ResourceRecordSet.HealthCheckId)
      .find((id) => id !== undefined && !this.#healthChecks.has(id));
    return missing === undefined
      ? done(undefined)
      : refuse('NoSuchHealthCheck', `A health check with id ${missing} does not exist.`, 404);
  }

  /** A call of the API: counted, then throttled, hit by a fault or cut off. Public for the rest of the API (health checks, protections). */
  call<T>(action: string, now: number, work: () => Result<T>): Outcome<T> {
    this.#calls.set(action, (this.#calls.get(action) ?? 0) + 1);
    const { script, kind } = struck(this.#script, action);
    this.#script = script;
    if (kind !== undefined) {
      const reply = faultReplies[kind];
      if (reply !== undefined) return reply;
      if (kind === 'reset-after-apply') work();
      return { kind: 'broken' };
    }
    return this.#admitted(action, now) ? work() : throttled;
  }

  #admitted(action: string, now: number): boolean {
    if (this.#options.rateLimits === 'off') return true;
    const account = taken(this.#buckets.get(''), accountRate, now);
    const own = taken(this.#buckets.get(action), rateOf(action), now);
    if (account === undefined || own === undefined) return false;
    this.#buckets.set('', account).set(action, own);
    return true;
  }
}

/** Ids come with and without `/hostedzone/` or `/change/`. */
const bareId = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const infoOf = (id: string, { submittedAt, insyncAt, comment }: Submitted, now: number): ChangeInfo => ({
  id: `/change/${id}`,
  status: now >= insyncAt ? 'INSYNC' : 'PENDING',
  submittedAt,
  comment,
});
