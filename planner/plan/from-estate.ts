import type { Estate } from '../../estate/index.js';
import { type Listing, mapped } from '../model/listing.js';
import type { Server } from '../model/server.js';
import type { SizingOptions } from '../sizing/options.js';

/** Servers whose recommendation a person has overridden: `plan.pins`. */
export function pinsOf(estate: Estate | undefined): SizingOptions['pins'] {
  return Object.fromEntries(
    Object.entries(estate?.plan.pins ?? {}).map(([server, { type, why = 'plan.pins' }]) => [server, { type, why }]),
  );
}

/** The servers with what people decided in `plan.leave`: it outranks what their row says. */
export function decided(servers: Listing<Server>, estate: Estate | undefined): Listing<Server> {
  const leave = new Map(Object.entries(estate?.plan.leave ?? {}).map(([name, { as }]) => [name.toLowerCase(), as]));
  if (leave.size === 0) return servers;
  return mapped(servers, (server) => {
    const disposition = leave.get(server.name.toLowerCase());
    return disposition === undefined ? server : { ...server, disposition };
  });
}
