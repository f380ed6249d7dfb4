import type { Flow } from '../model/flow.js';
import { textOf } from './cells.js';
import type { Column, Fault, FlowFacts, FlowField, Header } from './format.js';
import { nameKey } from './identity.js';
import type { Machines } from './machines.js';
import { numberIn } from './numbers.js';
import type { Place } from './place.js';
import type { TableRow } from './table-row.js';

/** Sets one field of a flow; false when the text cannot be it. */
type Set = (flow: FlowFacts, text: string) => boolean;

const figure = (text: string, most: number): number | undefined => {
  const value = numberIn(text, '.');
  return value !== undefined && value >= 0 && value <= most ? value : undefined;
};

const setters: Readonly<Record<FlowField, Set>> = {
  fromName: (flow, text) => (flow.fromName ??= text) !== '',
  fromAddress: (flow, text) => (flow.fromAddress ??= text) !== '',
  fromKey: (flow, text) => (flow.fromKey ??= text) !== '',
  toName: (flow, text) => (flow.toName ??= text) !== '',
  toAddress: (flow, text) => (flow.toAddress ??= text) !== '',
  toKey: (flow, text) => (flow.toKey ??= text) !== '',
  port: (flow, text) => (flow.port ??= figure(text, 65_535)) !== undefined,
  protocol: (flow, text) => {
    flow.protocol ??= /^(?:tcp|6)\b/i.test(text) ? 'tcp' : /^(?:udp|17)\b/i.test(text) ? 'udp' : undefined;
    return true;
  },
  process: (flow, text) => (flow.process ??= text) !== '',
  count: (flow, text) => (flow.count ??= figure(text, Number.MAX_SAFE_INTEGER)) !== undefined,
  gbPerDay: (flow, text) => (flow.gbPerDay ??= figure(text, Number.MAX_SAFE_INTEGER)) !== undefined,
};

export interface BoundFlow {
  readonly at: number;
  readonly header: string;
  readonly field: FlowField;
}

export const bindFlow = (columns: readonly Column<FlowField>[], header: Header): readonly BoundFlow[] =>
  columns.flatMap(({ field, headers }) => {
    const at = header.find(...headers);
    const name = header.names[at];
    return name === undefined ? [] : [{ at, header: name, field }];
  });

/** Reads the cells of a flow. @returns the columns that could not be read */
export function readFlow(bound: readonly BoundFlow[], cells: TableRow, flow: FlowFacts): readonly BoundFlow[] {
  let bad: BoundFlow[] | undefined;
  for (const column of bound) {
    const text = textOf(cells.cell(column.at));
    if (text !== undefined && !setters[column.field](flow, text)) (bad ??= []).push(column);
  }
  return bad ?? [];
}

interface Folded extends Omit<Flow, 'count' | 'gbPerDay'> {
  count: number;
  gbPerDay: number | undefined;
}

/** Flows of a run: ends resolved to machines, equal ones folded. */
export class Flows {
  readonly #machines: Machines;
  readonly #folded = new Map<string, Folded>();

  constructor(machines: Machines) {
    this.#machines = machines;
  }

  /** @returns the fault of a flow whose both ends are no known machine */
  add(facts: FlowFacts, place: Place): Fault | undefined {
    const from = this.#end(facts.fromName, facts.fromAddress, facts.fromKey, place);
    const to = this.#end(facts.toName, facts.toAddress, facts.toKey, place);
    if (from === undefined && to === undefined) return unknownEnds(facts);
    const fromAddress = facts.fromAddress ?? facts.fromName;
    const toAddress = facts.toAddress ?? facts.toName;
    const { port, protocol, process, gbPerDay } = facts;
    const key = JSON.stringify([from ?? `?${fromAddress}`, to ?? `?${toAddress}`, port, protocol, process]);
    const known = this.#folded.get(key);
    if (known === undefined) {
      this.#folded.set(key, {
        from,
        to,
        fromAddress,
        toAddress,
        port,
        protocol,
        process,
        count: facts.count ?? 1,
        gbPerDay,
      });
      return undefined;
    }
    known.count += facts.count ?? 1;
    if (gbPerDay !== undefined) known.gbPerDay = (known.gbPerDay ?? 0) + gbPerDay;
    return undefined;
  }

  list(): readonly Flow[] {
    return [...this.#folded.values()];
  }

  #end(
    name: string | undefined,
    address: string | undefined,
    key: string | undefined,
    place: Place,
  ): string | undefined {
    const { index } = this.#machines;
    const byKey = key === undefined ? undefined : index.byKey(place.format, key);
    const named = name === undefined ? [] : index.byName(nameKey(name).short);
    const byAddress = address === undefined ? undefined : index.byIp(address.toLowerCase());
    const at = byKey ?? (named.length === 1 ? named[0] : (byAddress ?? named[0]));
    return at === undefined ? undefined : this.#machines.idOf(at);
  }
}

const unknownEnds = ({ fromName, fromAddress, toName, toAddress }: FlowFacts): Fault => ({
  code: 'unknown-machine',
  value: `${fromName ?? fromAddress ?? '?'} -> ${toName ?? toAddress ?? '?'}`,
  message: 'joins two machines that are in no server list',
  remedy: 'add the server list',
});
