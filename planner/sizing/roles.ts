import type { Server } from '../model/server.js';
import { memo } from './memo.js';
import { applications, merelyTalks, roles, type RoleRow } from './role-table.js';

/** What a machine was taken for, and why. */
export interface Role {
  readonly row: RoleRow;
  /** Strong: software, an operating system or a port says so, and it does nothing else. Weak: a name or a description suggests it. */
  readonly strength: 'strong' | 'weak';
  /** It was seen to run, rather than guessed from words of people. */
  readonly seen: boolean;
  /** Its id, and what gave it away: `PostgreSQL 9.6`, `port 5432`, `its name`. */
  readonly said: { readonly id: string; readonly evidence: string };
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
const rank = new Map(roles.map((row, index) => [row, index]));
const rankOf = (row: RoleRow): number => rank.get(row) ?? roles.length;

const role = (row: RoleRow, strength: Role['strength'], seen: boolean, evidence: string): Role => ({
  row,
  strength,
  seen,
  said: { id: row.id, evidence },
});

const runsOn = (row: RoleRow, windows: boolean): boolean => row.on === undefined || (row.on === 'windows') === windows;

/** Rows that a text names as software; text that only names a client or an agent of it does not count. */
const rowsInText = (text: string, among: readonly RoleRow[]): readonly RoleRow[] =>
  among.filter((row) => row.software?.test(text) === true && !merelyTalks(text, row));

/** A role that words suggest, if they are of a machine with Windows and if not. */
interface Suggestion {
  readonly windows: Role | undefined;
  readonly other: Role | undefined;
}

function suggestion(rows: readonly RoleRow[], evidence: string): Suggestion {
  const first = (windows: boolean): Role | undefined => {
    const row = rows.find((each) => runsOn(each, windows));
    return row === undefined ? undefined : role(row, 'weak', false, evidence);
  };
  return { windows: first(true), other: first(false) };
}

/** What the words of a short name suggest, digits apart: `sql-prod-2` -> `sql`, `prod`. */
function readStem(stem: string): Suggestion {
  const rows = stem.split(/[^a-z]+/).flatMap((word) => {
    const whole = rowsOfName.get(word);
    if (whole !== undefined) return whole;
    return endings.filter(({ end }) => word.length > end.length + 1 && word.endsWith(end)).map(({ row }) => row);
  });
  return suggestion(rows, 'its name');
}

/** A short name with a blank for each of its numbers. Most end with one and have no other, which is told without a pattern. */
function stemOf(name: string): string {
  let end = name.length;
  while (end > 0 && isDigit(name.charCodeAt(end - 1))) end -= 1;
  for (let at = 0; at < end; at += 1) if (isDigit(name.charCodeAt(at))) return name.replaceAll(/\d+/g, ' ');
  return end === name.length ? name : `${name.slice(0, end)} `;
}

/** Whether a name has a stem that ends with a number: what is before the number, and then digits to its end or its first dot. */
function hasStem(name: string, stem: string): boolean {
  const number = stem.length - 1;
  if (name.length <= number) return false;
  for (let at = 0; at < number; at += 1) if (name.charCodeAt(at) !== stem.charCodeAt(at)) return false;
  let at = number;
  while (at < name.length && isDigit(name.charCodeAt(at))) at += 1;
  return at > number && (at >= name.length || name.charCodeAt(at) === dot);
}

const dot = 46;
const blank = 32;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** What one piece of evidence speaks for. */
interface Evidence {
  readonly text: string;
  readonly rows: readonly RoleRow[];
  /** It is an application, beside which a database or cache does not stand alone. */
  readonly application: boolean;
}

const readText = (text: string): Evidence => ({
  text,
  rows: rowsInText(text, roles),
  application: applications.test(text),
});

/** A role seen to run; weak when the machine does other things too. */
function strongest(evidence: readonly Evidence[], windows: boolean): Role | undefined {
  let best: RoleRow | undefined;
  let text = '';
  for (const each of evidence) {
    for (const row of each.rows) {
      if (!runsOn(row, windows) || (best !== undefined && rankOf(row) >= rankOf(best))) continue;
      best = row;
      text = each.text;
    }
  }
  if (best === undefined) return undefined;
  const beside = best.alone === true ? otherJob(evidence, best, windows) : undefined;
  return beside === undefined ? role(best, 'strong', true, text) : role(best, 'weak', true, `${text} beside ${beside}`);
}

/** An application or another service on the same machine. */
function otherJob(evidence: readonly Evidence[], best: RoleRow, windows: boolean): string | undefined {
  for (const { text, rows, application } of evidence) {
    if (application && !rows.some(({ id }) => id === best.id)) return text;
    const other = rows.find(
      (row) => row.service !== undefined && row.id !== best.id && runsOn(row, windows) && !isSameEngine(row, best),
    );
    if (other !== undefined) return other.name;
  }
  return undefined;
}

/** MariaDB answers on MySQL's port. */
const isSameEngine = (a: RoleRow, b: RoleRow): boolean => a.id === 'mysql' && b.id === 'mariadb';

export function readRoles(): RoleReader {
  const inText = memo(readText);
  const inStem = memo(readStem);
  const inDescription = memo((text: string) => suggestion(rowsInText(text, described), 'its description'));

  // Rows with the same text share the list of their software.
  const bySoftware = {
    windows: memo((software: readonly string[]) => ({ role: strongest(software.map(inText), true) })),
    other: memo((software: readonly string[]) => ({ role: strongest(software.map(inText), false) })),
  };

  function seen({ software, os }: Server, ports: ReadonlySet<number>, windows: boolean): Role | undefined {
    const ownOs = os !== undefined && os.family === 'other' ? os.name : undefined;
    if (software.length === 0 && ports.size === 0 && ownOs === undefined) return undefined;
    if (ports.size === 0 && ownOs === undefined)
      return (windows ? bySoftware.windows : bySoftware.other)(software).role;
    let evidence = software.map(inText);
    if (ownOs !== undefined) evidence.push(inText(ownOs));
    if (ports.size > 0) {
      const byPort = [...ports]
        .toSorted((a, b) => a - b)
        .map((port) => ({
          text: `port ${port}`,
          rows: rowsOfPort.get(port) ?? [],
          application: false,
        }));
      evidence = [...evidence, ...byPort];
    }
    return strongest(evidence, windows);
  }

  // Names often come sorted: web01, web02. To see that one has the stem of the one before takes a tenth of looking it up.
  let lastStem = '';
  let last: Suggestion | undefined;

  function inName(name: string): Suggestion {
    if (last !== undefined && hasStem(name, lastStem)) return last;
    const end = name.indexOf('.');
    const stem = stemOf((end > 0 ? name.slice(0, end) : name).toLowerCase());
    const found = inStem(stem);
    last = stem.charCodeAt(stem.length - 1) === blank && stem.charCodeAt(0) !== dot ? found : undefined;
    lastStem = stem;
    return found;
  }

  function guessed({ name, description }: Server, windows: boolean): Role | undefined {
    const named = windows ? inName(name).windows : inName(name).other;
    // A description names an engine where a name only says `db`.
    if (description === undefined || named?.row.service !== undefined) return named;
    const suggested = inDescription(description);
    return (windows ? suggested.windows : suggested.other) ?? named;
  }

  return {
    roleOf(server, ports) {
      const windows = server.os?.family === 'windows';
      return seen(server, ports, windows) ?? guessed(server, windows);
    },
  };
}
