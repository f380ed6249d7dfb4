import type { Deployment, Estate, EstateDocument, Path } from '../../../estate/index.js';
import { formatPath, inGiB } from '../../../estate/index.js';
import type { FindingLog } from '../../model/finding.js';
import type { Plan } from '../../plan/plan.js';
import { leaveOf } from './leave.js';
import { oneLine } from './names.js';
import type { Part } from './part.js';
import type { Placed } from './placed.js';

/** Tells what the plan would write differently from what people wrote; with line and path, since nothing of it is changed. */
export class Differences {
  readonly #document: EstateDocument;
  readonly #log: FindingLog;

  constructor(document: EstateDocument, log: FindingLog) {
    this.#document = document;
    this.#log = log;
  }

  /** @param path where the difference is in the file */
  tell(path: Path, message: string, remedy: string, severity: 'info' | 'warning' = 'info'): void {
    this.#log.add({
      severity,
      code: 'estate-differs',
      file: this.#document.file,
      row: this.#document.locate(path).line,
      value: formatPath(path),
      message: `${formatPath(path)}: ${message}`,
      remedy,
    });
  }

  /** Servers that the file names and the inventory has not, and servers that the plan puts elsewhere. */
  places(plan: Plan, { places, gone }: Placed): void {
    for (const { name, path } of gone) {
      this.tell(
        path,
        `${oneLine(name, 80)} is not in the inventory`,
        'remove it when the server is gone, or correct the name',
        'warning',
      );
    }
    for (const { name, servers } of plan.waves.products) {
      for (const server of servers) {
        const place = places.get(server);
        if (place !== undefined && place.product !== name)
          this.tell(
            place.path,
            `the plan puts ${oneLine(server, 80)} into the product ${name}`,
            'move it, or leave it as it is',
          );
      }
    }
    for (const { server, as } of leaveOf(plan)) {
      const place = places.get(server);
      if (place !== undefined && place.as !== as)
        this.tell(place.path, `the plan would ${as} ${oneLine(server, 80)}`, 'change it, or leave it as it is');
    }
  }

  /** A part whose servers the file knows: what it says, and what the plan would say. */
  part(estate: Estate, product: string, part: Part): void {
    const deployment = baseOf(estate, product);
    const path: Path = ['products', product, part.section, part.name];
    const there = deployment === undefined ? undefined : factsOf(deployment, part);
    if (there === undefined) {
      const what = [part.body['kind'], part.body['type']].find((text) => typeof text === 'string') ?? '';
      this.tell(
        ['products', product],
        `the plan would write ${part.section}.${part.name} (${what}) for ${oneLine(part.servers.join(', '), 120)}`,
        'nothing to do where something else stands in its place',
      );
      return;
    }
    for (const [key, now] of Object.entries(there)) {
      const body = part.body[key];
      const planned = typeof body === 'number' || typeof body === 'string' ? `${body}` : now;
      if (planned !== now)
        this.tell([...path, key], `${now} here, the plan would write ${planned}`, 'change it, or pin the server');
    }
  }
}

/** The product as it is where it is cut over to. */
const baseOf = (estate: Estate, name: string): Deployment | undefined => {
  const product = estate.products[name];
  return product?.in[product.cutover.env];
};

/** What a fleet or store of the file says, by the keys of a part's body; undefined when there is none of its name. */
function factsOf({ fleets, data }: Deployment, { section, name }: Part): Readonly<Record<string, string>> | undefined {
  if (section === 'fleets') {
    const fleet = fleets[name];
    if (fleet === undefined) return undefined;
    const count = fleet.kind === 'rehosted' ? '1' : fleet.count.min === fleet.count.max ? `${fleet.count.min}` : '';
    return { type: fleet.type, os: fleet.os, ...(count !== '' && { count }) };
  }
  const store = data[name];
  if (store === undefined) return undefined;
  return {
    kind: store.kind,
    ...('type' in store && { type: store.type }),
    ...('version' in store && store.version !== undefined && { version: store.version }),
    ...('edition' in store && { edition: store.edition }),
    ...('storage' in store && { storage: `${inGiB(store.storage)}GiB` }),
  };
}
