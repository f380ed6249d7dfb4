import type { Listing } from '../model/listing.js';
import type { Server } from '../model/server.js';
import type { Machine } from './machine.js';
import { settled } from './machine.js';
import type { PackedMachines } from './packed/packed-machines.js';
import { ServerView } from './packed/server-view.js';

/** The machines of a run by their numbers: made ones, and those that are still packed as they were read. */
export class MachineStore {
  readonly #made: (Machine | undefined)[] = [];
  #packed: PackedMachines | undefined;

  get length(): number {
    return this.#made.length;
  }

  add(machine: Machine): void {
    this.#made.push(machine);
  }

  /** The next machine is one of these. A run packs those of one table. */
  addPacked(packed: PackedMachines): void {
    this.#packed = packed;
    this.#made.push(undefined);
  }

  /** The machines that are packed, where this is one of them. */
  packed(at: number): PackedMachines | undefined {
    return at < this.#made.length && this.#made[at] === undefined ? this.#packed : undefined;
  }

  /** A machine to be looked at or changed: a packed one is unpacked for good. */
  at(at: number): Machine | undefined {
    const packed = this.packed(at);
    return packed === undefined ? this.#made[at] : (this.#made[at] = packed.machine(at));
  }

  /** What it is called in the plan. */
  idOf(at: number): string | undefined {
    return this.packed(at)?.name(at) ?? this.#made[at]?.id;
  }

  /** Those that are made. */
  made(): readonly Machine[] {
    return this.#made.filter((machine) => machine !== undefined);
  }

  /** All of them, once nothing is joined any more. */
  servers(): Listing<Server> {
    const packed = this.#packed;
    return packed === undefined ? this.made() : new Servers(this.#made, packed);
  }
}

/** Servers of which most are made when they are asked for. */
class Servers implements Listing<Server> {
  readonly #made: readonly (Machine | undefined)[];
  readonly #packed: PackedMachines;

  constructor(made: readonly (Machine | undefined)[], packed: PackedMachines) {
    this.#made = made;
    this.#packed = packed;
  }

  get length(): number {
    return this.#made.length;
  }

  at(index: number): Server | undefined {
    const at = index < 0 ? this.#made.length + index : index;
    if (!(at >= 0 && at < this.#made.length)) return undefined;
    return this.#made[at] ?? settled(this.#packed.machine(at));
  }

  each(show: (server: Server, index: number) => void): void {
    const view = new ServerView(this.#packed);
    for (let at = 0; at < this.#made.length; at += 1) show(this.#made[at] ?? view.show(at), at);
  }

  *[Symbol.iterator](): Iterator<Server> {
    for (let at = 0; at < this.#made.length; at += 1) yield this.#made[at] ?? settled(this.#packed.machine(at));
  }
}
