import { identifiesNothing } from './addresses.js';
import type { NameKey } from './identity.js';
import { differ, nameKey, sameDomain, uuidKey } from './identity.js';
import type { MachineStore } from './machine-store.js';
import type { Marked } from './packed/row-marks.js';
import { markNameOf, Marks, markUuidOf } from './packed/identity-marks.js';
import type { Place } from './place.js';

/** What a row says about which machine it means. */
export interface Wanted {
  readonly names: readonly NameKey[];
  readonly uuid: string | undefined;
  readonly key: string | undefined;
  readonly ips: readonly string[];
  readonly place: Place;
}

export interface Match {
  readonly at: number;
  readonly by: 'uuid' | 'ip' | 'name';
}

/** An address that several machines have. */
const shared = -1;

/** A name that more machines have than this (`localhost`) says nothing about which is meant. */
const commonName = 50;

/** Finds machines by UUID, key, address and name. Each machine is known by its number in `machines`. */
export class MachineIndex {
  readonly #machines: MachineStore;
  /** Table that each machine comes from. */
  readonly #tables: number[] = [];
  readonly #keys = new Map<number, string>();
  readonly #byUuid = new Map<string, number>();
  readonly #byKey = new Map<string, number>();
  readonly #byName = new Map<string, number | number[]>();
  /** Built when it is first asked for: a single list of a million machines never needs it. */
  #byIp: Map<string, number> | undefined;

  /** How many machines are in here; packed ones are left out until somebody asks. */
  #learnt = 0;
  /** Of all machines, where some are packed. */
  #marks: { readonly names: Marks; readonly uuids: Marks } | undefined;

  #lastNames: readonly NameKey[] | undefined;
  #lastKnown = false;

  constructor(machines: MachineStore) {
    this.#machines = machines;
  }

  /** From now on machines may be packed: what is known of others is marked. */
  keepMarks(): void {
    this.#marks = { names: new Marks(), uuids: new Marks() };
  }

  /**
   * Marks what a packed machine is known by, where no machine may be known by any of it.
   * @returns false where one may be, and the row is to be compared with it
   */
  claim({ name, fqdn, uuid }: Marked): boolean {
    if (this.#marks === undefined) return false;
    // What was marked before one was found to be known stays marked: the row is of a machine all the same.
    const { names, uuids } = this.#marks;
    return names.add(name) && (fqdn === undefined || names.add(fqdn)) && (uuid === undefined || uuids.add(uuid));
  }

  /** Packed machines are indexed when a row first may mean one of them: in a list without duplicates that is never. */
  #learnPacked(): void {
    for (; this.#learnt < this.#machines.length; this.#learnt += 1) {
      const packed = this.#machines.packed(this.#learnt);
      if (packed === undefined) continue;
      const { place } = packed;
      this.#tables[this.#learnt] = place.table;
      const ips = this.#byIp === undefined ? [] : packed.ips(this.#learnt);
      this.#register(this.#learnt, { ...packed.identity(this.#learnt), key: undefined, ips, place });
    }
  }

  tableOf(at: number): number | undefined {
    this.#learnPacked();
    return this.#tables[at];
  }

  /** Registers a new machine under all it is known by. */
  add(at: number, wanted: Wanted): void {
    this.#learnPacked();
    this.#learnt = at + 1;
    this.#tables[at] = wanted.place.table;
    this.learn(at, wanted);
  }

  /** Registers what a further row says about a known machine. What another machine is known by stays with that one. */
  learn(at: number, wanted: Wanted): void {
    this.#learnPacked();
    if (this.#marks !== undefined) {
      for (const { short } of wanted.names) markNameOf(this.#marks.names, short);
      if (wanted.uuid !== undefined) markUuidOf(this.#marks.uuids, wanted.uuid);
    }
    this.#register(at, wanted);
  }

  #register(at: number, { names, uuid, key, ips, place }: Wanted): void {
    if (uuid !== undefined) {
      const spelt = uuidKey(uuid);
      if (!this.#byUuid.has(spelt)) this.#byUuid.set(spelt, at);
    }
    if (key !== undefined) {
      const scoped = `${place.format}\n${key.toLowerCase()}`;
      if (!this.#byKey.has(scoped)) this.#byKey.set(scoped, at);
      if (!this.#keys.has(at)) this.#keys.set(at, scoped);
    }
    let last: string | undefined;
    const isNew = names === this.#lastNames && !this.#lastKnown;
    for (const { short } of names) {
      if (short !== last && isNew) this.#byName.set(short, at);
      else if (short !== last) this.#learnName(short, at);
      last = short;
    }
    this.#lastNames = undefined;
    if (this.#byIp !== undefined) for (const ip of ips) this.#learnIp(this.#byIp, ip, at);
  }

  #learnName(short: string, at: number): void {
    const known = this.#byName.get(short);
    if (known === undefined) this.#byName.set(short, at);
    else if (typeof known === 'number') {
      if (known !== at) this.#byName.set(short, [known, at]);
    } else if (known.at(-1) !== at && !(known.length <= commonName && known.includes(at))) known.push(at);
  }

  #learnIp(byIp: Map<string, number>, ip: string, at: number): void {
    if (identifiesNothing(ip)) return;
    const known = byIp.get(ip);
    if (known === undefined) byIp.set(ip, at);
    else if (known !== at) byIp.set(ip, shared);
  }

  #ips(): Map<string, number> {
    this.#learnPacked();
    if (this.#byIp === undefined) {
      const byIp = new Map<string, number>();
      for (let at = 0; at < this.#machines.length; at += 1) {
        const ips = this.#machines.packed(at)?.ips(at) ?? this.#machines.at(at)?.ips ?? [];
        for (const ip of ips) this.#learnIp(byIp, ip, at);
      }
      this.#byIp = byIp;
    }
    return this.#byIp;
  }

  /** The machine that has an address, when only one has it. */
  byIp(ip: string): number | undefined {
    const at = this.#ips().get(ip);
    return at === shared ? undefined : at;
  }

  byUuid(uuid: string): number | undefined {
    this.#learnPacked();
    return this.#byUuid.get(uuidKey(uuid));
  }

  byKey(format: string, key: string): number | undefined {
    return this.#byKey.get(`${format}\n${key.toLowerCase()}`);
  }

  /** False when no machine has any of the names, which is the usual case in a list of servers. The answer for the last row is kept. */
  hasName({ names }: Wanted): boolean {
    this.#learnPacked();
    if (names !== this.#lastNames) {
      this.#lastNames = names;
      this.#lastKnown = false;
      let last: string | undefined;
      for (const { short } of names) {
        if (short !== last && this.#byName.has(short)) this.#lastKnown = true;
        last = short;
      }
    }
    return this.#lastKnown;
  }

  /** All machines of a name. */
  byName(short: string): readonly number[] {
    this.#learnPacked();
    const known = this.#byName.get(short);
    return known === undefined ? [] : typeof known === 'number' ? [known] : known;
  }

  /** By address: only machines of other tables, and only where every address that says something says the same one. */
  matchIp(wanted: Wanted): number | undefined {
    let found: number | undefined;
    for (const ip of wanted.ips) {
      const at = this.byIp(ip);
      if (at === undefined || this.#tables[at] === wanted.place.table || this.#contradicts(at, wanted)) continue;
      if (found !== undefined && found !== at) return undefined;
      found = at;
    }
    return found;
  }

  /** By name: those that nothing else tells apart. */
  matchName(wanted: Wanted, rowIsMachine: boolean): readonly number[] {
    const found = new Set<number>();
    for (const name of wanted.names) {
      const candidates = this.byName(name.short);
      if (candidates.length > commonName) continue;
      for (const at of candidates) {
        const machine = this.#machines.at(at);
        if (machine === undefined || this.#contradicts(at, wanted)) continue;
        const domains = [machine.name, machine.fqdn].flatMap((known) => (known === undefined ? [] : [nameKey(known)]));
        const domain = domains.find(({ short, domain: one }) => short === name.short && one !== undefined)?.domain;
        if (!sameDomain(domain, name.domain)) continue;
        if (rowIsMachine && this.#tables[at] === wanted.place.table) {
          // Two rows of one list that are called differently are two machines, even where a copied row left the host name of the other.
          const calledElse = nameKey(machine.name).short !== wanted.names[0]?.short;
          if (calledElse || apart(machine.ips, wanted.ips)) continue;
        }
        found.add(at);
      }
    }
    return [...found];
  }

  /** Different UUIDs, or different keys of one format, are different machines whatever else agrees. */
  #contradicts(at: number, { uuid, key, place }: Wanted): boolean {
    const known = this.#machines.at(at)?.uuid;
    if (uuid !== undefined && known !== undefined && differ(uuid, known)) return true;
    const knownKey = this.#keys.get(at);
    return (
      key !== undefined &&
      knownKey !== undefined &&
      knownKey.startsWith(`${place.format}\n`) &&
      knownKey !== `${place.format}\n${key.toLowerCase()}`
    );
  }
}

/** Both say addresses, and none is the same. */
const apart = (ones: readonly string[], others: readonly string[]): boolean =>
  ones.length > 0 && others.length > 0 && !ones.some((ip) => others.includes(ip));
