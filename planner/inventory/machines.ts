import type { FindingLog } from '../model/finding.js';
import type { Listing } from '../model/listing.js';
import type { Server } from '../model/server.js';
import type { ColumnReader } from './bind.js';
import type { Facts, Fault } from './format.js';
import type { NameKey } from './identity.js';
import { nameKey, uuidOf } from './identity.js';
import type { Machine } from './machine.js';
import { machineOf } from './machine.js';
import type { Match, Wanted } from './machine-index.js';
import { MachineIndex } from './machine-index.js';
import { MachineStore } from './machine-store.js';
import { mergeDisks, mergeFacts } from './merge.js';
import { PackedMachines } from './packed/packed-machines.js';
import type { Place } from './place.js';
import { quote, refOf, report } from './place.js';
import { Later } from './later.js';
import { withoutSecrets } from './secrets.js';
import type { TableRow } from './table-row.js';

/** What became of a row about a machine. */
export type Joined = 'servers' | 'merged' | 'attached' | { readonly ignore: string } | { readonly reject: Fault };

/** The machines of a run, joined from the rows of all tables. */
export class Machines {
  readonly #machines = new MachineStore();
  readonly #index = new MachineIndex(this.#machines);
  readonly #later = new Later();
  readonly #log: FindingLog;
  /** Ids with `#`, so that a machine that is really called so does not get the same. */
  readonly #numbered = new Set<string>();
  readonly #ignored = new Map<string, string>();
  /** Table that the disks of a machine come from, where it is not the machine's own. */
  readonly #diskTables = new Map<number, number>();

  constructor(log: FindingLog) {
    this.#log = log;
  }

  get index(): MachineIndex {
    return this.#index;
  }

  idOf(at: number): string | undefined {
    return this.#machines.idOf(at);
  }

  /** Opens a table whose machines may stay packed: the first one, for rows of later ones are joined by more than their names. */
  openPacked(place: Place, readers: readonly ColumnReader[]): PackedMachines | undefined {
    if (place.table > 0 || this.#machines.length > 0) return undefined;
    const packed = PackedMachines.of(place, readers);
    if (packed !== undefined) this.#index.keepMarks();
    return packed;
  }

  /**
   * Takes a row as that of a machine which no other row is about so far, without making it.
   * @returns false where it is not plainly that, and is to be read as other rows are
   */
  pack(packed: PackedMachines, cells: TableRow, row: number): boolean {
    const at = this.#machines.length;
    const marked = packed.keep(at, cells, row);
    if (marked === undefined) return false;
    if (this.#numbered.size > 0 && this.#numbered.has(packed.name(at))) return false;
    if (!this.#index.claim(marked)) return false;
    this.#machines.addPacked(packed);
    return true;
  }

  /** A row that is a machine: a new one, or one of those known. */
  server(facts: Facts, place: Place, row: number): Joined {
    const wanted = this.#wanted(facts, place);
    const match = this.#matchServer(wanted, facts, row);
    if (match === 'several') return { reject: severalFault(facts) };
    if (match === undefined) {
      this.#create(facts, wanted, row);
      return 'servers';
    }
    this.#join(match, facts, wanted, row, 'server');
    return 'merged';
  }

  /** A row that says something about a machine of another table. */
  attach(facts: Facts, place: Place, row: number): Joined {
    const wanted = this.#wanted(facts, place);
    const match = this.#matchAttached(wanted);
    if (match === 'several') return { reject: severalFault(facts) };
    if (match === undefined) {
      const ignored = wanted.names
        .map(({ short }) => this.#ignored.get(short))
        .find((because) => because !== undefined);
      return ignored === undefined ? { reject: unknownFault(facts) } : { ignore: ignored };
    }
    this.#join(match, facts, wanted, row, 'attach');
    return 'attached';
  }

  /** Rows of other tables about a machine that was ignored share its fate. */
  ignore(facts: Facts, because: string): void {
    if (facts.name !== undefined) this.#ignored.set(nameKey(facts.name).short, because);
  }

  host(facts: Facts): void {
    if (facts.name !== undefined) this.#later.host(nameKey(facts.name).short, facts);
  }

  /** All machines, completed with what only the whole input tells. */
  finish(): Listing<Server> {
    this.#later.finish(this.#machines, this.#log);
    return this.#machines.servers();
  }

  #wanted(facts: Facts, place: Place): Wanted {
    const names: NameKey[] = [];
    if (facts.name !== undefined) names.push(nameKey(facts.name));
    if (facts.fqdn !== undefined) {
      const key = nameKey(facts.fqdn);
      if (key.short !== names[0]?.short || key.domain !== names[0].domain) names.push(key);
    }
    return {
      names,
      uuid: facts.uuid === undefined ? undefined : uuidOf(facts.uuid),
      key: facts.key,
      ips: facts.ips,
      place,
    };
  }

  #matchServer(wanted: Wanted, facts: Facts, row: number): Match | 'several' | undefined {
    const byId = this.#byId(wanted);
    if (byId !== undefined) {
      const known = this.#machines.at(byId);
      const clone =
        this.#index.tableOf(byId) === wanted.place.table && known !== undefined && this.#otherName(known, wanted);
      if (!clone) return { at: byId, by: 'uuid' };
      report(this.#log, 'warning', wanted.place, row, {
        code: 'duplicate-uuid',
        value: wanted.uuid ?? wanted.key ?? '',
        message: `is the id of both ${quote(known.name)} and ${quote(facts.name ?? '')}, which stay two machines`,
        remedy: 'give a cloned machine a UUID of its own, or remove the row that is not there any more',
      });
      return undefined;
    }
    if (wanted.place.table > 0) {
      const at = this.#index.matchIp(wanted);
      if (at !== undefined && !this.#namesAnother(at, wanted)) return { at, by: 'ip' };
    }
    return this.#index.hasName(wanted) ? byName(this.#index.matchName(wanted, true)) : undefined;
  }

  #matchAttached(wanted: Wanted): Match | 'several' | undefined {
    const byId = this.#byId(wanted);
    if (byId !== undefined) return { at: byId, by: 'uuid' };
    const named = byName(this.#index.matchName(wanted, false));
    if (named !== undefined && named !== 'several') return named;
    const at = this.#index.matchIp(wanted);
    return at === undefined ? named : { at, by: 'ip' };
  }

  #byId({ uuid, key, place }: Wanted): number | undefined {
    return (
      (uuid === undefined ? undefined : this.#index.byUuid(uuid)) ??
      (key === undefined ? undefined : this.#index.byKey(place.format, key))
    );
  }

  #otherName(known: Machine, { names: [name] }: Wanted): boolean {
    return name !== undefined && nameKey(known.name).short !== name.short;
  }

  /** The row's name is that of another machine than the one that has its address. */
  #namesAnother(at: number, wanted: Wanted): boolean {
    const named = this.#index.matchName(wanted, true);
    return named.length > 0 && !named.includes(at);
  }

  #create(facts: Facts, wanted: Wanted, row: number): void {
    const { place, uuid } = wanted;
    const at = this.#machines.length;
    // What stands where a UUID should and is none still tells the machine from others.
    const name = facts.name ?? facts.fqdn ?? facts.ips[0] ?? uuid ?? facts.key ?? facts.uuid ?? '';
    const id =
      this.#index.hasName(wanted) || this.#numbered.size > 0 || wanted.names.length === 0
        ? this.#freeId(name, place, row)
        : name;
    // An address or a key that stands for a name is not in the index of names.
    if (wanted.names.length === 0) this.#numbered.add(id);
    const machine = machineOf(id, name, uuid, facts, refOf(place, row));
    this.#hideSecrets(machine, place, row);
    this.#index.add(at, wanted);
    this.#machines.add(machine);
    this.#later.add(at, facts, place);
  }

  /** The name, or `name#2` where another machine has it. */
  #freeId(name: string, place: Place, row: number): string {
    const others = this.#index.byName(nameKey(name).short);
    if (others.length === 0 && !this.#numbered.has(name)) return name;
    const first = this.#machines.at(others[0] ?? -1);
    if (first?.name.toLowerCase() !== name.toLowerCase() && !others.some((at) => this.#machines.idOf(at) === name))
      return name;
    let number = others.length + 1;
    while (this.#numbered.has(`${name}#${number}`)) number += 1;
    const id = `${name}#${number}`;
    this.#numbered.add(id);
    report(this.#log, 'warning', place, row, {
      code: 'duplicate-name',
      value: name,
      message: `is the name of ${others.length + 1} machines, told apart by UUID, key or address; this one is called ${id} here`,
      remedy: 'rename one, or remove the row that is not there any more',
    });
    return id;
  }

  #join({ at, by }: Match, facts: Facts, wanted: Wanted, row: number, role: 'server' | 'attach'): void {
    const machine = this.#machines.at(at);
    if (machine === undefined) return;
    const telling = { log: this.#log, place: wanted.place, row };
    mergeFacts(machine, facts, wanted.uuid, telling);
    if (facts.disks.length > 0) {
      const from = this.#diskTables.get(at) ?? (machine.disks.length > 0 ? this.#index.tableOf(at) : undefined);
      if (from === undefined) this.#diskTables.set(at, wanted.place.table);
      mergeDisks(machine, facts, from === undefined || from === wanted.place.table, telling);
    }
    if (facts.description !== undefined || facts.tags !== undefined) this.#hideSecrets(machine, wanted.place, row);
    const { file, sheet, table } = wanted.place;
    const known = machine.joined.some(({ at: other }) => other.file === file && other.sheet === sheet);
    if (role === 'server' || (table !== this.#index.tableOf(at) && !known)) {
      if (machine.joined.length < mostJoins) machine.joined = [...machine.joined, { at: refOf(wanted.place, row), by }];
    }
    this.#index.learn(at, role === 'server' ? wanted : { ...wanted, names: [] });
    this.#later.add(at, facts, wanted.place);
  }

  #hideSecrets(machine: Machine, place: Place, row: number): void {
    const { description, tags } = machine;
    if (description === undefined && tags === undefined) return;
    const safe = withoutSecrets(description, tags);
    if (safe === undefined) return;
    machine.description = safe.description;
    machine.tags = safe.tags;
    report(this.#log, 'warning', place, row, {
      code: 'secret-in-notes',
      message: `the notes of ${quote(machine.name)} hold what looks like a password; it is not shown`,
      remedy: 'remove it from the notes, and change the password: everybody who could export the inventory has it',
    });
  }
}

const mostJoins = 1000;

const byName = (found: readonly number[]): Match | 'several' | undefined => {
  const [at] = found;
  return at === undefined ? undefined : found.length > 1 ? 'several' : { at, by: 'name' };
};

const called = (facts: Facts): string => facts.name ?? facts.fqdn ?? facts.key ?? facts.uuid ?? facts.ips[0] ?? '';

const unknownFault = (facts: Facts): Fault => ({
  code: 'unknown-machine',
  value: called(facts),
  message: 'is in no server list',
  remedy: 'add the server list',
});

const severalFault = (facts: Facts): Fault => ({
  code: 'several-machines',
  value: called(facts),
  message: 'is the name of several machines',
  remedy: 'add a column with the UUID or the IP address',
});
