import { FindingLog, type Finding } from '../model/finding.js';
import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { BillItem } from './bill.js';
import { daysAfter, lastDeparture, never, stays, type Departure, type Places, type Schedule } from './schedule.js';
import type { TodayCost } from './today.js';

/** A monthly payment to the datacenter, whole months, until a day. */
export interface LegacyPayment {
  readonly monthlyCents: Cents;
  /** From here what it pays for serves nobody any more. */
  readonly idleFrom: number;
  /** First day that is not paid; `Infinity` = never ends. */
  readonly end: number;
}

export interface Legacy {
  /** Few: payments with the same days are one. */
  readonly payments: readonly LegacyPayment[];
  readonly findings: readonly Finding[];
}

/**
 * When every item of today's cost ends.
 * A `server` item ends with its server; a `rack` item with the last server in the rack, a `flat` one with the last of all, and both not before
 * the contract has ended. An item with `until` is paid to that day whatever happens, and ends with its servers after it.
 */
export function legacyOf(today: TodayCost, servers: readonly Server[], schedule: Schedule, places: Places): Legacy {
  const log = new FindingLog();
  const departures = schedule.moves.map(({ cutover, decommission }): Departure => ({ cutover, leaves: decommission }));
  const last = lastDeparture(schedule.moves);
  const after = daysAfter(schedule.start);
  const contract = after(schedule.contractEnd);
  const idOf = namesOf(today, servers);
  const retained = schedule.retained.length > 0;
  const payments = new Map<number, Map<number, number>>();
  const pay = (idleFrom: number, end: number, amount: number) => {
    const sameEnd = payments.get(end);
    if (sameEnd === undefined) payments.set(end, new Map([[idleFrom, amount]]));
    else sameEnd.set(idleFrom, (sameEnd.get(idleFrom) ?? 0) + amount);
  };

  const departureOf = (item: BillItem, name: string): Departure => {
    const id = idOf(name);
    if (id === undefined) log.add(unknownServer(item, name, today.source));
    const place = id === undefined ? undefined : places.get(id);
    return place === stays ? never : place === undefined ? last : (departures[place] ?? last);
  };

  for (const item of today.items) {
    const { scope, until } = item;
    const [only] = item.servers;
    if (until !== undefined && schedule.start === undefined) log.add(needsStart(item, today.source));
    if (scope === 'server' && until === undefined && only !== undefined) {
      // By far the most frequent kind: a bill by server, the cost column of the inventory, the model.
      const { cutover, leaves } = departureOf(item, only);
      pay(cutover, leaves, item.monthlyCents);
      continue;
    }
    const named = item.servers.map((name) => departureOf(item, name));
    const { idleFrom, end } = ending(item, named, { last, until: after(until), contract, retained });
    pay(idleFrom, end, item.monthlyCents);
  }
  const bound = ({ scope, until }: BillItem) => scope !== 'server' && (after(until) ?? contract) !== undefined;
  if (retained && today.items.some(bound)) log.add(retainedAfter(schedule));
  return {
    payments: [...payments].flatMap(([end, amounts]) =>
      [...amounts].map(([idleFrom, amount]) => ({ monthlyCents: cents(amount), idleFrom, end })),
    ),
    findings: log.list(),
  };
}

interface Limits {
  readonly last: Departure;
  readonly until: number | undefined;
  readonly contract: number | undefined;
  readonly retained: boolean;
}

function ending(item: BillItem, named: readonly Departure[], { last, until, contract, retained }: Limits) {
  const everything = item.scope === 'flat' || named.length === 0;
  const leaving = everything ? last : latest(named.filter(({ leaves }) => leaves !== never.leaves));
  const remains = everything ? retained : named.some(({ leaves }) => leaves === never.leaves);
  const paidTo = until ?? (item.scope === 'server' ? undefined : contract);
  // A rack whose contract ends cannot stay for the sake of one retained server.
  const forever = remains && (item.scope === 'server' || paidTo === undefined);
  if (forever || leaving === undefined) return { idleFrom: never.cutover, end: never.leaves };
  return { idleFrom: leaving.cutover, end: Math.max(leaving.leaves, paidTo ?? leaving.leaves) };
}

function latest(departures: readonly Departure[]): Departure | undefined {
  if (departures.length === 0) return undefined;
  let [cutover, leaves] = [0, 0];
  for (const departure of departures) {
    cutover = Math.max(cutover, departure.cutover);
    leaves = Math.max(leaves, departure.leaves);
  }
  return { cutover, leaves };
}

/** A bill names servers as people do; the inventory's and the model's own items name ids. */
function namesOf(today: TodayCost, servers: readonly Server[]): (name: string) => string | undefined {
  if (today.kind !== 'bill') return (name) => name;
  if (today.items.every((item) => item.servers.length === 0)) return () => undefined;
  const ids = new Map<string, string>();
  const add = (name: string, id: string) => {
    const key = name.toLowerCase();
    if (!ids.has(key)) ids.set(key, id);
  };
  for (const { id, name } of servers) {
    add(id, id);
    add(name, id);
  }
  for (const { id, fqdn } of servers) if (fqdn !== undefined) add(fqdn, id);
  return (name) => ids.get(name.toLowerCase()) ?? ids.get(name.toLowerCase().split('.', 1)[0] ?? '');
}

const at = (item: BillItem, source: string): Pick<Finding, 'file' | 'row'> => ({
  file: source,
  ...(item.row === undefined ? {} : { row: item.row }),
});

const unknownServer = (item: BillItem, name: string, source: string): Finding => ({
  severity: 'warning',
  code: 'bill-unknown-server',
  ...at(item, source),
  column: 'server',
  value: name,
  message: `${name} is in the bill but not in the inventory; its cost is taken to end with the last server`,
  remedy: 'Write the name as the inventory has it, or add the server to the inventory.',
});

const needsStart = (item: BillItem, source: string): Finding => ({
  severity: 'warning',
  code: 'bill-needs-start',
  ...at(item, source),
  column: 'until',
  value: item.until ?? '',
  message: 'a date in the bill means nothing while the plan has no start; the item ends with its servers',
  remedy: 'Give the first day of the plan: --start YYYY-MM-DD or plan.start.',
});

const retainedAfter = ({ retained }: Schedule): Finding => ({
  severity: 'warning',
  code: 'retained-after-contract',
  message: `${retained.length === 1 ? '1 server stays' : `${retained.length} servers stay`} when the datacenter's contract ends: what their new place costs is not in the figures`,
  remedy: 'Find them a place, or let them move or retire.',
});
