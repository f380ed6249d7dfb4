import type { Server } from '../model/server.js';
import { remember } from './memory.js';
import { applications, merelyTalks, roles, type RoleRow } from './role-table.js';

/** What a machine was taken for, and why. */
export interface Role {
  readonly row: RoleRow;
  /** Strong: software, an operating system or a port says so, and it does nothing else. Weak: a name or a description suggests it. */
  readonly strength: 'strong' | 'weak';
  /** `PostgreSQL 9.6`, `port 5432`, `its name`. */
  readonly evidence: string;
  /** It was seen to run, rather than guessed from words of people. */
  readonly seen: boolean;
}

/** Recognises roles. It remembers words and software it has seen: a million names are made of a few hundred words. */
export interface RoleReader {
  roleOf(server: Server, ports: ReadonlySet<number>): Role | undefined;
}

const rowsOfPort = new Map<number, readonly RoleRow[]>();
const rowsOfName = new Map<string, readonly RoleRow[]>();
for (const row of roles.toReversed()) {
  for (const port of row.ports ?? []) rowsOfPort.set(port, [row, ...(rowsOfPort.get(port) ?? [])]);
  for (const name of row.names ?? []) rowsOfName.set(name, [row, ...(rowsOfName.get(name) ?? [])]);
}
const endings = roles.flatMap((row) => (row.nameEnds ?? []).map((end) => ({ end, row })));
const described = roles.filter(({ service }) => service?.kind !== 'shared');

const order = new Map(roles.map((row, index) => [row, index]));
const earlier = (a: RoleRow, b: RoleRow | undefined): RoleRow =>
  b === undefined || (order.get(a) ?? 0) < (order.get(b) ?? 0) ? a : b;

const runsOn = (row: RoleRow, windows: boolean): boolean => row.on === undefined || (row.on === 'windows') === windows;

/** Rows that a text names as software; text that only names a client or an agent of it does not count. */
const rowsInText = (text: string, among: readonly RoleRow[]): readonly RoleRow[] =>
  among.filter((row) => row.software?.test(text) === true && !merelyTalks(text, row));

/** Rows that the words of a short name suggest, digits apart: `sql-prod-2` -> `sql`, `prod`. */
function rowsInStem(stem: string): readonly RoleRow[] {
  const words = stem.split(/[^a-z]+/);
  return words.flatMap((word) => {
    const whole = rowsOfName.get(word);
    if (whole !== undefined) return whole;
    return endings.filter(({ end }) => word.length > end.length + 1 && word.endsWith(end)).map(({ row }) => row);
  });
}

export function readRoles(): RoleReader {
  const bySoftware = new Map<string, readonly RoleRow[]>();
  const byDescription = new Map<string, readonly RoleRow[]>();
  const byStem = new Map<string, readonly RoleRow[]>();
  const applicationIn = new Map<string, { readonly found: boolean }>();

  function strong(server: Server, ports: ReadonlySet<number>, windows: boolean): Role | undefined {
    let found: { readonly row: RoleRow; readonly evidence: string } | undefined;
    const kinds = new Set<string>();
    const take = (row: RoleRow, evidence: string): void => {
      if (!runsOn(row, windows)) return;
      if (row.service !== undefined) kinds.add(row.id);
      if (found === undefined || earlier(row, found.row) !== found.row) found = { row, evidence };
    };
    for (const name of server.software) {
      for (const row of remember(bySoftware, name, (text) => rowsInText(text, roles))) take(row, name);
    }
    const os = server.os?.family === 'other' || server.os === undefined ? (server.os?.name ?? '') : '';
    if (os !== '') for (const row of remember(bySoftware, os, (text) => rowsInText(text, roles))) take(row, os);
    for (const port of ports) {
      for (const row of rowsOfPort.get(port) ?? []) take(row, `port ${port}`);
    }
    if (found === undefined) return undefined;
    const { row, evidence } = found;
    const beside = row.alone === true ? server.software.find((name) => serves(name, row)) : undefined;
    if (beside !== undefined) return { row, strength: 'weak', evidence: `${evidence} beside ${beside}`, seen: true };
    // MariaDB answers on MySQL's port: one engine, two names.
    if (kinds.has('mariadb')) kinds.delete('mysql');
    const others = [...kinds].filter((id) => id !== row.id && !(row.id === 'ad' && (id === 'dns' || id === 'ntp')));
    return row.alone === true && others.length > 0
      ? { row, strength: 'weak', evidence: `${evidence}, among other jobs`, seen: true }
      : { row, strength: 'strong', evidence, seen: true };
  }

  const serves = (name: string, row: RoleRow): boolean =>
    remember(applicationIn, name, (text) => ({ found: applications.test(text) })).found &&
    row.software?.test(name) !== true;

  function weak(server: Server, windows: boolean): Role | undefined {
    const dot = server.name.indexOf('.');
    const short = dot > 0 ? server.name.slice(0, dot) : server.name;
    const stem = short.toLowerCase().replaceAll(/\d+/g, ' ');
    const named = remember(byStem, stem, rowsInStem).find((row) => runsOn(row, windows));
    if (server.description !== undefined) {
      const row = remember(byDescription, server.description, (text) => rowsInText(text, described)).find((each) =>
        runsOn(each, windows),
      );
      // A description names an engine where a name only says `db`.
      if (row !== undefined && (named === undefined || named.service === undefined))
        return { row, strength: 'weak', evidence: 'its description', seen: false };
    }
    return named === undefined ? undefined : { row: named, strength: 'weak', evidence: 'its name', seen: false };
  }

  return {
    roleOf(server, ports) {
      const windows = server.os?.family === 'windows';
      return strong(server, ports, windows) ?? weak(server, windows);
    },
  };
}
