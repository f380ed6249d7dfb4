import { loadEstate, type StepId } from '../../estate/index.js';
import { SimulatedOperators } from '../../planner/adapters/simulated/world/operators.js';
import { standIns } from '../../planner/adapters/simulated/world/stand-ins.js';
import { type SimulatedWorld, simulateWorld } from '../../planner/adapters/simulated/world/world.js';
import { ours } from '../../planner/cutover/batch.js';
import { readSnapshot, runEntry, runId } from '../../planner/cutover/begin.js';
import type { Entry, Stamped } from '../../planner/cutover/entries.js';
import { nextLook, type Pace } from '../../planner/cutover/pace.js';
import type { RecordSet } from '../../planner/cutover/records.js';
import { tick, type Ticked } from '../../planner/cutover/runner.js';
import type { Scope } from '../../planner/cutover/scope.js';
import { scopeOf } from '../../planner/cutover/scope-of.js';
import type { State } from '../../planner/cutover/state.js';
import { journalName, type World } from '../../planner/cutover/world.js';
import { LeaseHeld, LeaseLost } from '../../planner/journal/lease.js';

/** What differs between the small estates of these tests. */
export interface Small {
  /** Where the product's name is answered from before the cutover. */
  readonly zone?: 'legacy' | 'route53' | 'private';
  /** YAML of the policy, one line each, besides the defaults below. */
  readonly policy?: readonly string[];
  readonly legacy?: string;
  readonly partner?: boolean;
  /** One more name of the product, in the other zone, which is Route 53's. */
  readonly second?: boolean;
  /** More products of the same shape. */
  readonly products?: readonly string[];
}

const zones = {
  route53: '{ at: route53, id: Z1OLD00000 }',
  private: '{ at: route53, id: Z1OLD00000, private: true }',
  legacy: '{ at: legacy, via: new.example }',
} as const;

/** The smallest estate with a product that moves a name. Waits are short, nobody has to approve. */
export function smallEstate({
  zone = 'route53',
  policy = [],
  legacy = '{ A: [192.0.2.10], ttl: 5m }',
  partner = false,
  second = false,
  products = ['shop'],
}: Small = {}) {
  const product = (name: string): string => `
  ${name}:
    environments: [prod]
    ingress: { kind: static, to: { "/": web } }
    services: { web: { image: ${name}/web, port: 8080, size: { cpu: 256, memory: 1GiB }, count: 1 } }
    names: { ${name}.old.example: { legacy: ${legacy} }${second ? `, api-${name}.new.example: { legacy: { A: [192.0.2.11], ttl: 1m } }` : ''} }
    cutover:
      ${['ttl: 60s', 'bake: { step: 4m, final: 10m, drain: 10m }', 'keepLegacy: 1h', ...policy].join('\n      ')}
`;
  const text = `schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "111122223333", cidr: 10.0.0.0/16, azs: [us-east-1a, us-east-1b] }
groups: { ops: ["arn:aws:iam::111122223333:role/ops"] }
zones:
  new.example: { at: route53, in: prod }
  old.example: ${zones[zone]}
products:${products.map(product).join('')}
${partner ? 'partners:\n  bes: { contacts: [a@bes.example], leadTime: 2d, products: { shop: { ingress: { from: [198.51.100.0/24] } } } }' : ''}
`;
  const loaded = loadEstate(text);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return loaded.estate;
}

/** Nobody has to approve anything: for tests about something else. */
export const unattended = ['approve: { at: [] }', 'steps: [50, 100]'] as const;

/** A place at which a process may die: around a line of the journal, or around a change of the world. */
export type Boundary = `${'before' | 'after'} ${string}`;

export class Died extends Error {}

export interface PlayOptions {
  readonly seed?: number;
  /** Called at every boundary; throw `Died` to die there. */
  readonly at?: (boundary: Boundary) => void | Promise<void>;
  /** Called after each batch that Route 53 took. */
  readonly taken?: (play: Play) => void;
  /** Between two turns of the runner, when nobody holds the lease. */
  readonly between?: (play: Play) => void | Promise<void>;
  readonly operators?: boolean;
  readonly resolvers?: number;
  readonly pace?: Pace;
}

/** A look every five minutes: nothing in these small estates is over sooner. */
const usualPace: Pace = { near: 300_000, far: 3_600_000, beyond: 1_800_000 };

const start = Date.parse('2027-03-02T16:00:00Z');

/** One product of a small estate in a simulated world, with every boundary and every submission open to a test. */
export class Play {
  readonly scope: Scope;
  readonly simulated: SimulatedWorld;
  readonly world: World;
  readonly submitted: { readonly zone: string; readonly kind: string }[] = [];
  crashes = 0;
  readonly #options: PlayOptions;
  readonly #operators: SimulatedOperators;

  constructor(estate = smallEstate(), options: PlayOptions = {}, product = 'shop', simulated?: SimulatedWorld) {
    const stands = standIns(estate);
    const scopes = Object.values(estate.products).map((one) => {
      const deployed = stands.deployed[one.name];
      const scoped = deployed && scopeOf(estate, one, deployed);
      if (scoped?.ok !== true) throw new Error(scoped?.problem ?? one.name);
      return scoped.scope;
    });
    const { seed = 1, resolvers = 1 } = options;
    this.#options = options;
    this.simulated = simulated ?? simulateWorld({ estate, scopes, standIns: stands, seed, start, resolvers });
    const mine = scopes.find((scope) => scope.product === product);
    if (mine === undefined) throw new Error(`no product ${product}`);
    this.scope = mine;
    this.world = this.#watched(this.simulated.as('ops/test'));
    const { clock, journals, partners } = this.simulated;
    this.#operators = new SimulatedOperators({
      clock,
      journals,
      partners,
      zones: () => this.zones(),
      onRepaired: () => undefined,
    });
  }

  get name(): string {
    return journalName(this.scope);
  }

  get lines(): readonly Stamped[] {
    return this.simulated.journals.lines(this.name);
  }

  /** Our record sets, as the service holds them. */
  zones(): Readonly<Record<string, readonly RecordSet[]>> {
    const read = this.scope.zones.map(({ id }) => {
      const zone = this.simulated.route53.zones.find((one) => one.id === id);
      return [id, ours(this.scope, id, [...(zone?.recordSets.values() ?? [])])] as const;
    });
    return Object.fromEntries(read);
  }

  async begin(): Promise<void> {
    const read = await readSnapshot(this.scope, this.world);
    if (read.kind !== 'read') throw new Error(read.message);
    const journal = await this.simulated.journals.as('ops/test').open(this.name);
    const hashes = { planHash: 'p', estateHash: 'e', outputsHash: 'o' };
    await journal.append(runEntry(runId(journal.entries, this.world.clock.now()), this.scope, read.snapshot, hashes));
    await journal.close();
  }

  /** Writes a line as somebody else does, between two turns. */
  async say(entry: (state: { readonly run: string; readonly step: State['step'] }) => Entry): Promise<void> {
    const journal = await this.simulated.journals.as('ops/other').open(this.name);
    const last = journal.entries.at(-1);
    if (last !== undefined) await journal.append(entry({ run: last.run, step: last.step }));
    await journal.close();
  }

  /** Somebody asks to go back, and then to go on from there. */
  async rollBack(to: StepId): Promise<void> {
    await this.say((line) => ({ kind: 'rollback', ...line, to, end: false, cause: 'operator', because: 'test' }));
  }

  /** One turn of the runner. Undefined where the process died in it. */
  async turn(): Promise<Ticked | undefined> {
    try {
      const { pace = usualPace } = this.#options;
      return await tick(this.world, this.name, { pace });
    } catch (error) {
      if (!(error instanceof Died || error instanceof LeaseHeld || error instanceof LeaseLost)) throw error;
      if (error instanceof Died) {
        this.crashes += 1;
        this.simulated.journals.release(this.name);
      }
      return undefined;
    }
  }

  /** Plays until the run ends, or `until` is true after a turn, or it takes more than thirty days. */
  async play(until?: (ticked: Ticked) => boolean): Promise<Ticked> {
    const work = this.#loop(until);
    await this.simulated.clock.run([work]);
    return work;
  }

  /** Several products of one world at once. */
  async together(others: readonly Play[]): Promise<void> {
    await this.simulated.clock.run([this, ...others].map((play) => play.#loop()));
  }

  async #loop(until: (ticked: Ticked) => boolean = () => false): Promise<Ticked> {
    const { clock } = this.world;
    const { between, operators = true, pace = usualPace } = this.#options;
    const deadline = clock.now() + 30 * 86_400_000;
    let ticked: Ticked | undefined;
    while (clock.now() < deadline) {
      await between?.(this);
      const next = await this.turn();
      if (next !== undefined) {
        ticked = next;
        if (next.stop.kind === 'ended' || until(next)) return next;
        if (operators && next.stop.kind === 'waiting') this.#operators.notice(next.stop.waiting, next.state);
      }
      const now = clock.now();
      const at = next?.stop.kind === 'waiting' ? nextLook(next.stop.waiting, now, pace) : now + 1000;
      await clock.sleep(at - now);
    }
    if (ticked === undefined) throw new Error('no turn came to an end');
    return ticked;
  }

  /** The ports, with every effect and every line announced before and after. */
  #watched(world: World): World {
    const at = (boundary: Boundary): void | Promise<void> => this.#options.at?.(boundary);
    const around =
      <A extends readonly unknown[], R>(what: string, work: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        await at(`before ${what}`);
        const result = await work(...args);
        await at(`after ${what}`);
        return result;
      };
    const { dns, legacy, standby, tasks, owners, journals } = world;
    const submit: World['dns']['submit'] = async (zone, batch, comment) => {
      const held = (): unknown => this.simulated.route53.zones.find(({ id }) => id === zone)?.recordSets;
      const before = held();
      const result = await dns.submit(zone, batch, comment);
      this.submitted.push({ zone, kind: result.kind });
      // Whatever the answer was: one that got lost may have been to something done.
      if (held() !== before) this.#options.taken?.(this);
      return result;
    };
    return {
      ...world,
      dns: {
        read: (...args) => dns.read(...args),
        status: around('poll', (id: string) => dns.status(id)),
        submit: around('submit', submit),
        protect: around('protect', (...args) => dns.protect(...args)),
        unprotect: around('unprotect', (...args) => dns.unprotect(...args)),
      },
      legacy: { seen: (...args) => legacy.seen(...args), apply: around('legacy', (change) => legacy.apply(change)) },
      standby: { scale: around('scale', (unit, to) => standby.scale(unit, to)) },
      tasks: { run: around('task', (duty, what) => tasks.run(duty, what)) },
      owners: { set: around('owner', (...args) => owners.set(...args)) },
      journals: {
        read: (name) => journals.read(name),
        open: async (name) => {
          const journal = await journals.open(name);
          return {
            get entries() {
              return journal.entries;
            },
            append: around('line', (entry) => journal.append(entry)),
            close: () => journal.close(),
          };
        },
      },
    };
  }
}

/** Plays a small estate from its beginning to the end. */
export async function played(estate = smallEstate({ policy: unattended }), options: PlayOptions = {}): Promise<Play> {
  const play = new Play(estate, options);
  await play.begin();
  await play.play();
  return play;
}

/** Both ways on which a name moves, and a product with work of its own at the last shift. */
export const smallEstates: readonly (readonly [string, Small])[] = [
  ['a name in Route 53', { zone: 'route53', policy: unattended }],
  ['a name at an old provider', { zone: 'legacy', policy: unattended }],
  [
    'a product with tasks and a point of no return',
    {
      policy: [
        ...unattended,
        'tasks: [{ before: shift-100, run: [./promote], undo: [./demote], pointOfNoReturn: true }, { before: shift-100, manual: look }]',
      ],
    },
  ],
];

/** Every boundary of a run that goes well, in order. */
export async function boundariesOf(
  small: Small,
): Promise<{ readonly boundaries: readonly Boundary[]; readonly clean: Play }> {
  const boundaries: Boundary[] = [];
  const clean = await played(smallEstate(small), { at: (boundary) => void boundaries.push(boundary) });
  return { boundaries, clean };
}

/** The same run, dead at one boundary, and started again. */
export function dyingAt(small: Small, k: number): Promise<Play> {
  let n = 0;
  return played(smallEstate(small), {
    at: (boundary) => {
      n += 1;
      if (n === k + 1) throw new Died(boundary);
    },
  });
}
