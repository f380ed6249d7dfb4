import type { Bound } from '../bind.js';
import { bindColumns } from '../bind.js';
import { plainColumns } from '../columns.js';
import { isMachineField, ruleOf } from '../fields.js';
import type { Column, Header, MachineField, MachineTable } from '../format.js';

/** A header name and the field it is to be read as: `plan.columns` of the estate file. */
export type Mapping = readonly Column<MachineField>[];

const identity = new Set<MachineField>(['name', 'fqdn', 'uuid', 'ips', 'key']);
const usage =
  /^(?:cpuPct|cpuMHz|memoryPct|memoryGiB|disk(?:Read|Write)?(?:Iops|MiBps)|network(?:In|Out)?Mbps)\.|^(?:at|days|coverage|cpuReadyPct|coStopPct|ballooned|swapped)$/;

export interface PlainTable {
  readonly table: MachineTable;
  readonly bound: readonly Bound[];
}

/**
 * Any list of machines, by the names of its columns. A list that says only what machines use (and when) is no server list: it is attached to
 * one, and with times its figures are a series.
 *
 * @returns undefined when no column identifies a machine
 */
export function plainTable(header: Header, mapping: Mapping): PlainTable | undefined {
  const bound = bindPlain(header, mapping);
  if (!bound.some(({ field }) => identity.has(field))) return undefined;
  const others = bound.filter(({ field }) => !identity.has(field));
  const used = others.some(({ field }) => field.includes('.'));
  const onlyUsage = used && others.every(({ field }) => usage.test(field));
  const timed = onlyUsage && others.some(({ field }) => field === 'at');
  // A list of servers may well have a column "Date": it says nothing about a server.
  const kept = timed ? bound.map(asSeries) : onlyUsage ? bound : bound.filter(({ field }) => field !== 'at');
  return {
    table: { id: onlyUsage ? 'usage' : 'servers', role: onlyUsage ? 'attach' : 'server', needs: [], columns: [] },
    bound: kept,
  };
}

/** Each column once: mapped first, then by the most telling alias. */
function bindPlain(header: Header, mapping: Mapping): readonly Bound[] {
  const taken = new Set<number>();
  return [...bindColumns(mapping, header), ...bindColumns(plainColumns, header)].filter(({ at }) => {
    const free = !taken.has(at);
    taken.add(at);
    return free;
  });
}

/** With times, an average is one point of many. */
function asSeries(bound: Bound): Bound {
  const field = bound.field.replace(/\.average$/, '.series');
  return isMachineField(field) ? { ...bound, field, rule: ruleOf(field) } : bound;
}
