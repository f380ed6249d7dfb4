import { type Estate, type Product } from '../../../../estate/index.js';
import { ours } from '../../../cutover/batch.js';
import { hashOf, readSnapshot, runEntry, runId } from '../../../cutover/begin.js';
import type { Stamped } from '../../../cutover/entries.js';
import { nextLook, type Pace } from '../../../cutover/pace.js';
import { tick, type Ticked } from '../../../cutover/runner.js';
import type { Scope } from '../../../cutover/scope.js';
import { scopeOf } from '../../../cutover/scope-of.js';
import { isShifting } from '../../../cutover/steps.js';
import { journalName, type World } from '../../../cutover/world.js';
import { LeaseHeld } from '../../../journal/lease.js';
import { Fault } from '../../../model/fault.js';
import type { RecordSet } from '../../../cutover/records.js';
import type { Sample } from './clients.js';
import { atFirstShift, Crash, dying, type FaultName } from './faults.js';
import { SimulatedOperators } from './operators.js';
import { standIns } from './stand-ins.js';
import { type Happening, type SimulatedWorld, simulateWorld } from './world.js';

const minute = 60_000;
const hour = 60 * minute;

/** Nothing happens between two looks that are further apart in a rehearsal; long waits are looked into four times a day. */
const rehearsalPace: Pace = { near: 5 * minute, far: 6 * hour, beyond: hour };

/** A rehearsal that takes longer than this in its own time has got stuck: three years. */
const longest = 3 * 365 * 24 * hour;

export interface RehearsalOptions {
  readonly seed: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly fault?: FaultName;
  readonly resolvers?: number;
}

export interface RehearsedProduct {
  readonly scope: Scope;
  readonly lines: readonly Stamped[];
  readonly last: Ticked;
  readonly crashes: number;
  /** Of the new side. */
  readonly addresses: readonly string[];
  readonly samples: readonly Sample[];
  /** Answers that nobody should have seen. */
  readonly wrong: readonly string[];
}

export interface Rehearsal {
  readonly seed: number;
  readonly fault?: FaultName;
  readonly start: number;
  readonly end: number;
  readonly products: readonly RehearsedProduct[];
  readonly happenings: readonly Happening[];
  /** Calls of the Route 53 API, by action. */
  readonly calls: Readonly<Record<string, number>>;
}

/**
 * Rehearses the cutover of products, all at once, each as soon as it may.
 * @throws Fault `data` for a product that has nothing to cut over to
 */
export async function rehearse(
  estate: Estate,
  products: readonly Product[],
  options: RehearsalOptions,
): Promise<Rehearsal> {
  const stands = standIns(estate);
  const scopes = products.map((product) => {
    const deployed = stands.deployed[product.name];
    const made = deployed === undefined ? undefined : scopeOf(estate, product, deployed);
    if (made?.ok === true) return made.scope;
    throw new Fault(
      'data',
      made?.problem ?? `${product.name} is in no environment`,
      made?.remedy ?? 'See docs/estate.md.',
    );
  });
  const simulated = simulateWorld({ ...options, estate, scopes, standIns: stands });
  const stage = new Stage(simulated, options.fault);
  const works = scopes.map((scope) => stage.play(scope));
  await simulated.clock.run(works);
  const played = await Promise.all(works);
  return {
    seed: options.seed,
    ...(options.fault !== undefined && { fault: options.fault }),
    start: options.start,
    end: simulated.clock.now(),
    happenings: simulated.happenings,
    calls: Object.fromEntries(simulated.route53.calls),
    products: scopes.map((scope, i) => {
      const clients = simulated.clients.find((one) => one.scope === scope);
      const { last, crashes } = played[i] ?? { crashes: 0 };
      if (last === undefined) throw new Error(`${scope.product} was not played`);
      return {
        scope,
        last,
        crashes,
        addresses: stands.addressesOf.get(`${scope.names[0]?.target.dnsName ?? ''}.`) ?? [],
        lines: simulated.journals.lines(journalName(scope)),
        samples: clients?.samples ?? [],
        wrong: [...(clients?.wrong ?? [])],
      };
    }),
  };
}

/** Plays the products of one world, each with the real runner. */
class Stage {
  readonly #simulated: SimulatedWorld;
  readonly #fault: FaultName | undefined;
  readonly #operators: SimulatedOperators;
  #struck = false;
  #calls = 0;

  constructor(simulated: SimulatedWorld, fault: FaultName | undefined) {
    this.#simulated = simulated;
    this.#fault = fault;
    const { clock, journals, partners } = simulated;
    this.#operators = new SimulatedOperators({
      clock,
      journals,
      partners,
      zones: (scope) => this.#zones(scope),
      onRepaired: (scope) => simulated.repair(scope.product),
    });
  }

  async play(scope: Scope): Promise<{ readonly last: Ticked; readonly crashes: number }> {
    const { clock, journals } = this.#simulated;
    const world = this.#world();
    const name = journalName(scope);
    await begin(scope, world);
    const end = clock.now() + longest;
    let crashes = 0;
    for (;;) {
      try {
        const ticked = await tick(world, name, {
          pace: rehearsalPace,
          onEntry: (entry) => this.#strike(entry, scope),
        });
        if (ticked === undefined) throw new Error(`${name} has no run`);
        if (ticked.stop.kind === 'ended' || clock.now() > end) return { last: ticked, crashes };
        if (ticked.stop.kind === 'waiting') this.#operators.notice(ticked.stop.waiting, ticked.state);
        const now = clock.now();
        const next =
          ticked.stop.kind === 'waiting' ? nextLook(ticked.stop.waiting, now, rehearsalPace) : now + rehearsalPace.near;
        await clock.sleep(next - now);
      } catch (error) {
        if (error instanceof Crash) {
          crashes += 1;
          journals.release(name);
        } else if (!(error instanceof LeaseHeld)) throw error;
        await clock.sleep(minute);
      }
    }
  }

  #world(): World {
    const world = this.#simulated.as('ops/rehearsal');
    if (this.#fault !== 'crash') return world;
    const due = (): 'before' | 'after' | 'never' => {
      this.#calls += 1;
      return ([undefined, 'before', 'after'] as const)[this.#calls % 3] ?? 'never';
    };
    const { dns, standby } = world;
    return {
      ...world,
      dns: { ...dns, submit: dying((...args) => dns.submit(...args), due) },
      standby: { scale: dying((...args) => standby.scale(...args), due) },
    };
  }

  /** What goes wrong once the first shift of all has begun. */
  #strike(entry: Stamped, scope: Scope): void {
    if (this.#struck || entry.kind !== 'enter' || !isShifting(entry.step) || scope.names.length === 0) return;
    this.#struck = true;
    const { clock, route53 } = this.#simulated;
    const script = this.#fault === undefined ? undefined : atFirstShift[this.#fault];
    if (script !== undefined) route53.inject(...script);
    if (this.#fault === 'foreign-edit') clock.at(clock.now() + 10 * minute, () => this.#edit(scope));
  }

  /** Somebody "repairs" the record from his notes. */
  #edit(scope: Scope): void {
    const { clock, route53 } = this.#simulated;
    const [name] = scope.names;
    const found = Object.values(this.#zones(scope) ?? {}).flat();
    const member = found.find((record) => record.Name === name?.record && record.Weight !== undefined);
    if (name === undefined || member === undefined) return;
    const { Weight = 0 } = member;
    const edited: RecordSet = { ...member, Weight: Math.max(0, Weight - 1) + 2 };
    route53.foreignEdit(name.zone, [{ Action: 'UPSERT', ResourceRecordSet: edited }], clock.now());
  }

  #zones(scope: Scope): Readonly<Record<string, readonly RecordSet[]>> | undefined {
    const { route53 } = this.#simulated;
    return Object.fromEntries(
      scope.zones.map(({ id }) => {
        const zone = route53.zones.find((one) => one.id === id);
        return [id, ours(scope, id, [...(zone?.recordSets.values() ?? [])])];
      }),
    );
  }
}

/** Reads the zones and writes the run's first line. */
async function begin(scope: Scope, world: World): Promise<void> {
  const read = await readSnapshot(scope, world);
  if (read.kind !== 'read') throw new Fault('unreachable', read.message, 'This is a rehearsal: please report it.');
  const journal = await world.journals.open(journalName(scope));
  const hash = hashOf(scope);
  const hashes = { planHash: hash, estateHash: hash, outputsHash: hash };
  await journal.append(runEntry(runId(journal.entries, world.clock.now()), scope, read.snapshot, hashes));
  await journal.close();
}
