import type { Finding } from '../model/finding.js';
import { delimiterOf, readCsv } from '../inventory/source/csv.js';
import type { EditedServer, EditedWave, WaveEdits } from './inputs.js';
import { slug } from './products/names.js';
import { waveNumber } from './pins.js';
import type { WavePlan } from './wave-plan.js';

const columns = ['wave', 'product', 'server', 'class', 'cutover', 'note'] as const;

/**
 * The waves as a table to edit in a spreadsheet and pass back (`--waves FILE`): one row for every machine. Only the first three columns are
 * read again. Another wave moves the whole product, another product regroups the machine; `shared`, `retain` and `retire` are places too;
 * an empty wave leaves the choice to the planner.
 */
export function wavesCsv(plan: WavePlan): string {
  const rows: (readonly string[])[] = [];
  const products = new Map(plan.products.map((product) => [product.name, product]));
  for (const wave of plan.waves) {
    for (const name of wave.products) {
      const product = products.get(name);
      if (product === undefined) continue;
      const servers = product.servers.length === 0 ? [''] : product.servers;
      const cutover = product.cutover ?? (product.cutoverWeek === undefined ? '' : `week ${product.cutoverWeek}`);
      for (const server of servers) rows.push([wave.id, name, server, product.class, cutover, product.order]);
    }
  }
  for (const { server, why } of plan.sharedServices) rows.push(['shared', '', server, '', '', why]);
  for (const { server, disposition, why } of plan.left) rows.push([disposition, '', server, '', '', why]);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * A cell that no spreadsheet runs as a formula (`report/spreadsheet.ts` has the rule): one that begins like a formula gets an apostrophe in
 * front, and one that already has apostrophes there gets one more, so that reading takes off exactly one.
 */
function cell(text: string): string {
  const safe = /^'*\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const plain = (text: string): string => (/^'+\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? text.slice(1) : text);

/** What an edited file says, and which of its rows cannot be used. */
export interface ParsedWaves {
  readonly edits: WaveEdits;
  readonly findings: readonly Finding[];
}

/**
 * Reads an edited waves file: any order of columns, commas, semicolons or tabs, with or without byte order mark. Whether its products and
 * machines exist is only known to the planner, which reports those that do not with their row.
 */
export function parseWavesCsv(text: string, file = 'waves.csv'): ParsedWaves {
  const findings: Finding[] = [];
  const waves = new Map<string, EditedWave>();
  const servers = new Map<string, EditedServer>();
  const edits: WaveEdits = { file, waves, servers };
  const [header, ...rows] = tableOf(text);
  const at = new Map(header?.cells.map((name, index) => [name.trim().toLowerCase(), index]));
  const missing = ['wave', 'product', 'server'].filter((name) => !at.has(name));
  if (missing.length > 0) {
    findings.push({
      severity: 'error',
      code: 'bad-header',
      file,
      row: header?.row ?? 1,
      message: `no column ${missing.join(', no column ')}`,
      remedy: 'write the header wave,product,server; --emit waves makes such a file',
    });
    return { edits, findings };
  }
  for (const { row, cells } of rows) {
    const read = (name: string): string => plain(cells[at.get(name) ?? -1] ?? '').trim();
    const [wave, product, server] = [read('wave'), read('product'), read('server')];
    const report = (column: string, value: string, message: string, remedy: string, code: string): void => {
      findings.push({ severity: 'error', code, file, row, column, value, message, remedy });
    };
    const place = placeOf(wave, product);
    const number = wave === '' ? undefined : waveNumber(wave);
    if (place === undefined) {
      report(
        'product',
        product,
        'a row with a wave needs a product',
        'write the product that the machine belongs to',
        'no-product',
      );
      continue;
    }
    if (typeof place === 'object' && 'product' in place) {
      if (wave !== '' && number === undefined) {
        report('wave', wave, 'is no wave', 'write W1, W2 …, shared, retain or retire, or leave it empty', 'bad-wave');
      } else if (number !== undefined) {
        const before = waves.get(place.product);
        if (before === undefined) waves.set(place.product, { wave: number, row });
        else if (before.wave !== number) {
          report(
            'wave',
            wave,
            `${product} is in W${before.wave} in row ${before.row}; a product is never split`,
            `write W${before.wave} here, change all rows of ${product}, or give the machine another product`,
            'product-split',
          );
        }
      }
    }
    if (server === '') continue;
    const before = servers.get(server);
    if (before === undefined) servers.set(server, { place, row });
    else report('server', server, `stands in row ${before.row} already`, 'remove one of the rows', 'server-twice');
  }
  return { edits, findings };
}

/** Undefined for a row with neither product nor a word that stands for one. */
function placeOf(wave: string, product: string): EditedServer['place'] | undefined {
  const word = wave.toLowerCase();
  if (word === 'shared') return 'shared';
  if (word === 'retire' || word === 'retain') return { leave: word };
  return product === '' ? undefined : { product: slug(product) ?? product };
}

interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Rows that are not blank, with their numbers. */
function tableOf(text: string): readonly TableRow[] {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const rows: TableRow[] = [];
  const first = source.slice(0, source.search(/[\r\n]|$/));
  const delimiter = delimiterOf([first], (name) => columns.some((column) => column === name.trim().toLowerCase()));
  readCsv([source], delimiter, source.includes('\n') ? '\n' : '\r', (cells, row) => {
    if (cells.some((value) => value.trim() !== '')) rows.push({ row, cells });
    return undefined;
  });
  return rows;
}
