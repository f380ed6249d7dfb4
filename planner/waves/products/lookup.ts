import type { Server } from '../../model/server.js';
import { shortName } from './names.js';

/** The machines of the inventory in the order of their ids, so that nothing below depends on the order of the rows. */
export class ServerLookup {
  readonly servers: readonly Server[];
  readonly #ids = new Map<string, number>();
  #names: Map<string, number> | undefined;

  constructor(servers: readonly Server[]) {
    this.servers = servers.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    for (const [index, { id }] of this.servers.entries()) this.#ids.set(id, index);
  }

  /** Index of `Server.id`. */
  byId(id: string): number | undefined {
    return this.#ids.get(id);
  }

  /** Index of a machine as people write it: its id, else its name, FQDN or host name without domain, whatever the case. */
  byName(name: string): number | undefined {
    const exact = this.#ids.get(name);
    if (exact !== undefined) return exact;
    this.#names ??= this.#index();
    const plain = name.trim().toLowerCase();
    return this.#names.get(plain) ?? this.#names.get(shortName(plain));
  }

  /** Stronger names are entered first and are never overwritten. */
  #index(): Map<string, number> {
    const names = new Map<string, number>();
    const enter = (name: string | undefined, index: number): void => {
      if (name !== undefined && name !== '' && !names.has(name)) names.set(name, index);
    };
    for (const [index, { id }] of this.servers.entries()) enter(id.toLowerCase(), index);
    for (const [index, { name, fqdn }] of this.servers.entries()) {
      enter(name.toLowerCase(), index);
      enter(fqdn?.toLowerCase(), index);
    }
    for (const [index, { name }] of this.servers.entries()) enter(shortName(name), index);
    return names;
  }
}
