import { nearest } from '../../estate/nearest.js';
import { FindingLog } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import { Account, total } from './account.js';
import { readDocument } from './document.js';
import { isMachineField, machineFields } from './fields.js';
import { Flows } from './flows.js';
import type { Mapping } from './formats/plain.js';
import { headerKey, headerOf } from './header.js';
import { Machines } from './machines.js';
import { quote, report } from './place.js';
import type { HeadRow, Recognised } from './recognise.js';
import { formatOf, isKnownName, recognise } from './recognise.js';
import { readTable } from './read-table.js';
import type { Rows, World } from './table.js';
import { isBlank } from './rows.js';
import type { Input, Known, Source } from './source/open.js';
import { sourcesOf } from './source/open.js';
import { Unreadable } from './source/unreadable.js';

export interface InventoryOptions {
  /** `plan.columns` of the estate file: name of a column -> field it is to be read as. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Called now and then with the number of rows read so far. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Reads any mix of files into one inventory: recognises each by its content, reads server lists before what is said about their servers,
 * joins, and accounts for every row. Pure: the same bytes give the same inventory. Never throws for what a file holds; what cannot be read
 * is a finding.
 */
export function readInventory(inputs: readonly Input[], options: InventoryOptions = {}): Inventory {
  return new Run(options).read(inputs);
}

type RowSource = Extract<Source, { kind: 'rows' }>;

/** Rows that are looked at to find the header. */
const headRows = 50;
/** From this many bytes on machines that are made keep no text of the file; those that stay packed need it. */
const largeText = 32 * 2 ** 20;
/** What a spreadsheet can hold. */
const mostColumns = 16_384;

/** Server lists first: what is said about a machine needs the machine. */
const order = { server: 0, host: 1, ignore: 1, attach: 2, flow: 3 } as const;

/** A table or document to be read when its turn comes. */
interface Job {
  readonly file: string;
  readonly rank: number;
  /** `table` counts them in the order of reading. @returns what must wait until all server lists have been read */
  run(table: number): readonly (() => void)[];
}

function runAll(actions: readonly (() => void)[]): (() => void)[] {
  for (const action of actions) action();
  return [];
}

class Run {
  readonly #log = new FindingLog();
  readonly #machines = new Machines(this.#log);
  readonly #flows = new Flows(this.#machines);
  readonly #accounts: Account[] = [];
  readonly #mapping: Mapping;
  readonly #world: World;

  constructor({ columns = {}, onProgress }: InventoryOptions) {
    this.#mapping = this.#mappingOf(columns);
    let read = 0;
    this.#world = {
      machines: this.#machines,
      flows: this.#flows,
      log: this.#log,
      progress: (rows) => {
        read += rows;
        onProgress?.(read);
      },
    };
  }

  read(inputs: readonly Input[]): Inventory {
    const mapped = new Set(this.#mapping.flatMap(({ headers }) => headers.map(headerKey)));
    const known: Known = {
      isName: (name) => isKnownName(name, mapped),
      isHeader: (names) => formatOf(headerOf(names)) !== undefined,
    };
    const sources = inputs.flatMap((input) =>
      sourcesOf(input, known, (file, error) => this.#unreadable(file, undefined, error)),
    );
    const jobs: Job[] = [];
    const unknown: RowSource[] = [];
    for (const source of sources) {
      if (source.kind === 'document') {
        jobs.push(this.#documentJob(source));
        continue;
      }
      this.#attempt(source.file, source.sheet, () => {
        const recognised = this.#recognise(source);
        if (recognised === undefined) unknown.push(source);
        else jobs.push(this.#tableJob(source, recognised));
      });
    }
    let later: (() => void)[] = [];
    for (const [table, job] of jobs.toSorted((a, b) => a.rank - b.rank).entries()) {
      if (job.rank > 0) later = runAll(later);
      later.push(...job.run(table));
    }
    runAll(later);
    const files = new Set(jobs.map(({ file }) => file));
    for (const source of unknown) this.#skip(source, files.has(source.file));
    return this.#result();
  }

  #documentJob(source: Extract<Source, { kind: 'document' }>): Job {
    const account = this.#accountOf(source.file, undefined);
    const { file } = source;
    return {
      file,
      rank: 0,
      run: (table) => this.#attempt(file, undefined, () => readDocument(source, table, account, this.#world)) ?? [],
    };
  }

  #tableJob(source: RowSource, recognised: Recognised): Job {
    const { file, sheet, notation } = source;
    const account = this.#accountOf(file, sheet);
    const rows: Rows = (each) => source.rows(each, (row) => this.#open(source, row));
    const again: Rows | undefined = source.size > 0 ? (each) => source.rows(each) : undefined;
    const run = (table: number) => {
      const hasSeries = recognised.bound.some(({ field }) => field.endsWith('.series'));
      const place = { file, sheet, format: recognised.format, table, large: source.size > largeText, hasSeries };
      this.#attempt(file, sheet, () => readTable({ place, rows, again, recognised, account, notation }, this.#world));
      return [];
    };
    return { file, rank: order[recognised.table.role], run };
  }

  #mappingOf(columns: Readonly<Record<string, string>>): Mapping {
    return Object.entries(columns).flatMap(([header, field]) => {
      if (isMachineField(field)) return [{ field, headers: [header], unit: 'guess' as const }];
      const meant = nearest(field, machineFields);
      this.#log.add({
        severity: 'error',
        code: 'unknown-field',
        column: header,
        value: field,
        message: `plan.columns reads ${quote(header)} as ${quote(field)}, which is no field of a server`,
        remedy:
          meant === undefined ? 'write one of name, fqdn, ips, uuid, vcpus, memory, storage, os …' : `write ${meant}`,
      });
      return [];
    });
  }

  #accountOf(file: string, sheet: string | undefined): Account {
    const account = new Account(file, sheet);
    this.#accounts.push(account);
    return account;
  }

  #attempt<T>(file: string, sheet: string | undefined, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.#unreadable(file, sheet, error);
      return undefined;
    }
  }

  /** @throws Unreadable where the table breaks off before it is recognised; what it gave before counts */
  #recognise(source: RowSource): Recognised | undefined {
    const head: HeadRow[] = [];
    let broken: Error | undefined;
    try {
      source.rows((cells, row) => {
        if (cells.length > mostColumns) {
          throw new Unreadable(
            'too-many-columns',
            `has ${cells.length} columns; at most ${mostColumns} are read`,
            'keep the columns that matter',
          );
        }
        if (!isBlank(cells)) head.push({ cells: cells.cells(), row });
        return head.length < headRows;
      });
    } catch (error) {
      broken = error instanceof Error ? error : new Error('it cannot be read');
    }
    const recognised = recognise(head, this.#mapping);
    if (recognised === undefined && broken !== undefined) throw broken;
    return recognised;
  }

  #open({ file, sheet }: RowSource, row: number): void {
    report(this.#log, 'warning', { file, sheet }, row, {
      code: 'open-quote',
      message: 'a quote in this row is never closed; the row is read as it stands',
      remedy: 'close the quote, or write it twice',
    });
  }

  /** Accounts for a table in which no column is known. */
  #skip(source: RowSource, beside: boolean): void {
    let rows = 0;
    let header: readonly string[] = [];
    const count: Rows = source.rows.bind(source);
    this.#attempt(source.file, source.sheet, () =>
      count((cells) => {
        if (isBlank(cells)) return undefined;
        if (rows === 0) header = cells.cells().map((cell) => String(cell ?? '').trim());
        rows += 1;
        return undefined;
      }),
    );
    if (rows === 0) return;
    const account = this.#accountOf(source.file, source.sheet);
    account.describe('unknown', header, [], new Set());
    for (let row = 0; row < rows; row += 1)
      account.ignore(beside ? 'sheet without facts about servers' : 'no column is known');
    if (beside) return;
    this.#log.add({
      severity: 'warning',
      code: 'unknown-table',
      file: source.file,
      message: `is a table of no known kind; it begins with ${quote(
        header
          .filter((name) => name !== '')
          .slice(0, 6)
          .join(', '),
      )}`,
      remedy:
        'name its columns (Server name, vCPU, RAM, Disk …), or say what they are under plan.columns in estate.yaml',
    });
  }

  #unreadable(file: string, sheet: string | undefined, error: unknown): void {
    const known = error instanceof Unreadable ? error : undefined;
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown reason';
    this.#log.add({
      severity: 'error',
      code: known?.code ?? 'unreadable',
      file,
      message: `${sheet === undefined ? '' : `sheet ${quote(sheet)} `}${known?.message ?? `cannot be read: ${reason}`}`,
      remedy: known?.remedy ?? 'export it again; if it opens elsewhere, save it as CSV',
    });
  }

  #result(): Inventory {
    const servers = this.#machines.finish();
    const rows = total(this.#accounts);
    if (servers.length === 0) {
      this.#log.add({
        severity: 'error',
        code: 'no-servers',
        message: rows.read === 0 ? 'there is no server list' : `none of the ${rows.read} rows is a server`,
        remedy:
          'add a server list: a CSV or workbook with the columns Server name, vCPU and RAM, an RVTools workbook, an Azure Migrate export, or Ansible facts',
      });
    }
    return {
      servers,
      flows: this.#flows.list(),
      files: this.#accounts.map((account) => account.result()),
      rows,
      rejected: this.#accounts.flatMap((account) => account.rejected() ?? []),
      findings: this.#log.list(),
    };
  }
}
