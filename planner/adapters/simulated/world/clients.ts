import type { MovingName, Scope } from '../../../cutover/scope.js';
import type { RecordSet } from '../../../cutover/records.js';
import { dotted } from '../../../cutover/traffic.js';
import type { SimulatedRoute53 } from '../route53.js';
import { legacyServers, type SimulatedLegacyZones } from './legacy-zones.js';

/** Where an answer leads. `nothing`: NXDOMAIN or an empty answer. `outside`: an address that is neither legacy nor announced. */
export type Side = 'legacy' | 'aws' | 'outside' | 'nothing';

/** How many resolvers were led where, at one moment. */
export interface Sample {
  readonly at: number;
  readonly counts: Readonly<Record<Side, number>>;
}

interface Cached {
  readonly answer: readonly RecordSet[];
  readonly until: number;
}

/** One caching resolver, as clients use them: keeps what it was told for its TTL, and asks a server at random. */
interface Resolver {
  readonly cache: Map<string, Cached>;
}

export interface ClientsOptions {
  readonly route53: SimulatedRoute53;
  readonly legacy: SimulatedLegacyZones;
  readonly random: () => number;
  readonly resolvers: number;
  /** When the last line of the product's journal was written, milliseconds since the epoch. */
  readonly stirredAt: () => number;
}

/** Milliseconds between two looks of the clients, at least: while their product is at work, and while it only waits for others. */
const leastPause = { stirred: 30_000, calm: 300_000 } as const;

/** So long after its last line a product is calm: every change has reached every server and every cache by then. Milliseconds. */
const calmAfter = 1_800_000;

/** Clients of one product behind caching resolvers; what they are led to is recorded as time passes. */
export class Clients {
  readonly scope: Scope;
  readonly samples: Sample[] = [];
  /** Addresses outside of what was announced, and names without an answer, that anybody saw. */
  readonly wrong = new Set<string>();
  readonly #options: ClientsOptions;
  #next = 0;
  readonly #resolvers: readonly Resolver[];
  readonly #legacy: ReadonlySet<string>;
  readonly #aws: ReadonlySet<string>;

  constructor(scope: Scope, aws: readonly string[], options: ClientsOptions) {
    this.scope = scope;
    this.#options = options;
    this.#resolvers = [...Array(options.resolvers).keys()].map(() => ({ cache: new Map() }));
    this.#legacy = new Set(
      scope.names.flatMap(({ legacy }) => (legacy.kind === 'cname' ? [dotted(legacy.target)] : legacy.ipv4)),
    );
    this.#aws = new Set([...aws, ...scope.names.map(({ target }) => dotted(target.dnsName))]);
  }

  /**
   * Between these times nothing happens to anybody: often while answers may change, now and then while they cannot. A product that waits for its turn is
   * not looked at each time another one does something, so that looks grow with the products and not with their square.
   */
  watch(from: number, to: number): void {
    const pause = from - this.#options.stirredAt() > calmAfter ? leastPause.calm : leastPause.stirred;
    const step = Math.max(pause, (to - from) / 4);
    for (let at = Math.max(from, this.#next); at < to; at += step) {
      this.sample(at);
      this.#next = at + pause;
    }
  }

  /** Every resolver asks for every name. */
  sample(now: number): void {
    const counts = { legacy: 0, aws: 0, outside: 0, nothing: 0 };
    for (const resolver of this.#resolvers)
      for (const name of this.scope.names) {
        const side = this.#side(this.#resolve(resolver, name, now), name);
        counts[side] += 1;
      }
    this.samples.push({ at: now, counts });
  }

  #side(values: readonly string[], { name }: MovingName): Side {
    if (values.length === 0) {
      this.wrong.add(`${name}: no answer`);
      return 'nothing';
    }
    const strange = values.find((value) => !this.#legacy.has(value) && !this.#aws.has(value));
    if (strange !== undefined) {
      this.wrong.add(`${name}: ${strange}`);
      return 'outside';
    }
    return values.some((value) => this.#aws.has(value)) ? 'aws' : 'legacy';
  }

  /** Follows CNAMEs; returns addresses, or the name that nobody here answers for. */
  #resolve(resolver: Resolver, { name }: MovingName, now: number): readonly string[] {
    let asked = dotted(name);
    for (let hop = 0; hop < 4; hop += 1) {
      const answer = this.#ask(resolver, asked, now);
      const cname = answer.find(({ Type }) => Type === 'CNAME')?.ResourceRecords?.[0]?.Value;
      const values = answer
        .filter(({ Type }) => Type === 'A')
        .flatMap(({ ResourceRecords = [] }) => ResourceRecords.map(({ Value }) => Value));
      if (cname === undefined || values.length > 0) return values;
      if (!this.#isOurs(cname)) return [cname];
      asked = cname;
    }
    return [];
  }

  #isOurs(name: string): boolean {
    return this.#options.legacy.holds(name) || this.scope.names.some(({ record }) => record === name);
  }

  #ask(resolver: Resolver, name: string, now: number): readonly RecordSet[] {
    const kept = resolver.cache.get(name);
    if (kept !== undefined && now < kept.until) return kept.answer;
    const { legacy, random } = this.#options;
    const { answer, ttl } = legacy.holds(name)
      ? { answer: legacy.answer(name, Math.floor(random() * legacyServers), now), ttl: undefined }
      : this.#route53(name, now);
    const seconds = ttl ?? Math.min(...answer.map(({ TTL }) => TTL ?? 60));
    resolver.cache.set(name, { answer, until: now + seconds * 1000 });
    return answer;
  }

  #route53(name: string, now: number): { readonly answer: readonly RecordSet[]; readonly ttl: number } {
    const { route53, random } = this.#options;
    const zone = this.scope.zones.find((one) => name.endsWith(`.${dotted(one.name)}`) || name === dotted(one.name));
    const { answers } = route53.answer(Math.floor(random() * 4), { name, type: 'A' }, now, random);
    const answer = answers.map(({ name: Name, type: Type, ttl: TTL, data }) => ({
      Name,
      Type,
      TTL,
      ResourceRecords: [{ Value: data }],
    }));
    // A missing name is remembered as missing: the negative TTL of a Route 53 zone.
    const negative = zone === undefined ? 60 : 900;
    return { answer, ttl: answer.length === 0 ? negative : Math.min(...answer.map(({ TTL }) => TTL)) };
  }
}
